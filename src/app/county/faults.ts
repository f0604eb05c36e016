import type { PersonTold } from '../../modules/people/index.ts'
import type { Ledger } from './ledger.ts'

/** A fault in what a county holds of a person, such as any authority's data quality page shows. */
export interface Fault {
  readonly childId: string
  readonly field: string
  readonly rule: string
  readonly message: string
  readonly given: string | null
  readonly foundAt: string
}

const checks: readonly ((child: PersonTold) => Omit<Fault, 'childId' | 'foundAt'> | null)[] = [
  ({ kind, bornOn }) =>
    kind === 'child' && bornOn === null
      ? {
          field: 'bornOn',
          rule: 'birth-date-missing',
          message: 'We do not hold a birth date. Ask the family or the surgery.',
          given: null,
        }
      : null,
  ({ upn }) =>
    upn !== undefined && !checkLetterHolds(upn)
      ? {
          field: 'upn',
          rule: 'upn-check-letter',
          message: 'The check letter of this pupil number is wrong. Ask the school for the right one.',
          given: upn,
        }
      : null,
  ({ ethnicity }) =>
    ethnicity === 'NOBT'
      ? {
          field: 'ethnicity',
          rule: 'ethnicity-not-obtained',
          message: 'Ethnicity has not been obtained. Ask the child or their parent.',
          given: ethnicity,
        }
      : null,
  ({ kind, nhsNumber }) =>
    kind === 'child' && nhsNumber === undefined
      ? {
          field: 'nhsNumber',
          rule: 'nhs-number-missing',
          message: 'We do not hold an NHS number. Trace it, or ask the surgery.',
          given: null,
        }
      : null,
]

/** What is wrong with the children of a batch, found the day each was recorded. */
export const faultsOf = ({ people }: Ledger): Fault[] =>
  people
    .filter(({ laChildId }) => laChildId !== undefined)
    .flatMap((child) =>
      checks.flatMap((check) => {
        const fault = check(child)
        return fault === null ? [] : [{ ...fault, childId: child.id, foundAt: child.recordedAt }]
      }),
    )

const letters = 'ABCDEFGHJKLMNPQRTUVWXYZ'

/** The first letter of a unique pupil number is the weighted sum of its digits, modulus 23. */
function checkLetterHolds(upn: string): boolean {
  const sum = Array.from(upn.slice(1)).reduce((total, digit, i) => total + Number(digit) * (i + 2), 0)
  return letters[sum % 23] === upn[0]
}
