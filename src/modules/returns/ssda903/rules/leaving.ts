import { isBefore, isOnOrAfter, isUnder, reached } from '../../days.ts'
import { childRule, rulesOf } from '../declare.ts'
import { inOrder, isAdopted, isForAdoption, isFostered, isSpecialGuardianship } from '../episodes.ts'

const episode = rulesOf('episodes')

export const ageAndLeavingRules = [
  childRule('302', {
    reads: { episodes: ['decom'], header: ['dob'] },
    says: 'The first episode begins before the child was born.',
    find({ care, header, born }, mark) {
      const [first] = care
      if (first !== undefined && isBefore(first.decom, born)) [first, ...header].forEach(mark)
    },
  }),
  episode('352', {
    reads: ['decom', 'rne'],
    also: { header: ['dob'] },
    says: 'Care cannot start (S) on or after the 18th birthday.',
    breaks: ({ rne, decom }, { born }) => rne === 'S' && reached(born, 18, decom),
  }),
  childRule('357', {
    level: 'query',
    reads: { episodes: ['rne', 'decom'] },
    says: 'The first episode begins in the year but does not start care (S). Check whether one before it was left out.',
    find({ care: [first], year }, mark) {
      if (first === undefined || first.rne === 'S' || first.decom === null) return
      if (first.decom >= year.startsOn) mark(first)
    },
  }),
  episode('386', {
    reads: ['rec', 'dec'],
    also: { header: ['dob'] },
    says: 'A young person of 18 cannot be adopted from care.',
    source: 'Adoption and Children Act 2002 s47(9); SSDA903 validation rules 2022/23, rule 386',
    breaks: (row, { born }) => isAdopted(row) && reached(born, 18, row.dec),
  }),
  episode('387', {
    reads: ['rec', 'dec'],
    also: { header: ['dob'] },
    says: 'A child under 14 did not leave care for independent living (E5, E6).',
    breaks: ({ rec, dec }, { born }) => (rec === 'E5' || rec === 'E6') && isUnder(born, 14, dec),
  }),
  episode('389', {
    reads: ['rec', 'dec'],
    also: { header: ['dob'] },
    says: 'Care passed to adult services (E7), but the child was under 16 or the day is missing.',
    breaks: ({ rec, dec }, { born }) => rec === 'E7' && (dec === null || isUnder(born, 16, dec)),
  }),
  episode('390', {
    reads: ['place', 'rec'],
    says: 'An adopted child (E11, E12) was placed for adoption first (A3 to A6).',
    breaks: (row) => isAdopted(row) && !isForAdoption(row),
  }),
  episode('407', {
    reads: ['dec', 'rec'],
    also: { header: ['dob'] },
    says: 'No special guardianship order (E45 to E48) can be made once a young person is 18.',
    source: 'Children Act 1989 s14A; SSDA903 validation rules 2022/23, rule 407',
    breaks: (row, { born }) => isSpecialGuardianship(row) && reached(born, 18, row.dec),
  }),
  episode('460', {
    reads: ['rec', 'dec'],
    also: { header: ['dob'] },
    says: 'Staying with carers after care (E17) begins at 18, and the young person was younger.',
    breaks: ({ rec, dec }, { born }) => rec === 'E17' && isUnder(born, 18, dec),
  }),
  episode('516', {
    reads: ['place', 'rec'],
    says: 'Special guardianship to former foster carers (E45, E46) follows a foster placement (U1 to U6).',
    breaks: (row) => (row.rec === 'E45' || row.rec === 'E46') && !isFostered(row),
  }),
  childRule('199', {
    reads: { episodes: ['rec', 'dec', 'decom'] },
    readsLastYear: { episodes: ['rec', 'dec', 'decom'] },
    mayLack: ['lastYear.episodes'],
    says: 'This child was adopted from care before this episode.',
    find({ care, lastCare }, mark) {
      const [first] = inOrder([...lastCare, ...care].filter(isAdopted), 'decom', 'dec')
      if (first === undefined) return
      for (const row of care) {
        const isItself = isAdopted(row) && row.decom === first.decom
        if (!isItself && isOnOrAfter(row.decom, first.decom)) mark(row)
      }
    },
  }),
]
