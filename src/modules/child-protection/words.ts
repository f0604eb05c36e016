import type { Field } from '../../platform/record/field.ts'
import type { StateKind } from '../../platform/web/holdfast/state.ts'

/** What an answer is called on screen. */
export const said = ({ options = {} }: Pick<Field<unknown>, 'options'>, value: string | null): string =>
  value === null ? 'Not recorded' : (options[value] ?? value)

/** How a conference stands, in a shape and words. */
export const conferenceStands: Readonly<Record<string, readonly [StateKind, string]>> = {
  requested: ['soon', 'Asked for'],
  approved: ['soon', 'Agreed, to be booked'],
  declined: ['met', 'Not needed'],
  booked: ['ok', 'Booked'],
  held: ['met', 'Held'],
  inquorate: ['over', 'Held, too few agencies'],
  cancelled: ['met', 'Not held'],
}

export const coreGroupStands: Readonly<Record<string, readonly [StateKind, string]>> = {
  booked: ['ok', 'Booked'],
  held: ['soon', 'Held, record to finish'],
  recorded: ['met', 'Recorded'],
}

export const kindWords: Readonly<Record<string, string>> = {
  initial: 'Initial conference',
  review: 'Review conference',
  'transfer in': 'Transfer-in conference',
  'pre-birth': 'Conference before birth',
}
