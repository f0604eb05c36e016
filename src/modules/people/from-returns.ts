import type { Day } from '../../platform/dates/day.ts'
import type { Doubt, RowRead } from '../../platform/record/received.ts'
import type { CinChild, HeaderRow } from '../return-files/index.ts'
import { ethnicities, sexes, type Ethnicity, type Sex } from './codes.ts'
import { unknownReasons, type UnknownReason } from './codes.ts'

/** What a return says of who a child is. Null where it says nothing. */
export interface PersonSaid {
  readonly bornOn: Day | null
  readonly expectedOn: Day | null
  readonly diedOn: Day | null
  readonly sex: Sex | null
  readonly ethnicity: Ethnicity | null
  readonly disabilities: readonly string[] | null
  readonly upn: string | null
  readonly formerUpn: string | null
  readonly upnUnknown: UnknownReason | null
}

/** One source's word on a child, with the rows it accounts for. */
export interface PersonReceived {
  readonly laChildId: string
  readonly said: Partial<PersonSaid>
  readonly given: Readonly<Record<string, string>> | null
  readonly at: RowRead
  readonly from: readonly RowRead[]
  readonly doubts: readonly Doubt[]
}

export function personFromCensus(laChildId: string, row: CinChild): PersonReceived {
  const codes = row.disabilities.flatMap(({ disability }) => (disability === null ? [] : [disability]))
  const said = {
    bornOn: row.personBirthDate,
    expectedOn: row.expectedPersonBirthDate,
    diedOn: row.personDeathDate,
    disabilities: codes.length === 0 ? null : [...new Set(codes)],
    upn: row.upn,
    formerUpn: row.formerUpn,
  }
  const coded = {
    sex: coding(sexes, row.sex ?? row.genderCurrent),
    ethnicity: coding(ethnicities, row.ethnicity),
    upnUnknown: coding(unknownReasons, row.upnUnknown),
  }
  const from = [row, ...row.disabilities]
  return received({ laChildId, at: row, from, plain: said, coded, fields: censusFields })
}

const censusFields = {
  personBirthDate: 'bornOn',
  expectedPersonBirthDate: 'expectedOn',
  personDeathDate: 'diedOn',
  sex: 'sex',
  genderCurrent: 'sex',
  ethnicity: 'ethnicity',
}

/** The header of the looked-after return. Its UPN column also holds the reasons for having none. */
export function personFromHeader(laChildId: string, row: HeaderRow): PersonReceived {
  const reason = row.upn !== null && unknownReasons.has(row.upn)
  const said = { bornOn: row.dob, upn: reason ? null : row.upn }
  const coded = {
    sex: coding(sexes, row.sex),
    ethnicity: coding(ethnicities, row.ethnic),
    ...(reason ? { upnUnknown: coding(unknownReasons, row.upn) } : {}),
  }
  return received({ laChildId, at: row, from: [row], plain: said, coded, fields: headerFields })
}

const headerFields = { dob: 'bornOn', sex: 'sex', ethnic: 'ethnicity' }

/** A row that only repeats the child's birth date: all that is known of one the header file leaves out. */
export function personFromRow(
  laChildId: string,
  row: RowRead & { readonly dob?: Day | null },
): PersonReceived {
  const plain = { bornOn: row.dob ?? null }
  return received({ laChildId, at: row, from: [], plain, coded: {}, fields: { dob: 'bornOn' } })
}

type ListedChild = RowRead & {
  readonly dob: Day | null
  readonly gender: string | null
  readonly ethnicity: string | null
  readonly disabled?: string | null
}

/** A child of any list of Annex A. A disability that is only said to be there is kept as the census's 'other'. */
export function personFromList(laChildId: string, row: ListedChild): PersonReceived {
  const disabled = row.disabled === 'Y' ? ['DDA'] : row.disabled === 'N' ? ['NONE'] : null
  const coded = { sex: coding(listedSexes, row.gender), ethnicity: coding(ethnicities, row.ethnicity) }
  const plain = { bornOn: row.dob, disabilities: disabled }
  const fields = {
    dob: 'bornOn',
    gender: 'sex',
    ethnicity: 'ethnicity',
  }
  return received({ laChildId, at: row, from: [], plain, coded, fields })
}

const listedSexes: ReadonlyMap<string, Sex> = new Map([
  ['a', 'M'],
  ['b', 'F'],
  ['c', 'U'],
  ['d', 'I'],
])

/** An answer of the record, or text that is none of them. */
type Coded<T> = { readonly value: T | null; readonly text: string | null }

const coding = <T extends string>(codes: ReadonlyMap<string, T>, text: string | null): Coded<T> => ({
  value: text === null ? null : (codes.get(text) ?? null),
  text,
})

type CodedFields = {
  readonly sex?: Coded<Sex>
  readonly ethnicity?: Coded<Ethnicity>
  readonly upnUnknown?: Coded<UnknownReason>
}

/** What one row says of a child: the rows it accounts for, the answers, and which cells they stood in. */
interface Words {
  readonly laChildId: string
  readonly at: RowRead
  readonly from: readonly RowRead[]
  readonly plain: Partial<PersonSaid>
  readonly coded: CodedFields
  readonly fields: Readonly<Record<string, string>>
}

function received({ laChildId, at, from, plain, coded, fields }: Words): PersonReceived {
  const doubts: Doubt[] = []
  const given: Record<string, string> = {}
  for (const [cell, text] of Object.entries(at.given ?? {})) {
    const field = fields[cell]
    if (text !== undefined && field !== undefined) given[field] = text
  }
  const said: Record<string, unknown> = { ...plain }
  for (const [field, code] of Object.entries<Coded<string>>(coded)) {
    said[field] = code.value
    if (code.text === null || code.value !== null) continue
    given[field] ??= code.text
    doubts.push({ kind: 'code-not-kept', field, given: code.text, message: notKept, at })
  }
  return { laChildId, said, given: Object.keys(given).length === 0 ? null : given, at, from, doubts }
}

const notKept =
  'This answer is not one a person’s record can hold, so it is left out there and kept as it came. Put the right one in the record.'
