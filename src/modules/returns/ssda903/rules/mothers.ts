import { isOneOf, zeroOne } from '../codes.ts'
import type { Child } from '../child.ts'
import { isAfter, isBefore } from '../../days.ts'
import { childRule, rulesOf } from '../declare.ts'
import { isInYear, isLeaving, isDayOfYear, isShortBreak } from '../episodes.ts'
import { anyFilled } from '../given.ts'

const header = rulesOf('header')

const careLeaverFields = ['inTouch', 'activ', 'accom'] as const
const hasCareLeaverData = ({ oc3 }: Child): boolean => oc3.some((row) => anyFilled(row, careLeaverFields))
const isInCareInYear = ({ episodes, year }: Child): boolean =>
  episodes.some((episode) => isInYear(episode, year) && !isShortBreak(episode))

/** Sex was 1 and 2 until 2023/24. The peers’ rule never learned M and F, so on today’s files it says nothing; this one does. */
function isMotherAsItMustBe(sex: string | null, mother: string | null, child: Child): boolean {
  if (mother !== null && !isOneOf(zeroOne, mother)) return false
  if (sex === 'M' || sex === '1') return mother === null
  if (sex !== 'F' && sex !== '2') return true
  const careLeaverOnly = !isInCareInYear(child) && hasCareLeaverData(child)
  return mother === null ? !isInCareInYear(child) : !careLeaverOnly
}

const needsMother = (from: number, female: string) =>
  header('393', {
    from,
    reads: ['mother', 'sex'],
    also: { episodes: ['ls'] },
    says: 'Say whether this girl is a mother: she is looked after other than in short breaks.',
    breaks: ({ sex, mother }, { episodes }) =>
      sex === female && mother === null && episodes.some((episode) => !isShortBreak(episode)),
  })

const motherOnLeaving = (from: number, female: string) =>
  childRule('607', {
    from,
    reads: { header: ['mother', 'sex'], episodes: ['dec', 'rec', 'ls'] },
    says: 'She left care in the year: say whether she is a mother.',
    find({ header: rows, episodes, year }, mark) {
      const unsaid = rows.filter(({ sex, mother }) => sex === female && mother === null)
      const left = episodes.filter(
        (episode) => isLeaving(episode) && !isShortBreak(episode) && isDayOfYear(episode.dec, year),
      )
      if (unsaid.length > 0 && left.length > 0) [...unsaid, ...left].forEach(mark)
    },
  })

/** The episode care ended with, once none is open. */
const lastEnded = ({ care }: Child) =>
  care.some(({ decom, dec }) => decom !== null && dec === null)
    ? undefined
    : care.findLast(({ dec }) => dec !== null)

export const motherRules = [
  childRule('165', {
    reads: {
      header: ['mother', 'sex'],
      episodes: ['decom', 'dec', 'ls'],
      oc3: ['inTouch', 'activ', 'accom'],
    },
    marks: ['header', 'oc3'],
    says: 'Mother must be 1 or 0 for a girl looked after in the year, and blank for boys and for care leavers not looked after.',
    find(child, mark) {
      const wrong = child.header.filter(({ sex, mother }) => !isMotherAsItMustBe(sex, mother, child))
      wrong.forEach(mark)
      if (wrong.length > 0) child.oc3.forEach(mark)
    },
  }),
  needsMother(2023, '2'),
  needsMother(2025, 'F'),
  motherOnLeaving(2023, '2'),
  motherOnLeaving(2025, 'F'),
  childRule('625', {
    reads: { header: ['mcDob'], episodes: ['dec', 'decom'] },
    says: 'Her first child was born after the end of the year, or after she left care.',
    find(child, mark) {
      const last = lastEnded(child)
      for (const row of child.header) {
        const afterCare = last !== undefined && isAfter(row.mcDob, last.dec)
        if (!afterCare && !isAfter(row.mcDob, child.year.endsOn)) continue
        mark(row)
        if (last !== undefined) mark(last)
      }
    },
  }),
  header('628', {
    reads: ['mother'],
    also: { episodes: ['child'], oc3: ['inTouch', 'activ', 'accom'] },
    says: 'Whether a care leaver is a mother is not asked when they were not looked after in the year.',
    breaks: ({ mother }, child) => mother !== null && child.episodes.length === 0 && hasCareLeaverData(child),
  }),
  header('207', {
    reads: ['mother'],
    also: { episodes: ['child'] },
    readsLastYear: { header: ['mother'] },
    says: 'Last year she was recorded as a mother, and this year she is not.',
    breaks: ({ mother }, { episodes, lastYear }) =>
      episodes.length > 0 && mother !== '1' && lastYear.header.some((last) => last.mother === '1'),
  }),
  header('624', {
    reads: ['mcDob'],
    readsLastYear: { header: ['mcDob'] },
    says: 'Her first child’s date of birth is not the one returned last year.',
    breaks: ({ mcDob }, { lastYear }) =>
      mcDob !== null && lastYear.header.some((last) => last.mcDob !== null && last.mcDob !== mcDob),
  }),
  header('626', {
    reads: ['mother', 'mcDob'],
    readsLastYear: { header: ['mother'] },
    says: 'Her first child was born before this year, yet last year she was not recorded as a mother.',
    breaks: ({ mother, mcDob }, { lastYear, year }) =>
      mother === '1' && isBefore(mcDob, year.startsOn) && lastYear.header.some((last) => last.mother === '0'),
  }),
]
