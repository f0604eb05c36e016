import { html, type Html, type Words } from '../html.ts'

/**
 * How something with a due day or an answer stands: `over` late or dangerous, `soon` needs doing next, `ok` on track, `met`
 * done, `unknown` not known and owned by somebody.
 */
export type StateKind = 'over' | 'soon' | 'ok' | 'met' | 'unknown'

/** A state as a list has it. */
export interface State {
  readonly state: StateKind
  readonly words: Words
}

const shapes: Readonly<Record<StateKind, string>> = {
  over: 'over',
  soon: 'soon',
  ok: 'ok',
  met: 'met',
  unknown: 'unk',
}

/**
 * A shape, a word and a colour, in that order. The words must carry the meaning ('2 days over'); what is not known is also said
 * aloud, since a question mark is not.
 *
 * @example state('over', '2 days over')
 */
export function state(kind: StateKind, words: Words, { wrap = false } = {}): Html {
  const aloud = kind === 'unknown' && html`<span class="govuk-visually-hidden">Not known: </span>`
  return html`<span class="hf-state hf-state--${shapes[kind]}${wrap && ' hf-state--wrap'}">${aloud}${words}</span>`
}

/** The end of a class name that tints something by its state. */
export const shapeOf = (kind: StateKind): string => shapes[kind]
