import { adoption } from '../../adoption/index.ts'
import { allocation } from '../../allocation/index.ts'
import { assessment } from '../../assessment/index.ts'
import { careLeaverContact } from '../../care-leavers/index.ts'
import { cinPlan } from '../../child-in-need/index.ts'
import { conference, cpPlan } from '../../child-protection/index.ts'
import { healthOutcome } from '../../health/index.ts'
import {
  asylum,
  claReview,
  deprivationOfLiberty,
  motherhood,
  previousPermanence,
} from '../../looked-after/index.ts'
import { missingEpisode } from '../../missing/index.ts'
import { preProceedings } from '../../pre-proceedings/index.ts'
import type { AnyRecordType } from '../../../platform/record/record.ts'
import { section47 } from '../../strategy-and-enquiry/index.ts'
import type { CinTableName, Ssda903Table } from '../../return-files/index.ts'
import type { CinRule } from '../cin/declare.ts'
import type { Ssda903Rule } from '../ssda903/declare.ts'
import { listsOf } from '../rows/typed.ts'

/**
 * The tables of the census that change when a record of a kind does. The person and the kinds not named here change whether there
 * is a row at all: they are every table's.
 */
const cinTables = new Map<AnyRecordType, readonly CinTableName[]>([
  [assessment, ['assessment', 'factor']],
  [cinPlan, ['cinPlan']],
  [section47, ['section47']],
  [cpPlan, ['cpPlan', 'review']],
  [conference, ['review']],
  [preProceedings, ['preProceedings']],
])

/** The same of the looked-after return. A row that is asked of a child not in care brings a header with it. */
const ssda903Tables = new Map<AnyRecordType, readonly Ssda903Table[]>([
  [claReview, ['reviews']],
  [asylum, ['uasc', 'header']],
  [motherhood, ['header']],
  [healthOutcome, ['oc2', 'header']],
  [careLeaverContact, ['oc3', 'header']],
  [adoption, ['ad1', 'placedAdoption', 'header']],
  [previousPermanence, ['prevPerm', 'header']],
  [missingEpisode, ['missing']],
  [allocation, ['swEpisodes']],
  [deprivationOfLiberty, ['dolo']],
])

/** The tables that change with these kinds; null for any. */
function tablesOf<T>(
  by: ReadonlyMap<AnyRecordType, readonly T[]>,
  read: readonly AnyRecordType[],
  touched: ReadonlySet<AnyRecordType> | null,
): ReadonlySet<T> | null {
  if (touched === null) return null
  const tables = new Set<T>()
  for (const on of touched) {
    const changed = by.get(on)
    // The person's own record is of a kind that the chapter of people keeps: it is told by its table.
    if (changed === undefined && (on.table === 'person' || read.includes(on))) return null
    for (const table of changed ?? []) tables.add(table)
  }
  return tables
}

/** Which of the census rules read what records of these kinds hold, by what each declares. */
export function cinRulesReading(
  rules: readonly CinRule[],
  kinds: readonly AnyRecordType[],
  touched: ReadonlySet<AnyRecordType> | null,
): readonly CinRule[] {
  const tables = tablesOf(cinTables, kinds, touched)
  return tables === null ? rules : rules.filter((rule) => !cinTablesRead(rule).isDisjointFrom(tables))
}

/** The tables a rule reads: those it names, and those whose rows stand in a list that it names. */
function cinTablesRead({ each, reads }: CinRule): ReadonlySet<string> {
  const tables = new Set<string>(each === 'return' ? [] : [each])
  for (const [table, fields] of Object.entries(reads)) {
    tables.add(table)
    for (const [beneath, list] of Object.entries(listsOf(table)))
      if ((fields as readonly string[]).includes(list)) tables.add(beneath)
  }
  return tables
}

/** Which of the looked-after rules read what records of these kinds hold, this year's and last's. */
export function ssda903RulesReading(
  rules: readonly Ssda903Rule[],
  kinds: readonly AnyRecordType[],
  touched: ReadonlySet<AnyRecordType> | null,
): readonly Ssda903Rule[] {
  const tables = tablesOf(ssda903Tables, kinds, touched)
  return tables === null ? rules : rules.filter((rule) => !ssda903TablesRead(rule).isDisjointFrom(tables))
}

/** The tables a rule reads, this year's or last's. */
export const ssda903TablesRead = ({ reads, readsLastYear }: Ssda903Rule): ReadonlySet<string> =>
  new Set([...Object.keys(reads), ...Object.keys(readsLastYear)])
