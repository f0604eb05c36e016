import type { Chance } from './chance.ts'
import { names, telephone } from './words.ts'

export type NameGroup = (typeof names.groups)[number]

export const groupOf = (chance: Chance): NameGroup =>
  chance.weighed(names.groups.map((group) => [group, group.weight] as const))

/** An NHS number from the range kept for tests (999 …), with its check digit (modulus 11). */
export function nhsNumber(chance: Chance): string {
  for (;;) {
    const digits = `999${String(chance.whole(0, 999999)).padStart(6, '0')}`
    const sum = Array.from(digits).reduce((total, digit, i) => total + Number(digit) * (10 - i), 0)
    const check = (11 - (sum % 11)) % 11
    if (check < 10) return `${digits}${check}`
  }
}

const letters = 'ABCDEFGHJKLMNPQRTUVWXYZ'

/** A unique pupil number no pupil has: a real authority's figures, then 0 where no school's number begins; with its check letter (modulus 23). */
export function pupilNumber(chance: Chance): string {
  const digits = `7020${String(chance.whole(0, 99999999)).padStart(8, '0')}`
  const sum = Array.from(digits).reduce((total, digit, i) => total + Number(digit) * (i + 2), 0)
  return `${letters[sum % 23]}${digits}`
}

/** Most adults have given us a number to ring. */
export const phoneFor = (chance: Chance): { phone?: string } =>
  chance.odds(0.7) ? { phone: telephone(chance) } : {}
