import * as z from 'zod'
import { isDay, type Day } from '../../../platform/dates/day.ts'
import { dayField } from '../../../platform/record/field.ts'
import { isId } from '../../../platform/record/new-id.ts'
import type { Cursor } from './entries.ts'
import { groups, type Group } from './legs.ts'

/** The ways to look at one story. */
export const views = {
  significant: 'Significant',
  everything: 'Everything',
  family: 'Family',
  moves: 'Home and moves',
  words: 'Child’s words',
} as const
export type View = keyof typeof views

/** What the address asks for: codes and days, never a name or a word anybody typed. */
export interface Asked {
  readonly view: View
  readonly from: Day | null
  readonly to: Day | null
  /** The groups ticked; none ticked is all of them. */
  readonly kinds: readonly Group[]
  readonly before: Cursor | null
  /** The record whose impact is being written. */
  readonly impact: string | null
  /** Which of its entries: one record may be told of twice, as begun and as ended. Null where it has only one. */
  readonly entry?: string | null
}

/** The groups a view can hold. */
export const groupsOf = (view: View): readonly Group[] =>
  view === 'moves' ? ['home', 'missing'] : view === 'words' ? ['words'] : (Object.keys(groups) as Group[])

const several = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (typeof value === 'string' ? [value] : value))

const query = z.object({
  view: z.enum(Object.keys(views) as [View, ...View[]]).catch('significant'),
  from: z.string().optional(),
  to: z.string().optional(),
  kind: several.catch([]),
  before: z.string().optional(),
  impact: z.guid().optional().catch(undefined),
  entry: z
    .string()
    .regex(/^[a-z-]{1,40}$/)
    .optional()
    .catch(undefined),
})

/** Reads the address. What it cannot read it leaves out. */
export function askedOf(given: unknown): Asked {
  const { view, from = '', to = '', kind, before = '', impact = null, entry = null } = query.parse(given)
  const kinds = kind.filter((code): code is Group => Object.hasOwn(groups, code))
  return {
    view,
    from: isDay(from) ? from : null,
    to: isDay(to) ? to : null,
    kinds,
    before: cursorOf(before),
    impact,
    entry,
  }
}

function cursorOf(text: string): Cursor | null {
  const [day = '', id = '', kind = ''] = text.split('.')
  return isDay(day) && isId(id) && /^[a-z-]+$/.test(kind) ? { day, id, kind } : null
}

/** The address that asks for this, with what is changed. */
export function hrefOf(
  childId: string,
  asked: Asked,
  change: Partial<Asked> = {},
  page = 'chronology',
): string {
  const { view, from, to, kinds, before, impact, entry = null } = { ...asked, ...change }
  const pairs = [
    ...(view === 'significant' ? [] : [['view', view]]),
    ...(from === null ? [] : [['from', from]]),
    ...(to === null ? [] : [['to', to]]),
    ...kinds.map((kind) => ['kind', kind]),
    ...(before === null ? [] : [['before', `${before.day}.${before.id}.${before.kind}`]]),
    ...(impact === null ? [] : [['impact', impact]]),
    ...(impact === null || entry === null ? [] : [['entry', entry]]),
  ]
  const search = new URLSearchParams(pairs).toString()
  return `/children/${childId}/${page}${search === '' ? '' : `?${search}`}`
}

const typedDay = dayField({ label: '', missing: '' })

/** What the filter posted: days as people type them, and words, which are never put in an address. */
interface Posted {
  readonly asked: Asked
  readonly words: string | null
  /** Days that could not be read, by field. */
  readonly wrong: readonly ('from' | 'to')[]
}

const form = z.object({
  words: z.string().trim().catch(''),
  from: z.string().trim().catch(''),
  to: z.string().trim().catch(''),
})

/** Reads the filter as it was posted. */
export function postedOf(given: unknown): Posted {
  const { words, from, to } = form.parse(given)
  const [first, last] = [typedDay.schema.safeParse(from), typedDay.schema.safeParse(to)]
  const asked = askedOf({ ...(given as object), from: '', to: '', before: '' })
  return {
    asked: { ...asked, from: first.success ? first.data : null, to: last.success ? last.data : null },
    words: words === '' ? null : words.slice(0, 100),
    wrong: [
      ...(from !== '' && !first.success ? (['from'] as const) : []),
      ...(to !== '' && !last.success ? (['to'] as const) : []),
    ],
  }
}
