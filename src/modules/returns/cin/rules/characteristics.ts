import type { CinChild } from '../../../return-files/index.ts'
import { findsIn, mark, rulesOf, wholeRule } from '../declare.ts'
import { goesAhead, isEmpty, isKnown, sharing } from '../said.ts'

const child = rulesOf('child')

/** How a census says what sex a child is: GenderCurrent until 2023/24, Sex since. */
interface SexAsWritten {
  readonly from: number
  readonly field: 'genderCurrent' | 'sex'
  readonly codes: readonly string[]
  /** Not recorded, or not born. */
  readonly unknown: string
}

const sexRulesFrom = ({ from, field, codes, unknown }: SexAsWritten) => [
  wholeRule('2886Q', {
    from,
    reads: { child: [field, 'expectedPersonBirthDate'] },
    says: 'More than 2 in 100 children have no sex recorded, not counting those not yet born. Complete them or say why.',
    find: ({ children }, report) => {
      const without = children.filter(
        (row) => (row[field] === null || row[field] === unknown) && isEmpty(row, 'expectedPersonBirthDate'),
      )
      if (without.length * 50 > children.length) report()
    },
  }),
  child('4180', {
    from,
    marks: [field],
    says: `Sex must be one of ${codes.join(', ')}.`,
    breaks: (row) => !codes.includes(row[field] ?? ''),
  }),
  child('8750', {
    from,
    marks: [field, 'personBirthDate', 'expectedPersonBirthDate'],
    says: `A child not yet born has sex ${unknown}.`,
    breaks: (row) =>
      isEmpty(row, 'personBirthDate') && row.expectedPersonBirthDate !== null && row[field] !== unknown,
  }),
]

export const sexRules = {
  numbered: sexRulesFrom({ from: 2023, field: 'genderCurrent', codes: ['1', '2', '0', '9'], unknown: '0' }),
  lettered: sexRulesFrom({ from: 2025, field: 'sex', codes: ['M', 'F', 'U'], unknown: 'U' }),
}

/** The different codes a child has, NONE and unknown ones left out. */
const disabilitiesOf = ({ disabilities }: CinChild): ReadonlySet<string> =>
  new Set(
    disabilities.flatMap(({ disability }) =>
      disability !== null && disability !== 'NONE' && isKnown(disability, 'disability') ? [disability] : [],
    ),
  )

export const characteristicRules = [
  wholeRule('2887Q', {
    reads: { disability: ['disability'] },
    says: 'Fewer than 8 different kinds of disability are used in the whole return. Check that they are recorded, or say why.',
    find: ({ children }, report) => {
      const used = new Set(children.flatMap((row) => [...disabilitiesOf(row)]))
      if (used.size < 8) report()
    },
  }),
  wholeRule('2888Q', {
    reads: { disability: ['disability'] },
    says: 'No child in the return has more than one disability. Check that all are recorded, or say why.',
    find: ({ children }, report) => {
      if (!children.some((row) => disabilitiesOf(row).size > 1)) report()
    },
  }),
  child('4220', {
    marks: ['ethnicity'],
    says: 'Ethnicity is blank or is not one of the 20 codes.',
    breaks: ({ ethnicity }) => !isKnown(ethnicity, 'ethnicity'),
  }),
  findsIn('child')('8540', {
    reads: {
      child: ['personBirthDate', 'disabilities', 'episodes'],
      disability: ['disability'],
      episode: ['referralNfa'],
    },
    says: 'A child whose referral went further needs a disability code: NONE, or each that the child has.',
    find: (row, _, report) => {
      if (isEmpty(row, 'personBirthDate') || !row.episodes.some(goesAhead)) return
      const wrong = row.disabilities.filter(({ disability }) => !isKnown(disability, 'disability'))
      if (row.disabilities.length > 0 && wrong.length === 0) return
      const missing = row.disabilities.length === 0 ? [mark(row, 'disabilities')] : []
      report(
        mark(row, 'personBirthDate'),
        ...missing,
        ...wrong.map((each) => mark(each, 'disability')),
        ...row.episodes.filter(goesAhead).map((episode) => mark(episode, 'referralNfa')),
      )
    },
  }),
  findsIn('child')('8790', {
    reads: { child: ['disabilities'], disability: ['disability'] },
    says: 'A child has NONE and another disability code. Take out the one that is not so.',
    find: ({ disabilities }, _, report) => {
      const given = disabilities.filter(({ disability }) => disability !== null)
      const none = given.filter(({ disability }) => disability === 'NONE')
      if (none.length > 0 && none.length < given.length)
        report(...given.map((each) => mark(each, 'disability')))
    },
  }),
  findsIn('child')('8794', {
    reads: { child: ['disabilities'], disability: ['disability'] },
    says: 'The same disability is given twice for the child. Take one out.',
    find: ({ disabilities }, _, report) => {
      const repeated = sharing(disabilities, ({ disability }) => disability)
      if (repeated.length > 0) report(...repeated.map((each) => mark(each, 'disability')))
    },
  }),
]
