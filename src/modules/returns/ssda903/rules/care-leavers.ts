import { daysBetween, type Day } from '../../../../platform/dates/day.ts'
import type { EpisodeRow, Oc3Row } from '../../../return-files/index.ts'
import type { Child } from '../child.ts'
import { birthday } from '../../days.ts'
import { rulesOf } from '../declare.ts'
import { isAdopted, isShortBreak } from '../episodes.ts'

/*
 * Who is a relevant or former relevant child: looked after for 13 weeks in all since 14, and on some day since 16 (Children Act
 * 1989 s23A and s23C; Care Leavers (England) Regulations 2010 reg 3). Two years' returns prove that somebody is not one only while
 * all their care since 16 must lie in them: until they are 18 or so. Of older young people, who left care before what is at hand,
 * they say nothing, and nor do we.
 */
const oc3 = rulesOf('oc3')
const answers = ['inTouch', 'activ', 'accom', 'dob'] as const
const weeks13 = 91

const isProvable = ({ dob }: Oc3Row, child: Child): boolean => {
  const born = dob ?? child.born
  return born === null || birthday(born, 16) >= child.year.lastStartsOn
}

/** Ended episodes of both years, each once: last year's open one has its end in this year's return. */
function endedCare({ care, lastCare }: Child): readonly EpisodeRow[] {
  const now = new Set(care.map(({ decom }) => decom))
  return [...care, ...lastCare.filter(({ decom }) => !now.has(decom))].filter(
    (row) => row.dec !== null && !isShortBreak(row),
  )
}

const daysSince = (birthdayOn: Day, { decom, dec }: EpisodeRow): number =>
  decom === null || dec === null ? 0 : Math.max(0, daysBetween(decom < birthdayOn ? birthdayOn : decom, dec))

function qualifies(born: Day, care: readonly EpisodeRow[]): boolean {
  const total = care.reduce((days, row) => days + daysSince(birthday(born, 14), row), 0)
  return total >= weeks13 && care.some((row) => daysSince(birthday(born, 16), row) > 0)
}

function isKnownNotToQualify(row: Oc3Row, child: Child): boolean {
  const born = child.born ?? row.dob
  return born === null || !qualifies(born, endedCare(child))
}

export const careLeaverRules = [
  oc3('1001', {
    reads: answers,
    also: { episodes: ['decom', 'dec', 'rec', 'ls'], header: ['dob'] },
    readsLastYear: { episodes: ['decom', 'dec', 'rec', 'ls'] },
    says: 'The episodes show that this young person is not a relevant or former relevant child, so is asked nothing as a care leaver.',
    source: 'Children Act 1989 s23A and s23C; SSDA903 validation rules 2022/23, rule 1001',
    breaks(row, child) {
      if ([...child.episodes, ...child.lastYear.episodes].some(isAdopted)) return true
      return isProvable(row, child) && isKnownNotToQualify(row, child)
    },
  }),
  oc3('1002', {
    reads: answers,
    also: { episodes: ['child'], header: ['dob'] },
    mayLack: ['header'],
    readsLastYear: { episodes: ['child'] },
    says: 'This young person has no episode of care this year or last, when a care leaver of this age must have one.',
    source: 'Children Act 1989 s23A and s23C; SSDA903 validation rules 2022/23, rule 1002',
    breaks: (row, child) =>
      child.episodes.length + child.lastYear.episodes.length === 0 && isProvable(row, child),
  }),
]
