/** Seeded chance: the same seed makes the same county, whatever else the process does. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  readonly number: () => number
  /** A whole number, both ends included. */
  readonly whole: (from: number, to: number) => number
  readonly odds: (share: number) => boolean
  readonly of: <T>(list: readonly T[]) => T
  /** One of a list, each as likely as its weight. */
  readonly weighed: <T>(list: readonly (readonly [T, number])[]) => T
  /** Sixteen hexadecimal figures. */
  readonly hex: () => string
}

/** One stream of chance for each thing told: a family's does not move when another family is added. */
export function chanceOf(seed: number, stream: number): Chance {
  const next = sfc32(seed, stream)
  const number = () => next() / 4294967296
  const whole = (from: number, to: number) => from + Math.floor(number() * (to - from + 1))
  return {
    number,
    whole,
    odds: (share) => number() < share,
    of: (list) => at(list, whole(0, list.length - 1)),
    weighed: (list) => weighed(list, number()),
    hex: () => next().toString(16).padStart(8, '0') + next().toString(16).padStart(8, '0'),
  }
}

function at<T>(list: readonly T[], i: number): T {
  const found = list[i]
  if (found === undefined) throw new RangeError('there is nothing to choose from')
  return found
}

function weighed<T>(list: readonly (readonly [T, number])[], number: number): T {
  let left = number * list.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [one, weight] of list) {
    left -= weight
    if (left < 0) return one
  }
  return at(list, list.length - 1)[0]
}

/** Chris Doty-Humphrey's small fast counting generator, 32 bits: public domain arithmetic, well tested. */
function sfc32(seed: number, stream: number): () => number {
  let [a, b, c, count] = [seed | 0, stream | 0, 0x9e3779b9 | 0, 1]
  const next = () => {
    const sum = (((a + b) | 0) + count) | 0
    count = (count + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  for (let i = 0; i < 15; i += 1) next()
  return next
}
