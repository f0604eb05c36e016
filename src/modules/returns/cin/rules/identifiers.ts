import authorities from '../../../../../data/code-lists/upn-authorities.json' with { type: 'json' }
import { addDays, addMonths, type Day } from '../../../../platform/dates/day.ts'
import type { CollectionYear } from '../../year.ts'
import { findsIn, mark, rulesOf, wholeRule } from '../declare.ts'
import { goesAhead, isBefore, isEmpty, isOutside, sharing } from '../said.ts'

const child = rulesOf('child')

/** The check letter of a UPN: its twelve figures weighted 2 to 13, over 23. The last may be a letter that stands for a number. */
const letters = 'ABCDEFGHJKLMNPQRTUVWXYZ'

function checkLetter(upn: string): string | null {
  if (!/^.\d{11}[\dA-HJ-NP-RT-Z]$/.test(upn)) return null
  let sum = 0
  for (let at = 1; at < 13; at += 1) {
    const sign = upn.charAt(at)
    sum += (at + 1) * (sign <= '9' ? Number(sign) : letters.indexOf(sign))
  }
  return letters[sum % 23] ?? null
}

/** Reasons for having no UPN that a child of school age may have: UN1 is for a child too young for school. */
const reasonsAtSchoolAge = new Set(['UN2', 'UN3', 'UN4', 'UN5', 'UN6', 'UN7'])

/** Born on or before this, a child was 5 on the 31 August before the census day, and so of compulsory school age in the school year. */
const fiveBySeptember = ({ ends }: CollectionYear): Day => `${ends - 6}-08-31` as Day

/** Numbers new with the councils of April 2023 stand in no UPN of the years before. */
export const upnAuthorityFrom = (from: number) => {
  const known = new Set(
    authorities.codes.filter((each) => each.from === null || each.from <= from).map(({ code }) => code),
  )
  return child('1530', {
    from,
    marks: ['upn'],
    says: 'The three figures after the first letter of the UPN are no authority’s number.',
    breaks: ({ upn }) => upn?.length === 13 && !known.has(upn.slice(1, 4)),
  })
}

export const identifierRules = [
  child('1510', {
    marks: ['upn'],
    says: 'The first letter of the UPN does not go with its figures: one of them is mistyped.',
    breaks: ({ upn }) => {
      const letter = upn === null ? null : checkLetter(upn)
      return letter !== null && !upn?.startsWith(letter)
    },
  }),
  wholeRule('1520', {
    reads: { child: ['upn'] },
    says: 'Another child in this return has the same UPN.',
    find: ({ children }, report) => {
      for (const each of sharing(children, ({ upn }) => upn)) report(mark(each, 'upn'))
    },
  }),
  child('1540', {
    marks: ['upn'],
    says: 'Characters 5 to 12 of the UPN must all be figures.',
    breaks: ({ upn }) => upn !== null && !/^\d{8}$/.test(upn.slice(4, 12)),
  }),
  child('1550', {
    marks: ['upn'],
    says: 'The last character of the UPN must be a figure or a capital letter, and not I, O or S.',
    breaks: ({ upn }) => upn !== null && !/^[\dA-HJ-NP-RT-Z]$/.test(upn.slice(12, 13)),
  }),
  child('1560Q', {
    marks: ['formerUpn'],
    says: 'A former UPN is one letter and twelve figures, and this is not. Correct it or say why.',
    breaks: ({ formerUpn }) => formerUpn !== null && !/^[A-Za-z]\d{12}$/.test(formerUpn),
  }),
  child('8500', {
    marks: ['laChildId'],
    says: 'The child has no id. Put in the one your authority uses.',
    breaks: ({ laChildId }) => laChildId === null,
  }),
  wholeRule('8510', {
    reads: { child: ['laChildId'] },
    says: 'Another child in this return has the same id.',
    find: ({ children }, report) => {
      for (const each of sharing(children, ({ laChildId }) => laChildId)) report(mark(each, 'laChildId'))
    },
  }),
  child('8520', {
    marks: ['personBirthDate'],
    says: 'The date of birth is after the census year. For an unborn child give the expected date.',
    breaks: ({ personBirthDate }, { year }) => personBirthDate !== null && personBirthDate > year.endsOn,
  }),
  child('8525Q', {
    marks: ['personBirthDate', 'expectedPersonBirthDate'],
    says: 'Give a date of birth or an expected one, and not both.',
    breaks: (row) => isEmpty(row, 'personBirthDate') === isEmpty(row, 'expectedPersonBirthDate'),
  }),
  child('8530Q', {
    marks: ['expectedPersonBirthDate'],
    says: 'The expected date of birth is not near this census: within the month before its end or the nine months after.',
    breaks: ({ expectedPersonBirthDate: expected }, { year: { endsOn } }) =>
      expected !== null && (expected <= addDays(endsOn, -30) || expected >= addMonths(endsOn, 9)),
  }),
  child('8535Q', {
    marks: ['personDeathDate', 'personBirthDate'],
    says: 'A date of death needs a date of birth on or before it.',
    breaks: (row) =>
      isBefore(row.personDeathDate, row.personBirthDate) ||
      (row.personDeathDate !== null && isEmpty(row, 'personBirthDate')),
  }),
  child('8545Q', {
    marks: ['personDeathDate'],
    says: 'The date of death is outside the census year. Correct it or say why the child is in this return.',
    breaks: ({ personDeathDate }, { year }) => isOutside(personDeathDate, year),
  }),
  child('8590', {
    marks: ['laChildId'],
    reads: { child: ['episodes'] },
    says: 'The child has no referral or episode of need, and so does not belong in the census.',
    breaks: ({ episodes }) => episodes.length === 0,
  }),
  child('8770Q', {
    marks: ['upnUnknown'],
    reads: { child: ['upn', 'personBirthDate', 'episodes'], episode: ['referralNfa'] },
    says: 'A child of school age has neither a UPN nor a reason why it is not known that fits the age.',
    breaks: ({ upn, upnUnknown, personBirthDate, episodes }, { year }) =>
      upn === null &&
      !(upnUnknown !== null && reasonsAtSchoolAge.has(upnUnknown)) &&
      personBirthDate !== null &&
      personBirthDate <= fiveBySeptember(year) &&
      episodes.some(goesAhead),
  }),
  findsIn('child')('8772', {
    reads: { child: ['upnUnknown', 'episodes'], episode: ['referralNfa'] },
    says: 'UN7 is for a child all of whose referrals ended without further action, and one of these went further.',
    find: (row, _, report) => {
      const further = row.upnUnknown === 'UN7' ? row.episodes.filter(goesAhead) : []
      if (further.length > 0)
        report(mark(row, 'upnUnknown'), ...further.map((episode) => mark(episode, 'referralNfa')))
    },
  }),
]

/** New in 2024/25, with the daily collection's limit on ids. */
export const lengthOfIdRules = [
  child('1570', {
    from: 2025,
    marks: ['laChildId'],
    says: 'A child’s id may have at most 20 characters.',
    breaks: ({ laChildId }) => laChildId !== null && laChildId.length > 20,
  }),
  child('1580', {
    from: 2025,
    marks: ['laChildId'],
    says: 'A child’s id may have letters and figures only.',
    breaks: ({ laChildId }) => laChildId !== null && !/^[A-Za-z0-9]+$/.test(laChildId),
  }),
]
