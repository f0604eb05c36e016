import type { Tx } from '../../platform/db/database.ts'
import { importRows, type Incoming, type Source } from '../../platform/record/bulk.ts'
import { clockSetting, refreshClocks } from '../../platform/record/readings.ts'
import type { AnyRecordType } from '../../platform/record/record.ts'
import { chanceOf, type Chance } from './chance.ts'
import { Ledger, type DayNumber, type Span } from './ledger.ts'
import type { Writing } from './store.ts'
import { workingAfter } from './story.ts'

/** Answers, by question. */
export type Values = Readonly<Record<string, unknown>>

/** One state of a record: as what, since when, by whom and with what answers. */
export type Step = readonly [state: string, began: DayNumber, by: string | null, values: Values]

/** Who tells something of the children once every family's story is told: each has a number above the families', so that their ids never meet. */
const tellers = {
  'plans made': 1_000_001,
  'front door': 1_000_002,
  'closures made': 1_000_007,
  'assessments written': 1_000_013,
  'enquiries made': 1_000_017,
  'talked through': 1_000_019,
  'visits checked': 1_000_023,
  supervised: 1_000_029,
  'homes looked up': 1_000_031,
  'carers let in': 1_000_033,
} as const

// Children whose whole record is read at once, to bring their clocks up to date.
const atOnce = 200

/** What one teller has told so far, of records of any kind. */
export class Afterwards {
  readonly span: Span
  readonly chance: Chance
  /** The children something was told of. */
  readonly childIds = new Set<string>()
  readonly #rows = new Map<AnyRecordType, Incoming<AnyRecordType>[]>()
  readonly #ledger: Ledger
  readonly #name: keyof typeof tellers
  #count = 0

  constructor(name: keyof typeof tellers, span: Span, seed: number) {
    this.#name = name
    this.span = span
    this.#ledger = new Ledger(span)
    this.#ledger.turnTo(tellers[name])
    this.chance = chanceOf(seed, tellers[name])
  }

  get today(): DayNumber {
    return this.span.today
  }

  /** So many working days ago. */
  back(days: number): DayNumber {
    return workingAfter(this.today, -days)
  }

  /** An id that the same county has again. */
  id(on: DayNumber = this.today): string {
    return this.#ledger.id(on, this.chance)
  }

  /** Tells a record as it came to stand, leaving out what has not happened yet; says its id. */
  put(
    on: AnyRecordType,
    childId: string,
    [state, began, by, values]: Step,
    ...more: readonly Step[]
  ): string {
    const id = this.id(began)
    const stamp = (at: DayNumber) => this.#ledger.stamp(at, this.chance)
    const later = more
      .filter(([, at]) => at <= this.today)
      .map(([to, at, whose, changed]) => ({
        state: to,
        values: changed,
        recordedBy: whose,
        recordedAt: stamp(at),
      }))
    this.#count += 1
    const told = { id, recordedAt: stamp(began), recordedBy: by, later }
    const rows = this.#rows.get(on) ?? []
    rows.push({ childId, key: `${this.#name} ${this.#count}`, state, values, told })
    this.#rows.set(on, rows)
    this.childIds.add(childId)
    return id
  }

  /** Keeps what was told, kind by kind in this order, and brings these children's clocks up to date. */
  async keep(
    tx: Tx,
    book: Writing,
    kinds: readonly AnyRecordType[],
    childIds: Iterable<string> = this.childIds,
  ): Promise<void> {
    const source: Source = {
      importId: null,
      actorId: null,
      recordedAt: this.span.now,
      words: 'the invented county of Exampleshire',
    }
    for (const on of kinds) await importRows<AnyRecordType>(tx, on, source, this.#rows.get(on) ?? [])
    const reading = { setting: await clockSetting(tx), today: book.today() }
    const all = [...childIds]
    for (let i = 0; i < all.length; i += atOnce)
      await refreshClocks(tx, book.duties, all.slice(i, i + atOnce), reading)
  }
}
