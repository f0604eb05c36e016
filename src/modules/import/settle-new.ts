import type { Tx } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { doubtsOf, raise, type DoubtOfChild } from '../../platform/record/checks.ts'
import type { HeldRecords } from '../../platform/record/held.ts'
import { clockSetting, forgetReadings, storeReadings } from '../../platform/record/readings.ts'
import type { ChildMarks } from './child-marks.ts'

/** Brings children up to date whom this import has made, from what it has in hand of them: nothing is read back. */
export interface NewChildren {
  /** Reads their clocks and checks while the next are stored. Waits until those before them are done. */
  settle(held: HeldRecords): Promise<void>
  /** Waits for all: nothing may go on in a transaction that is ending. Never throws. */
  idle(): Promise<void>
  /**
   * Stores what the checks found of them, but for children who came again, whose records have changed since: their clocks are as if never
   * read, and both are left to whoever reads their records back. What this import itself has said since is no correction.
   *
   * @throws the fault of any `settle` before
   */
  finish(): Promise<void>
}

export async function newChildren(tx: Tx, book: Book, marks: ChildMarks): Promise<NewChildren> {
  const on = { setting: await clockSetting(tx), today: book.today() }
  const doubts: DoubtOfChild[] = []
  let inHand: Promise<void> = Promise.resolve()
  const bringUp = async (held: HeldRecords): Promise<void> => {
    await storeReadings(tx, book.duties, held, on)
    for (const child of held.children) {
      marks.add(child.id, 'settled')
      doubts.push(...doubtsOf(child, book.checks, held, on.today))
    }
  }
  return {
    async settle(held) {
      await inHand
      inHand = bringUp(held)
      // Whoever waits hears of it; a fault nobody has waited for yet is not one of its own.
      inHand.catch(() => undefined)
    },
    idle: async () => inHand.catch(() => undefined),
    async finish() {
      await inHand
      await forgetReadings(tx, marks.with('settled', 'again'))
      await raise(
        tx,
        doubts.filter(({ childId }) => !marks.has(childId, 'again')),
      )
    },
  }
}
