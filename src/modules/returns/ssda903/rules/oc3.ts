import { accommodations, activities, inTouch, isOneOf } from '../codes.ts'
import type { Child } from '../child.ts'
import { isOnOrAfter, isUnder, isWithin, birthday, reached } from '../../days.ts'
import { childRule, rulesOf } from '../declare.ts'
import { isInYear } from '../episodes.ts'
import { allFilled, anyFilled } from '../given.ts'
import type { EpisodeRow, Oc3Row } from '../../../return-files/index.ts'

const oc3 = rulesOf('oc3')
const answers = ['inTouch', 'activ', 'accom'] as const
const hasData = (row: Oc3Row): boolean => anyFilled(row, answers)
const isNothing = (code: string | null): boolean => code === '0'

/** Which birthday the care leaver duties turn on: 17 or 18, when it falls in the year. */
const turning = (row: Oc3Row, { year }: Child): 17 | 18 | null => {
  if (row.dob === null) return null
  if (isWithin(birthday(row.dob, 17), year.startsOn, year.endsOn)) return 17
  return isWithin(birthday(row.dob, 18), year.startsOn, year.endsOn) ? 18 : null
}

const covers = ({ decom, dec }: EpisodeRow, on: string): boolean =>
  decom !== null && decom <= on && (dec === null || dec > on)

export const oc3Rules = [
  oc3('131', {
    reads: ['inTouch'],
    says: 'In touch must be YES, NO, DIED, REFU, NREQ or RHOM.',
    breaks: (row) => !isOneOf(inTouch, row.inTouch),
  }),
  oc3('132', {
    reads: ['activ'],
    says: 'Activity is blank or is not one of the codes.',
    breaks: ({ activ }) => !isOneOf(activities, activ),
  }),
  oc3('133', {
    reads: ['accom'],
    says: 'Accommodation is blank or is not one of the codes.',
    breaks: ({ accom }) => !isOneOf(accommodations, accom),
  }),
  oc3('153', {
    reads: answers,
    says: 'In touch, activity and accommodation go together: give all three or none.',
    breaks: (row) => hasData(row) && !allFilled(row, answers),
  }),
  oc3('344', {
    reads: answers,
    says: 'The young person died or went home for six months or more, so activity and accommodation are 0.',
    breaks: (row) =>
      (row.inTouch === 'DIED' || row.inTouch === 'RHOM') && !(isNothing(row.activ) && isNothing(row.accom)),
  }),
  oc3('345', {
    reads: answers,
    says: 'You are in touch with this young person, so activity and accommodation cannot be 0.',
    breaks: (row) => row.inTouch === 'YES' && (isNothing(row.activ) || isNothing(row.accom)),
  }),
  oc3('347', {
    from: 2024,
    reads: ['accom', 'dob'],
    // T1 and T2 are the codes a file holds; the peers look for a bare T and so never speak.
    says: 'A young person under 18 when the year began cannot live in a foyer.',
    breaks: ({ accom, dob }, { year }) =>
      (accom === 'T' || accom === 'T1' || accom === 'T2') && isUnder(dob, 18, year.startsOn),
  }),
  oc3('348', {
    from: 2026,
    reads: ['inTouch'],
    readsLastYear: { oc3: ['inTouch'] },
    says: 'Last year this young person was returned as having died.',
    breaks: (row, { lastYear }) =>
      row.inTouch !== 'DIED' && lastYear.oc3.some((last) => last.inTouch === 'DIED'),
  }),
  oc3('391', {
    reads: ['inTouch', 'activ', 'accom', 'dob'],
    says: 'Care leaver answers are given for somebody not yet 17 at the end of the year.',
    breaks: (row, { year }) => hasData(row) && isUnder(row.dob, 17, year.endsOn),
  }),
  oc3('1000', {
    reads: answers,
    also: { episodes: ['rec'] },
    readsLastYear: { episodes: ['rec'] },
    mayLack: ['lastYear.episodes'],
    says: 'This young person is recorded as having died in care, so nothing is asked of them as a care leaver.',
    breaks: (_, { episodes, lastYear }) =>
      [...episodes, ...lastYear.episodes].some(({ rec }) => rec === 'E2'),
  }),
  oc3('1007', {
    reads: ['inTouch', 'activ', 'accom', 'dob'],
    also: { episodes: ['decom', 'dec'] },
    says: 'They were still looked after on their 17th or 18th birthday, so care leaver answers are not due yet.',
    breaks(row, child) {
      const age = turning(row, child)
      if (age === null || row.dob === null || !hasData(row)) return false
      const on = birthday(row.dob, age)
      return child.episodes.some((episode) => covers(episode, on))
    },
  }),
  oc3('1010', {
    reads: answers,
    also: { episodes: ['child'] },
    readsLastYear: { episodes: ['decom', 'dec'] },
    says: 'Last year ended with this young person in care, but this year has no episode for them.',
    breaks: (_, { episodes, lastCare }) =>
      episodes.length === 0 && lastCare.length > 0 && lastCare.at(-1)?.dec === null,
  }),
  oc3('1011', {
    reads: answers,
    also: { episodes: ['rec', 'decom'] },
    says: 'Their care passed to another authority, which makes the care leaver return.',
    breaks: (row, { care }) => hasData(row) && care.at(-1)?.rec === 'E3',
  }),
  childRule('1014', {
    reads: { uasc: ['duc'], oc3: answers, episodes: ['decom', 'dec'] },
    marks: ['uasc', 'oc3'],
    says: 'Nothing is asked about asylum for care leavers who were not looked after in the year.',
    find({ uasc, oc3: rows, episodes, year }, mark) {
      if (uasc.length === 0 || !rows.some(hasData) || episodes.some((episode) => isInYear(episode, year)))
        return
      uasc.forEach(mark)
      rows.forEach(mark)
    },
  }),
  oc3('1016', {
    from: 2024,
    reads: ['inTouch', 'activ', 'accom', 'dob'],
    also: { episodes: ['dec'] },
    says: 'They left care on or after the birthday this is asked about, so care leaver answers are not due this year.',
    breaks(row, { episodes, year }) {
      const { dob } = row
      const age = [18, 17].find((years) => reached(dob, years, year.endsOn))
      if (dob === null || age === undefined || reached(dob, 19, year.endsOn) || !hasData(row)) return false
      return episodes.some(({ dec }) => isOnOrAfter(dec, birthday(dob, age)))
    },
  }),
  oc3('3001', {
    reads: ['accom'],
    also: { header: ['dob'] },
    says: 'A young person who turned 17 this year and is still with their former foster carers has not left care.',
    breaks: ({ accom }, child) =>
      (accom === 'Z1' || accom === 'Z2') &&
      child.born !== null &&
      isWithin(birthday(child.born, 17), child.year.startsOn, child.year.endsOn),
  }),
]
