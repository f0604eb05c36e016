import type { DoloRow, EpisodeRow } from '../../../return-files/index.ts'
import { codes, isOneOf } from '../codes.ts'
import { isAfter, isBefore, isOnOrAfter } from '../../days.ts'
import { childRule, rulesOf } from '../declare.ts'
import { eachPair, inOrder, isStillOutOfCare } from '../episodes.ts'
import { isFilled, isNotADay } from '../given.ts'

/* Orders depriving a child of liberty (the inherent jurisdiction of the High Court), reported since 2026/27. */
const order = rulesOf('dolo')
const from = 2027

const expected = codes('K2 Z12 Z13')
const barred = codes('K1 P1 R5 K3')

const runsThrough = ({ doloStart, doloEnd }: DoloRow, { decom, dec }: EpisodeRow): boolean =>
  doloStart !== null &&
  doloEnd !== null &&
  decom !== null &&
  decom < doloEnd &&
  (dec === null || dec > doloStart)

/** Orders in an episode whose placement is not right for them; both are reported. */
const wrongPlace = (id: string, isWrong: (place: string | null) => boolean, says: string) =>
  childRule(id, {
    from,
    reads: { dolo: ['doloStart', 'doloEnd'], episodes: ['place', 'decom', 'dec'] },
    says,
    find({ dolo, episodes }, mark) {
      for (const row of dolo)
        for (const episode of episodes)
          if (runsThrough(row, episode) && isWrong(episode.place)) [row, episode].forEach(mark)
    },
  })

export const deprivationOfLibertyRules = [
  order('700', {
    from,
    reads: ['doloStart'],
    says: 'The day the order began is blank or is not a date written dd/mm/yyyy.',
    breaks: (row) => row.doloStart === null || isNotADay(row, 'doloStart'),
  }),
  order('701', {
    from,
    reads: ['doloEnd'],
    says: 'The day the order ended is not a date written dd/mm/yyyy.',
    breaks: (row) => isNotADay(row, 'doloEnd'),
  }),
  order('702', {
    from,
    reads: ['doloStart', 'doloEnd'],
    says: 'The order ended on or before the day it began.',
    breaks: ({ doloStart, doloEnd }) => isOnOrAfter(doloStart, doloEnd),
  }),
  order('703', {
    from,
    reads: ['doloStart'],
    says: 'The order began after the end of the year.',
    breaks: ({ doloStart }, { year }) => isAfter(doloStart, year.endsOn),
  }),
  order('704', {
    from,
    reads: ['doloEnd'],
    says: 'The order ended before the year began or after it ended.',
    breaks: ({ doloEnd }, { year }) => isBefore(doloEnd, year.startsOn) || isAfter(doloEnd, year.endsOn),
  }),
  childRule('705', {
    from,
    reads: { dolo: ['doloStart', 'doloEnd'] },
    says: 'This order began while the one before it was still running.',
    find: ({ dolo }, mark) =>
      eachPair(inOrder(dolo, 'doloStart', 'doloEnd'), (earlier, later) => {
        const open = !isFilled(earlier, 'doloEnd') && later.doloStart !== null
        if (open || isBefore(later.doloStart, earlier.doloEnd)) mark(later)
      }),
  }),
  childRule('706', {
    from,
    reads: { dolo: ['doloStart'] },
    readsLastYear: { dolo: ['doloStart', 'doloEnd'] },
    says: 'An order was running when last year ended, and this year has none that began that day.',
    find({ dolo, lastYear }, mark) {
      const [first] = inOrder(dolo, 'doloStart', 'doloEnd')
      for (const last of lastYear.dolo) {
        const open = last.doloStart !== null && !isFilled(last, 'doloEnd')
        // The row to put right is this year's first; where there is none, last year's shows what is missing.
        if (open && !dolo.some(({ doloStart }) => doloStart === last.doloStart)) mark(first ?? last)
      }
    },
  }),
  order('707', {
    from,
    reads: ['doloEnd', 'doloStart'],
    also: { episodes: ['decom', 'dec'] },
    says: 'Care ended, but the order has no end or ends outside care.',
    breaks: ({ doloStart, doloEnd }, { periods }) => isStillOutOfCare(periods, doloStart, doloEnd),
  }),
  order('708', {
    from,
    reads: ['doloStart', 'dob'],
    says: 'The order began on or before the day the child was born.',
    breaks: ({ doloStart, dob }) => isOnOrAfter(dob, doloStart),
  }),
  wrongPlace(
    '709',
    (place) => !isOneOf(expected, place),
    'A child under an order is expected in a children’s home or an unregistered one (K2, Z12, Z13).',
  ),
  wrongPlace(
    '710',
    (place) => isOneOf(barred, place),
    'A child under an order cannot be in a secure home, with parents, in custody or in supported accommodation (K1, P1, R5, K3).',
  ),
]
