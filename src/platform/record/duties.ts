import { readDuty, type ClockSetting, type Coverage, type Duty, type Reading } from '../clocks/clock.ts'
import type { Tx } from '../db/database.ts'
import { loadChildren, type Child } from '../people/child.ts'
import type { Answers, Field, Fields } from './field.ts'
import type { AnyRecordType, RecordType, Standing } from './record.ts'
import { byChild, type StoredRow } from './store.ts'

type Decides<F extends Fields> = {
  [K in keyof F as F[K]['kind'] extends 'words' ? never : K]: Answers<F>[K] | null
}

/** A record as a clock sees it: every answer but the narrative, which decides nothing. */
export type FactRow<R> =
  R extends RecordType<infer F, infer S>
    ? Omit<Standing, 'version'> & { readonly state: S } & Readonly<Decides<F>>
    : never

type Kinds = Readonly<Record<string, AnyRecordType>>
/** Everything a chapter's clocks may look at, for one child: the child, and its records of the kinds named. */
export type History<K extends Kinds> = { readonly child: Child } & {
  readonly [N in keyof K]: readonly FactRow<K[N]>[]
}

/** A chapter's duties, ready to be asked of any children at once. */
export interface ChapterDuties {
  readonly kinds: readonly AnyRecordType[]
  readonly duties: readonly Pick<Duty<never>, 'clock' | 'stoppedBy'>[]
  readonly read: (child: Child, rows: RowsOf, coverage: Coverage, setting: ClockSetting) => Reading[]
}

type RowsOf = (on: AnyRecordType) => readonly StoredRow[]

/** Says which records a chapter's clocks look at, and the clocks: shape as data, meaning in the duties. */
export function chapterDuties<const K extends Kinds>(
  kinds: K,
  duties: readonly Duty<History<K>>[],
): ChapterDuties {
  const read: ChapterDuties['read'] = (child, rows, coverage, setting) => {
    const named = Object.entries(kinds).map(([name, on]) => [name, rows(on)] as const)
    const history = { child, ...Object.fromEntries(named) } as unknown as History<K>
    return duties.flatMap((duty) => readDuty(duty, child.id, history, coverage, setting))
  }
  return { kinds: Object.values(kinds), duties, read }
}

/** The columns a clock may load: all but the narrative. */
export function factColumns(on: AnyRecordType): string[] {
  const deciding = Object.entries<Field<unknown>>(on.fields).filter(([, { kind }]) => kind !== 'words')
  return ['id', 'childId', 'state', 'importId', ...deciding.map(([name]) => name)]
}

/** Reads every duty of these children from their records alone: one statement a kind of record, however many children. */
export async function readAll(
  tx: Tx,
  chapters: readonly ChapterDuties[],
  childIds: readonly string[],
  coverage: ReadonlyMap<string, Coverage>,
  setting: ClockSetting,
): Promise<Reading[]> {
  const kinds = [...new Set(chapters.flatMap((chapter) => chapter.kinds))]
  const held = new Map<AnyRecordType, Map<string, StoredRow[]>>()
  for (const on of kinds) held.set(on, await byChild(tx, on, factColumns(on), childIds))
  const children = await loadChildren(tx, childIds)
  return children.flatMap((child) => {
    const rows: RowsOf = (on) => held.get(on)?.get(child.id) ?? []
    const covered = coverage.get(child.id) ?? nothingCovered
    return chapters.flatMap((chapter) => chapter.read(child, rows, covered, setting))
  })
}

const nothingCovered: Coverage = new Map()
