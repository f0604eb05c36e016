import type { BadFile } from './good.ts'
import { randomFrom } from './random.ts'
import { workbookKinds, xmlKinds } from './structure-kinds.ts'
import type { Fate, Kind } from './kind.ts'
import { layoutKinds } from './layout-kinds.ts'
import { valueKinds } from './value-kinds.ts'

/** Files that are broken or hostile in one way, and what must come of them. */
export interface Bad {
  /** The kind, and the seed of this one of it. */
  readonly name: string
  readonly fate: Fate
  readonly files: () => Promise<readonly BadFile[]>
}

export const kinds: readonly Kind[] = [...layoutKinds, ...valueKinds, ...xmlKinds, ...workbookKinds]

/** So many of them, the same every time: each kind once before any comes again, in an order in which kinds alike stand apart. */
export function badFiles(count: number, seed = 903): readonly Bad[] {
  const step = strideThrough(kinds.length)
  return Array.from({ length: count }, (_, at) => {
    const kind = kinds[(at * step) % kinds.length]
    if (kind === undefined) throw new Error('there are no kinds')
    const own = seed + Math.floor(at / kinds.length)
    return {
      name: `${kind.name} (seed ${own})`,
      fate: kind.fate,
      files: async () => kind.make(randomFrom(own)),
    }
  })
}

/** A step that comes to every place of a ring before it comes to one again. */
function strideThrough(length: number): number {
  const common = (a: number, b: number): number => (b === 0 ? a : common(b, a % b))
  for (let step = Math.ceil(length * 0.38); ; step += 1) if (common(step, length) === 1) return step
}
