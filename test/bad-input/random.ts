/** The same numbers every time from the same seed (mulberry32). */
export interface Random {
  /** From 0 to 1, without 1. */
  readonly next: () => number
  /** A whole number from 0, below `under`. */
  readonly below: (under: number) => number
  readonly one: <T>(of: readonly [T, ...T[]]) => T
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (under: number): number => Math.floor(next() * under)
  return { next, below, one: (of) => of[below(of.length)] ?? of[0] }
}
