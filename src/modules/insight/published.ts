import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'

/** A figure the Department for Education has published. */
export interface Published {
  readonly year: number
  readonly value: number
}

/** What a measure is held beside. Undefined where nothing is published. */
export interface Beside {
  readonly england: Published | undefined
  /** The mean of the statistical neighbours that have a figure, of the same year, and how many those are. */
  readonly neighbours: (Published & { readonly many: number }) | undefined
  /** The authority's own, as published. */
  readonly own: Published | undefined
}

const folder = join(import.meta.dirname, '../../../data/benchmarks')

type Row = Readonly<Record<string, string>>

const rowsIn = (name: string): Row[] => parse<Row>(readFileSync(join(folder, name)), { columns: true })

interface Facts {
  readonly england: ReadonlyMap<string, readonly Published[]>
  readonly authorities: ReadonlyMap<string, ReadonlyMap<string, Published>>
  readonly places: ReadonlyMap<string, Row>
}

let facts: Facts | undefined

/** Read when first asked for, and kept: fifteen thousand facts that do not change while we run. */
const factsHeld = (): Facts =>
  (facts ??= { england: england(), authorities: authorities(), places: places() })

const known = ({ year, value }: Row): Published[] => {
  const read = Number(value)
  return value === undefined || value === '' || !Number.isFinite(read)
    ? []
    : [{ year: Number(year), value: read }]
}

function england(): Map<string, Published[]> {
  const found = new Map<string, Published[]>()
  for (const row of rowsIn('benchmarks.csv'))
    if (row['area_level'] === 'national')
      found.set(row['measure_id'] ?? '', [...(found.get(row['measure_id'] ?? '') ?? []), ...known(row)])
  for (const years of found.values()) years.sort((one, other) => one.year - other.year)
  return found
}

function authorities(): Map<string, Map<string, Published>> {
  const found = new Map<string, Map<string, Published>>()
  for (const row of rowsIn('authorities.csv')) {
    const [one] = known(row)
    const id = row['measure_id'] ?? ''
    if (one !== undefined)
      found.set(id, (found.get(id) ?? new Map<string, Published>()).set(row['la_code'] ?? '', one))
  }
  return found
}

const places = (): Map<string, Row> => new Map(rowsIn('las.csv').map((row) => [row['la_code'] ?? '', row]))

/** What is published of a measure: for England, for an authority's statistical neighbours, and for itself. */
export function besideOf(comparator: string | undefined, authority: string | null): Beside {
  if (comparator === undefined) return { england: undefined, neighbours: undefined, own: undefined }
  const { england: national, authorities: each } = factsHeld()
  const of = each.get(comparator)
  const values = neighboursOf(authority).flatMap((code) => of?.get(code) ?? [])
  const mean = values.reduce((sum, { value }) => sum + value, 0) / values.length
  return {
    england: national.get(comparator)?.at(-1),
    neighbours:
      values[0] === undefined ? undefined : { year: values[0].year, value: mean, many: values.length },
    own: authority === null ? undefined : of?.get(authority),
  }
}

/** The numbers of an authority's ten statistical neighbours, nearest first; none for an authority nobody knows. */
export const neighboursOf = (authority: string | null): string[] =>
  authority === null ? [] : (factsHeld().places.get(authority)?.['neighbours']?.split(' ') ?? [])

/** Children of 0 to 17 in an authority, by the mid-2024 estimate; null for one nobody knows. */
export function childrenOf(authority: string): number | null {
  const told = factsHeld().places.get(authority)?.['population_0_17_mid2024']
  return told === undefined || told === '' ? null : Number(told)
}

/** An authority's GSS code; null for one nobody knows. */
export const gssCodeOf = (authority: string): string | null =>
  factsHeld().places.get(authority)?.['gss_code'] ?? null
