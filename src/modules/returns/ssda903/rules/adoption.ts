import type { Ad1Row, EpisodeRow } from '../../../return-files/index.ts'
import type { Child } from '../child.ts'
import { adopterSexes, adopterStatuses, couples, codes, isNotOf, isOneOf, zeroOne } from '../codes.ts'
import { isAfter, isBefore, isSameDay } from '../../days.ts'
import { childRule, type FieldOf, rulesOf } from '../declare.ts'
import { isAdopted, isDayOfYear, isForAdoption } from '../episodes.ts'
import { allFilled, anyFilled, isFilled, isNotADay } from '../given.ts'

const ad1 = rulesOf('ad1')

export const adoptionAnswers = [
  'dateInt',
  'dateMatch',
  'fosterCare',
  'nbAdoptr',
  'sexAdoptr',
  'lsAdoptr',
] as const
export const hasAdoption = (row: Ad1Row): boolean => anyFilled(row, adoptionAnswers)
const careLeaver = ['inTouch', 'activ', 'accom'] as const

const adoptedInYear = ({ episodes, year }: Child): EpisodeRow[] =>
  episodes.filter((episode) => isAdopted(episode) && isDayOfYear(episode.dec, year))

/** Each adoption row beside each episode: both are reported when the two do not fit. */
const beside = (
  id: string,
  rule: {
    ad1: readonly FieldOf<'ad1'>[]
    episodes: readonly FieldOf<'episodes'>[]
    says: string
    breaks: (row: Ad1Row, episode: EpisodeRow) => boolean
  },
) =>
  childRule(id, {
    reads: { ad1: rule.ad1, episodes: rule.episodes },
    says: rule.says,
    find({ ad1: rows, episodes }, mark) {
      for (const row of rows)
        for (const episode of episodes) if (rule.breaks(row, episode)) [row, episode].forEach(mark)
    },
  })

/** What the adopters are to each other says which sexes they can be. */
const sexesFor = (id: string, status: string, sexes: ReadonlySet<string>, says: string) =>
  ad1(id, {
    reads: ['sexAdoptr', 'lsAdoptr'],
    says,
    breaks: ({ lsAdoptr, sexAdoptr }) => lsAdoptr === status && !isOneOf(sexes, sexAdoptr),
  })

const withCarer = codes('A2 A3 A5')
const withOthers = codes('A1 A4 A6')
const adoptedOnce = codes('E1 E11 E12')
const isAsPlaced = ({ fosterCare }: Ad1Row, { place }: EpisodeRow): boolean =>
  !(isOneOf(withCarer, place) && fosterCare === '0') && !(isOneOf(withOthers, place) && fosterCare === '1')

export const adoptionRules = [
  ad1('112', {
    reads: ['dateInt'],
    says: 'The day adoption was decided to be best is not a date written dd/mm/yyyy.',
    breaks: (row) => isNotADay(row, 'dateInt'),
  }),
  ad1('113', {
    reads: ['dateMatch'],
    says: 'The day of matching with adopters is not a date written dd/mm/yyyy.',
    breaks: (row) => isNotADay(row, 'dateMatch'),
  }),
  ad1('114', {
    reads: ['fosterCare'],
    says: 'Whether the child was adopted by their foster carers must be 1 or 0.',
    breaks: ({ fosterCare }) => isNotOf(zeroOne, fosterCare),
  }),
  ad1('175', {
    reads: ['nbAdoptr'],
    says: 'The number of adopters must be 1 or 2.',
    breaks: (row) => isFilled(row, 'nbAdoptr') && row.nbAdoptr !== 1 && row.nbAdoptr !== 2,
  }),
  ad1('176', {
    reads: ['sexAdoptr'],
    says: 'The adopters’ sex must be M1, F1, MM, FF or MF.',
    breaks: ({ sexAdoptr }) => isNotOf(adopterSexes, sexAdoptr),
  }),
  ad1('177', {
    reads: ['lsAdoptr'],
    says: 'The adopters’ legal status must be L0, L11, L12, L2, L3 or L4.',
    breaks: ({ lsAdoptr }) => isNotOf(adopterStatuses, lsAdoptr),
  }),
  ad1('151', {
    reads: adoptionAnswers,
    says: 'The six adoption answers go together: give all or none.',
    breaks: (row) => hasAdoption(row) && !allFilled(row, adoptionAnswers),
  }),
  ad1('134', {
    reads: adoptionAnswers,
    also: { oc3: careLeaver },
    says: 'Adoption answers are given for a young person who has care leaver answers.',
    breaks: (row, { oc3 }) => hasAdoption(row) && oc3.some((leaver) => anyFilled(leaver, careLeaver)),
  }),
  childRule('187', {
    reads: { ad1: adoptionAnswers, oc3: careLeaver, episodes: ['decom', 'dec', 'rne', 'rec', 'ls'] },
    marks: ['ad1', 'oc3'],
    says: 'A child looked after all year has neither adoption nor care leaver answers.',
    find(child, mark) {
      if (!child.lookedAfterAllYear) return
      child.ad1.filter(hasAdoption).forEach(mark)
      child.oc3.filter((row) => anyFilled(row, careLeaver)).forEach(mark)
    },
  }),
  beside('331', {
    ad1: ['dateMatch'],
    episodes: ['decom', 'rec'],
    says: 'The child was matched with adopters after being placed with them.',
    breaks: (row, episode) => isAdopted(episode) && isAfter(row.dateMatch, episode.decom),
  }),
  ad1('333', {
    reads: ['dateInt', 'dateMatch'],
    says: 'Adoption is decided to be best on or before the day of matching: give that day.',
    breaks: ({ dateInt, dateMatch }) => dateMatch !== null && (dateInt === null || dateInt > dateMatch),
  }),
  childRule('334', {
    reads: { ad1: ['dateInt'], episodes: ['decom', 'rne'] },
    says: 'Adoption was decided to be best before the latest period of care began.',
    find({ ad1: rows, care }, mark) {
      const start = care.findLast(({ rne, decom }) => rne === 'S' && decom !== null)
      if (start === undefined) return
      for (const row of rows) if (isBefore(row.dateInt, start.decom)) [row, start].forEach(mark)
    },
  }),
  beside('335', {
    ad1: ['fosterCare'],
    episodes: ['place', 'rec'],
    says: 'Whether the child was adopted by their foster carers does not fit the last placement.',
    breaks: (row, episode) => isOneOf(adoptedOnce, episode.rec) && !isAsPlaced(row, episode),
  }),
  ad1('511', {
    reads: ['sexAdoptr', 'nbAdoptr'],
    says: 'Two adopters are MM, FF or MF.',
    breaks: ({ nbAdoptr, sexAdoptr }) => nbAdoptr === 2 && (sexAdoptr === 'M1' || sexAdoptr === 'F1'),
  }),
  sexesFor('514', 'L0', codes('M1 F1'), 'A single adopter (L0) is M1 or F1.'),
  sexesFor('517', 'L3', codes('MF'), 'Unmarried adopters of different sexes (L3) are MF.'),
  sexesFor('518', 'L4', codes('MM FF'), 'Unmarried adopters of the same sex (L4) are MM or FF.'),
  sexesFor('519', 'L2', couples, 'Civil partners (L2) are a couple: MM, FF or MF.'),
  sexesFor('520', 'L11', codes('MF'), 'A married couple of different sexes (L11) is MF.'),
  sexesFor('524', 'L12', codes('MM FF'), 'A married couple of the same sex (L12) is MM or FF.'),
  beside('521', {
    ad1: ['dateInt'],
    episodes: ['place', 'decom'],
    says: 'Adoption was decided to be best after the child was placed for it.',
    breaks: (row, episode) => isForAdoption(episode) && isAfter(row.dateInt, episode.decom),
  }),
  beside('582', {
    ad1: ['dateMatch'],
    episodes: ['dec', 'rec'],
    says: 'The child was adopted on the day of matching. Matching comes before.',
    breaks: (row, episode) => isAdopted(episode) && isSameDay(row.dateMatch, episode.dec),
  }),
  childRule('601', {
    reads: { ad1: adoptionAnswers, episodes: ['rec', 'dec'] },
    says: 'The child was adopted in the year: give all six adoption answers.',
    find(child, mark) {
      const adopted = adoptedInYear(child)
      const unsaid = child.ad1.filter((row) => !allFilled(row, adoptionAnswers))
      if (adopted.length > 0 && (unsaid.length > 0 || child.ad1.length === 0))
        [...unsaid, ...adopted].forEach(mark)
    },
  }),
  ad1('602', {
    reads: adoptionAnswers,
    also: { episodes: ['rec', 'dec'] },
    says: 'Adoption answers are given, but no episode of the year ended in adoption.',
    breaks: (row, child) => hasAdoption(row) && adoptedInYear(child).length === 0,
  }),
]
