import { setTimeout as pause } from 'node:timers/promises'
import { asService } from '../db/asking.ts'
import type { Db } from '../db/database.ts'
import { headOf } from './seal.ts'
import { Sealer } from './sealer.ts'
import type { Witness } from './witness.ts'

/** Sealing that goes on beside the server. */
interface Sealing {
  /** Seals once more, tells the witness, and ends. */
  readonly stop: () => Promise<void>
}

/** How often: milliseconds. */
interface Rhythm {
  readonly seal: number
  readonly witness: number
}

const usual: Rhythm = { seal: 1_000, witness: 60_000 }

/**
 * Seals every second and tells the witness the head every minute, until stopped. A failure is told and tried again: sealing must
 * never stop somebody's work. Of several processes one seals at a time.
 */
export function keepSealing(
  db: Db,
  witness: Witness,
  failed: (fault: unknown) => void,
  rhythm: Rhythm = usual,
): Sealing {
  const stopping = new AbortController()
  const done = asService('every event is sealed', () => run(new Sealer(db), stopping.signal))
  return {
    stop: async () => {
      stopping.abort()
      await done
    },
  }

  async function run(sealer: Sealer, stopped: AbortSignal): Promise<void> {
    let tellAt = performance.now() + rhythm.witness
    let told = 0
    const round = async (tell: boolean): Promise<void> => {
      await sealer.seal()
      const head = tell ? await headOf(db) : null
      if (head !== null && head.id !== told) witness.tell(head)
      told = head?.id ?? told
    }
    while (!stopped.aborted) {
      await pause(rhythm.seal, undefined, { signal: stopped }).catch(() => undefined)
      const tell = performance.now() >= tellAt
      if (tell) tellAt = performance.now() + rhythm.witness
      await round(tell).catch(failed)
    }
    // Whenever it was asked to stop: what was written until now is sealed, and the witness told.
    await round(true).catch(failed)
  }
}
