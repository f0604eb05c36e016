import { addDays, day, daysBetween } from '../../../../platform/dates/day.ts'
import type { SwEpisodeRow } from '../../../return-files/index.ts'
import type { Child } from '../child.ts'
import { isNotOf, isOneOf, socialWorkerChanges } from '../codes.ts'
import { isAfter, isBefore, isOnOrAfter, isSameDay } from '../../days.ts'
import { childRule, rulesOf } from '../declare.ts'
import { eachPair, inOrder, isOpenAtEnd, isShortBreak } from '../episodes.ts'
import { isFilled, isNotAPartialDay } from '../given.ts'

/* Who the child's social worker was, reported since 2023/24 for children looked after on 31 March. */
const worker = rulesOf('swEpisodes')
const first = 2024
const collectedFrom = day('2023-04-01')

const inTurn = ({ swEpisodes }: Child): readonly SwEpisodeRow[] => inOrder(swEpisodes, 'swDecom', 'swDec')
const isLookedAfterAtEnd = ({ episodes, year }: Child): boolean =>
  episodes.some((episode) => isOpenAtEnd(episode, year) && !isShortBreak(episode))

/** Nothing is known against it: where the episodes are not at hand, the child may well be looked after. */
const mayBeLookedAfterAtEnd = (child: Child): boolean =>
  !child.whole.has.has('episodes') || child.episodes.length === 0 || isLookedAfterAtEnd(child)

const endedWithoutNext = (id: string, says: string, isAsLate: (daysLeft: number) => boolean) =>
  childRule(id, {
    from: first,
    reads: { swEpisodes: ['swDec', 'swDecom'], episodes: ['decom', 'dec', 'ls'] },
    marks: ['swEpisodes'],
    mayLack: ['episodes'],
    says,
    find(child, mark) {
      const rows = inTurn(child)
      const ends = rows.flatMap(({ swDec }) => swDec ?? []).toSorted()
      const [last, end] = [rows.at(-1), ends.at(-1)]
      if (last === undefined || end === undefined || rows.some(isOpen)) return
      if (isAsLate(daysBetween(end, child.year.endsOn)) && mayBeLookedAfterAtEnd(child)) mark(last)
    },
  })
const isOpen = (row: SwEpisodeRow): boolean => row.swDecom !== null && !isFilled(row, 'swDec')

/** Days there may be between one social worker and the next, or between care starting and the first. */
const handover = 7

/** The first day of the year there must be a social worker: its own, or the first of this spell of care. */
const neededFrom = ({ periods, year }: Child) => {
  const startsOn = periods.at(-1)?.startsOn ?? year.startsOn
  return startsOn > year.startsOn ? startsOn : year.startsOn
}
const coversStart = (child: Child) => {
  const by = addDays(neededFrom(child), handover)
  return ({ swDecom, swDec }: SwEpisodeRow): boolean =>
    (swDecom === null || swDecom <= by) && (swDec === null || swDec >= neededFrom(child))
}

const idRule = (from: number, isSound: (id: string) => boolean) =>
  worker('SW02STG1', {
    from,
    reads: ['swId'],
    says: 'The social worker’s number must begin SW, or XX where they have none.',
    breaks: ({ swId }) => (swId === null ? from > first : !isSound(swId)),
  })

export const socialWorkerRules = [
  childRule('SW01STG1', {
    from: first,
    reads: { episodes: ['dec', 'ls', 'decom'], swEpisodes: ['child'] },
    marks: ['episodes'],
    says: 'The child was looked after on 31 March and no social worker is given.',
    find({ episodes, swEpisodes, year }, mark) {
      if (swEpisodes.length > 0) return
      episodes.filter((row) => isOpenAtEnd(row, year) && !isShortBreak(row)).forEach(mark)
    },
  }),
  worker('SW01aSTG1', {
    from: 2025,
    reads: ['swId', 'swDecom'],
    says: 'Give the number of a social worker who began before April 2023.',
    breaks: (row) => isBefore(row.swDecom, collectedFrom) && row.swId === null,
  }),
  worker('SW01bSTG1', {
    from: 2025,
    reads: ['swId', 'swReason', 'swDecom'],
    says: 'Give the number of a social worker who began since April 2023, and the reason for the change.',
    breaks: (row) => isOnOrAfter(row.swDecom, collectedFrom) && (row.swId === null || row.swReason === null),
  }),
  idRule(first, (id) => /^(?:SW|XX)/.test(id)),
  idRule(2026, (id) => /^(?:SW|XX)../.test(id)),
  worker('SW03STG1', {
    from: first,
    reads: ['swId', 'swDecom', 'swReason'],
    says: 'Each social worker needs a number, the day they began and the reason for the change.',
    breaks: (row) => row.swId === null || !isFilled(row, 'swDecom') || row.swReason === null,
  }),
  worker('SW04STG1', {
    from: first,
    reads: ['swDecom'],
    says: 'The day the social worker began is not a date (parts not known are ZZ).',
    breaks: (row) => isNotAPartialDay(row, 'swDecom'),
  }),
  worker('SW05STG1', {
    from: first,
    reads: ['swDec'],
    says: 'The day the social worker left is not a date (parts not known are ZZ).',
    breaks: (row) => isNotAPartialDay(row, 'swDec'),
  }),
  worker('SW06STG2', {
    from: first,
    reads: ['swDecom'],
    says: 'The social worker began after the end of the year.',
    breaks: ({ swDecom }, { year }) => isAfter(swDecom, year.endsOn),
  }),
  worker('SW07STG2', {
    from: first,
    reads: ['swDec'],
    says: 'The social worker left before the year began or after it ended.',
    breaks: ({ swDec }, { year }) => isBefore(swDec, year.startsOn) || isAfter(swDec, year.endsOn),
  }),
  worker('SW07STG2', {
    from: 2025,
    reads: ['swDec'],
    says: 'The social worker left before last year began or after this year ended.',
    breaks: ({ swDec }, { year }) => isBefore(swDec, year.lastStartsOn) || isAfter(swDec, year.endsOn),
  }),
  childRule('SW08STG2', {
    from: first,
    reads: { swEpisodes: ['swDec', 'swDecom'] },
    says: 'A later social worker has begun: say when this one left.',
    find: (child, mark) =>
      eachPair(inTurn(child), (earlier) => {
        if (!isFilled(earlier, 'swDec')) mark(earlier)
      }),
  }),
  worker('SW09STG2', {
    from: first,
    reads: ['swDecom', 'swDec'],
    says: 'The social worker left on the day they began.',
    breaks: ({ swDecom, swDec }) => isSameDay(swDecom, swDec),
  }),
  childRule('SW10STG2', {
    from: first,
    reads: { swEpisodes: ['swDecom', 'swDec'] },
    says: 'The social worker began before the one before them left.',
    find: (child, mark) =>
      eachPair(inTurn(child), (earlier, later) => {
        if (isBefore(later.swDecom, earlier.swDec)) mark(later)
      }),
  }),
  childRule('SW10STG2', {
    from: 2025,
    reads: { swEpisodes: ['swDecom', 'swDec', 'swReason'] },
    says: 'The social worker began more than seven days before or after the one before them left.',
    find: (child, mark) =>
      eachPair(inTurn(child), ({ swDec }, later) => {
        if (swDec === null || later.swDecom === null || later.swReason === 'FCONTA') return
        if (Math.abs(daysBetween(swDec, later.swDecom)) > handover) mark(later)
      }),
  }),
  endedWithoutNext(
    'SW11aSTG2',
    'The last social worker left before 31 March and no other is given.',
    (left) => left > 5,
  ),
  endedWithoutNext(
    'SW11bSTG2',
    'The last social worker left in the last days of March and no other is given.',
    (left) => left > 0 && left <= 5,
  ),
  childRule('SW12STG2', {
    from: first,
    reads: { episodes: ['decom', 'dec', 'ls'], swEpisodes: ['swDecom', 'swDec'] },
    marks: ['episodes'],
    says: 'The child was looked after on 31 March: give their social workers from the start of the year or of this care.',
    find(child, mark) {
      if (child.swEpisodes.some(coversStart(child))) return
      child.episodes.filter((row) => isOpenAtEnd(row, child.year) && !isShortBreak(row)).forEach(mark)
    },
  }),
  worker('SW13STG1', {
    from: first,
    reads: ['swReason'],
    says: 'The reason for the change of social worker is not one of the 10 codes.',
    breaks: ({ swReason }) => isNotOf(socialWorkerChanges, swReason),
  }),
  worker('SW13STG1', {
    from: 2025,
    reads: ['swReason', 'swDecom'],
    says: 'The reason for the change of social worker is not one of the 10 codes, or is blank since April 2023.',
    breaks: ({ swReason, swDecom }) =>
      swReason === null ? isOnOrAfter(swDecom, collectedFrom) : !isOneOf(socialWorkerChanges, swReason),
  }),
  childRule('SW14STG2', {
    from: first,
    reads: { swEpisodes: ['swDec', 'swDecom'], episodes: ['decom', 'dec', 'ls'] },
    marks: ['swEpisodes'],
    says: 'Care ended in the year: say when the last social worker left.',
    find(child, mark) {
      const last = inTurn(child).at(-1)
      if (last === undefined || child.episodes.length === 0 || isLookedAfterAtEnd(child)) return
      if (!isFilled(last, 'swDec')) mark(last)
    },
  }),
  childRule('SW17STG2', {
    from: 2026,
    reads: { swEpisodes: ['swDec', 'swDecom'], episodes: ['decom', 'dec', 'ls'] },
    marks: ['swEpisodes'],
    mayLack: ['episodes'],
    says: 'No social worker is open on 31 March.',
    find(child, mark) {
      const last = inTurn(child).at(-1)
      if (last !== undefined && isFilled(last, 'swDec') && mayBeLookedAfterAtEnd(child)) mark(last)
    },
  }),
]
