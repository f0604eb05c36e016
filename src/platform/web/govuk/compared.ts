import { raw, type Words } from '../html.ts'

/** Their options as ours. Where their macros take text or html, our functions take `text`, of either type. */
export function ours(theirs: unknown): unknown {
  if (Array.isArray(theirs)) return theirs.map(ours)
  if (typeof theirs !== 'object' || theirs === null) return theirs
  const named: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(theirs))
    if (!/html$/i.test(key)) named[renamed[key] ?? key] = given(key, value)
  for (const [key, value] of Object.entries(theirs)) {
    if (/html$/i.test(key) && value)
      named[key.replace('html', 'text').replace('Html', 'Text')] = raw(String(value))
  }
  return named
}

const renamed: Record<string, string> = {
  beforeInput: 'before',
  afterInput: 'after',
  beforeInputs: 'before',
  afterInputs: 'after',
}

/** What stands between other things is words alone. */
function given(key: string, value: unknown): unknown {
  if (key === 'attributes') return spelledOut(value)
  const words = ours(value)
  const alone = key === 'conditional' || renamed[key] !== undefined
  return alone && typeof words === 'object' ? (words as { readonly text?: Words } | null)?.text : words
}

/** Their macros write `name="true"` where ours writes the bare name. */
const spelledOut = (attributes: unknown): unknown =>
  Object.fromEntries(
    Object.entries(attributes ?? {}).map(([name, value]) => [name, value === true ? 'true' : value]),
  )

const entities: Record<string, string> = { amp: '&#38;', lt: '&#60;', gt: '&#62;', quot: '&#34;', ctdot: '⋯' }

/** Markup as it compares. Space counts only inside text: not beside an opening tag, before a closing one, or between two. */
export const tidy = (markup: Words): string =>
  String(markup)
    .replace(/\s+/g, ' ')
    .replace(/> </g, '><')
    .replace(/(<[a-z][^>]*>) /g, '$1')
    .replace(/ (<\/|>)/g, '$1')
    .replace(/&(amp|lt|gt|quot|ctdot);/g, (_, name: string) => entities[name] ?? '')
    .trim()
