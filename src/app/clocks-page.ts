import type { Basis, Clock } from '../platform/clocks/clock.ts'
import { longDay } from '../platform/dates/day.ts'
import { checkLocally, type Feeds } from './clocks.ts'
import { notFed } from './not-fed.ts'

const basisWords: Readonly<Record<Basis, string>> = {
  statute: 'statute: an authority may ask for it sooner, never later',
  guidance: 'statutory guidance: an authority may ask for it sooner, never later',
  national: 'national practice, not binding',
  local: 'local standard: the authority may change it',
}

/** The page `docs/clocks.md`: every clock with its law, limit and what feeds it. */
export function clocksPage(clocks: readonly Clock[], feeds: Feeds): string {
  const unsure = clocks.filter(checkLocally).length
  const fed = clocks.filter(({ id }) => feeds.has(id)).length
  return [
    '# Clocks',
    '',
    'Made by `node src/app/write-docs.ts`; do not edit. The day a clock starts is day nought.',
    'A working day is Monday to Friday and not a bank holiday in England; a working hour is 09:00 to 17:00 on one.',
    '',
    `${clocks.length} clocks. ${unsure} carry **check locally**: the figure was not read in the provision itself. ${fed} are fed by the records held here.`,
    '',
    ...clocks.flatMap((clock) => entry(clock, feeds)),
  ].join('\n')
}

function entry(clock: Clock, feeds: Feeds): string[] {
  return [
    `## ${clock.name}`,
    '',
    `\`${clock.id}\`. ${clock.duty}.`,
    '',
    `- Limit: ${clock.limit}. Unit: ${clock.unit}. Repeats: ${clock.repeats}.`,
    `- Starts: ${clock.starts}. Stops: ${clock.stops}.`,
    `- Law: ${clock.source}. ${clock.edition}, applied here from ${longDay(clock.effectiveFrom)}.`,
    `- Basis: ${basisWords[clock.basis]}.${checkLocally(clock) ? ' **Check locally.**' : ''}`,
    `- Owner: ${clock.owner}. Ladder: ${clock.ladder ?? 'none, only measured'}.`,
    ...(clock.reads.length > 0 ? [`- Reads: ${readsWords(clock)}.`] : []),
    `- Fed by: ${feeds.get(clock.id)?.join(', ') ?? `not fed: ${notFed[clock.id] ?? 'records come later'}`}.`,
    '',
  ]
}

const readsWords = ({ reads }: Clock): string =>
  reads
    .map(({ fact, default: usual }) => `\`${fact}\` (${usual === null ? 'no default' : `default ${usual}`})`)
    .join(', ')
