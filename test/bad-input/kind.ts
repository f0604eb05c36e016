import type { BadFile } from './good.ts'
import type { Random } from './random.ts'

/**
 * What must come of files: they are read, and what is wrong in them is told of; they are refused with the reason; or they are an
 * Annex A ('annex'), which Import reads, and Check, having no rules for it, refuses.
 */
export type Fate = 'read' | 'refused' | 'annex'

export interface Kind {
  readonly name: string
  readonly fate: Fate
  readonly make: (random: Random) => readonly BadFile[] | Promise<readonly BadFile[]>
}
