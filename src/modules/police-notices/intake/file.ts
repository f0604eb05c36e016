import { csvReader } from '../../../platform/files/csv.ts'
import { NotNotices } from './read.ts'

/** The columns of the CSV: those of the notice, repeated on each row of the same reference, and those of the person on the row. */
const ofNotice: Readonly<Record<string, string>> = {
  police_ref: 'policeRef',
  incident_at: 'incidentAt',
  grade: 'grade',
  police_screened: 'policeScreened',
  police_screened_at: 'policeScreenedAt',
  narrative: 'narrative',
  weapons: 'weapons',
  strangulation: 'strangulation',
  pregnancy: 'pregnancy',
  coercive_control: 'coerciveControl',
  breach_of_order: 'breachOfOrder',
  marac: 'marac',
  address: 'address',
  postcode: 'postcode',
}
const ofPerson: Readonly<Record<string, string>> = {
  role: 'role',
  given_name: 'givenName',
  family_name: 'familyName',
  born_on: 'bornOn',
  presence: 'presence',
  school: 'school',
  person_address: 'address',
  person_postcode: 'postcode',
}

/**
 * A file of notices as `readNotices` takes it: JSON where it begins as JSON does, CSV otherwise.
 *
 * @throws NotNotices when it is neither
 */
export function noticesIn(bytes: Buffer): unknown {
  const text = decoded(bytes).replace(/^\uFEFF/, '')
  return /^\s*[[{]/.test(text) ? fromJson(text) : fromCsv(text)
}

// Older systems of forces write Windows-1252: a name with an accent must not be lost to it.
function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new NotNotices('It begins as JSON and is none. It may have been cut short: export it again.')
  }
}

type Cells = Record<string, unknown>

function fromCsv(text: string): unknown {
  const rows = rowsOf(text)
  const [head = []] = rows
  const names = head.map((name) =>
    name
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, '_'),
  )
  const missing = ['police_ref', 'incident_at', 'role'].filter((name) => !names.includes(name))
  if (missing.length > 0)
    throw new NotNotices(`It has no column called ${missing.join(', ')}. The first row names the columns.`)
  const byRef = new Map<string, Cells & { people: Cells[] }>()
  for (const [i, row] of rows.slice(1).entries()) {
    const ref = (row[names.indexOf('police_ref')] ?? '').trim()
    // A row without its reference is a notice that cannot be read, and is told of.
    const key = ref === '' ? `row ${i}` : ref
    const held = byRef.get(key) ?? { ...pick(names, row, ofNotice), people: [] as Cells[] }
    held.people.push(pick(names, row, ofPerson))
    byRef.set(key, held)
  }
  return { notices: [...byRef.values()] }
}

const pick = (
  names: readonly string[],
  row: readonly string[],
  columns: Readonly<Record<string, string>>,
): Cells =>
  Object.fromEntries(
    names.flatMap((name, i) => (columns[name] === undefined ? [] : [[columns[name], row[i] ?? '']])),
  )

function rowsOf(text: string): string[][] {
  const rows: string[][] = []
  const reader = csvReader(',', (record) => {
    rows.push(Array.from({ length: record.cells }, (_, i) => record.text(i)))
  })
  reader.write(text)
  if (reader.end() !== null) throw new NotNotices('A quotation mark in it is never closed: export it again.')
  return rows
}
