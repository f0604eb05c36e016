import { html, type Html, type Words } from '../html.ts'

/** A child's exact words. A worker's summary is not one. */
export interface ChildsWords {
  readonly words: string
  /** Who said it, when, who heard it, and whether they were alone: 'Leo, Thu 5 Nov, alone with Amira.' */
  readonly heard: Words
}

/** A child's own words, which look like nothing else in the product. */
export const voice = (said: readonly ChildsWords[]): Html =>
  html`<figure class="hf-voice">
      ${said.map(({ words, heard }) => html`<blockquote>${quoted(words)}</blockquote><figcaption>${heard}</figcaption>`)}
    </figure>`

/** A child's own words inside a line of other text. */
export const said = (words: string): Html => html`<span class="hf-said">${quoted(words)}</span>`

/** In quotation marks, unless the worker set the words apart from what the child did by marks of their own. */
export const quoted = (words: string): string => (/[“”"]/.test(words) ? words : `“${words}”`)
