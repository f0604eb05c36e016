import { longDay, type Day } from '../../platform/dates/day.ts'
import { labels } from '../../platform/record/labels.ts'
import type { Done } from './done-with.ts'

const needs: Readonly<Record<string, string>> = labels('primary_need', [
  'N1',
  'N2',
  'N3',
  'N4',
  'N5',
  'N6',
  'N7',
  'N8',
  'N9',
  'N0',
])

const on = (day: Day | null): string => (day === null ? 'on a day we do not hold' : longDay(day))

type Say = (done: Done) => string

const span = ({ onDay, untilDay }: Done, going: string): string =>
  untilDay === null ? `from ${on(onDay)}, ${going}` : `from ${on(onDay)} to ${on(untilDay)}`

const saying: Readonly<Record<Done['kind'], Say>> = {
  referral: ({ onDay, words }) =>
    `Referred ${on(onDay)}${words === null ? '' : `: ${(needs[words] ?? words).toLowerCase()}`}.`,
  worry: ({ words, untilDay }) =>
    `${words ?? 'A worry'}${untilDay === null ? ', still open' : `, until ${on(untilDay)}`}.`,
  assessment: ({ onDay, untilDay }) =>
    `Assessment begun ${on(onDay)}${untilDay === null ? ', not signed' : `, signed ${on(untilDay)}`}.`,
  enquiry: ({ onDay, words }) =>
    `Section 47 enquiry of ${on(onDay)}${words === null ? ', not finished' : `: ${words}`}.`,
  plan: (done) => `Child in need plan ${span(done, 'ending with our work')}.`,
  protection: (done) => `Child protection plan ${span(done, 'still open')}.`,
  visits: ({ onDay, untilDay, count, words }) =>
    `Seen ${count === 1 ? 'once' : `${count} times`} between ${on(onDay)} and ${on(untilDay)}, ${words === '0' ? 'never' : words} of them alone.`,
  changed: ({ words }) => `Reached: ${words ?? 'an outcome of the plan'}.`,
}

/** The beginning of a summary, from what the record says: for the worker to make into what the child may read. */
export function begunFrom(done: readonly Done[]) {
  const why = done.filter(({ kind }) => kind === 'referral' || kind === 'worry')
  const rest = done.filter(({ kind }) => kind !== 'referral' && kind !== 'worry')
  const told = (some: readonly Done[]): string | null =>
    some.length === 0 ? null : some.map((one) => saying[one.kind](one)).join('\n')
  return { whyWeCame: told(why), whatWasDone: told(rest) }
}
