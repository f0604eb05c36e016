/** Markup that is safe to send. Only `html` and `raw` make it, so a string cannot reach the page unescaped. */
class Html {
  readonly #markup: string
  constructor(markup: string) {
    this.#markup = markup
  }
  toString(): string {
    return this.#markup
  }
}
export type { Html }

/** What a component shows: text is escaped, markup is not. */
export type Words = string | Html

/** What may stand in an `html` template. */
type Piece = Words | number | false | null | undefined | readonly Piece[]

/**
 * Builds markup. Text is escaped, markup kept, a list joined; null, undefined and false show nothing.
 *
 * @example html`<p>${'Fish & chips'}</p>` // <p>Fish &#38; chips</p>
 */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  let built = parts[0] ?? ''
  for (let i = 0; i < pieces.length; i += 1) built += shown(pieces[i]) + (parts[i + 1] ?? '')
  return new Html(built)
}

/** Takes a string for markup as it stands: for words we wrote ourselves, never for what someone typed. */
export const raw = (markup: string): Html => new Html(markup)

/** Nothing at all, where a template needs markup. */
export const nothing: Html = new Html('')

/** Whether this is words to show, rather than a component's options. */
export const isWords = (value: unknown): value is Words => typeof value === 'string' || value instanceof Html

/** Text made safe inside an element or a quoted attribute. */
export function escape(text: string): string {
  let at = text.search(special)
  if (at === -1) return text
  let safe = ''
  let from = 0
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code > 62 || !(code === 38 || code === 60 || code === 62 || code === 34 || code === 39)) continue
    safe += `${text.slice(from, at)}&#${code};`
    from = at + 1
  }
  return safe + text.slice(from)
}

const special = /[&<>"']/

function shown(piece: Piece): string {
  if (typeof piece === 'string') return escape(piece)
  if (piece === null || piece === undefined || piece === false) return ''
  if (piece instanceof Html) return piece.toString()
  if (typeof piece === 'number') return String(piece)
  let joined = ''
  for (const each of piece) joined += shown(each)
  return joined
}
