import { setImmediate as turn } from 'node:timers/promises'
import { readDuty, type ClockSetting, type Coverage, type Duty, type Reading } from '../clocks/clock.ts'
import type { Child } from '../people/child.ts'
import type { Answers, Fields } from './field.ts'
import type { HeldRecords, StoredRow } from './held.ts'
import type { AnyRecordType, RecordType, Standing } from './record.ts'

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
  const named = Object.entries(kinds)
  const read: ChapterDuties['read'] = (child, rows, coverage, setting) => {
    const told = named.map(([name, on]) => [name, rows(on)] as const)
    // A duty arises from a record: a child with none of these owes the chapter nothing.
    if (told.every(([, held]) => held.length === 0)) return []
    const history = { child, ...Object.fromEntries(told) } as unknown as History<K>
    return duties.flatMap((duty) => readDuty(duty, child.id, history, coverage, setting))
  }
  return { kinds: Object.values(kinds), duties, read }
}

/** Every kind of record these chapters' clocks look at, each once. */
export const kindsOf = (chapters: readonly Pick<ChapterDuties, 'kinds'>[]): AnyRecordType[] => [
  ...new Set(chapters.flatMap(({ kinds }) => kinds)),
]

/** Children read between one chance for others to go on and the next: the database's answers, other people's pages. */
const atOnce = 25

/** Reads every duty of these children from their records alone. */
export async function readAll(
  held: HeldRecords,
  chapters: readonly ChapterDuties[],
  setting: ClockSetting,
): Promise<Reading[]> {
  const readings: Reading[] = []
  for (const [i, child] of held.children.entries()) {
    if (i % atOnce === atOnce - 1) await turn()
    const coverage = held.coverage(child.id)
    const rows: RowsOf = (on) => held.rows(on, child.id)
    for (const chapter of chapters) readings.push(...chapter.read(child, rows, coverage, setting))
  }
  return readings
}
