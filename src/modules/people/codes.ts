/** Sex as every return since 2017 has coded it: M, F and U; 1 and 2 before 2025; 0 and 9 in older censuses. */
export type Sex = 'M' | 'F' | 'U' | 'I'
export const sexes: ReadonlyMap<string, Sex> = new Map([
  ['M', 'M'],
  ['F', 'F'],
  ['U', 'U'],
  ['I', 'I'],
  ['1', 'M'],
  ['2', 'F'],
  ['0', 'U'],
  ['9', 'I'],
])

const ethnicityCodes = [
  'WBRI',
  'WIRI',
  'WIRT',
  'WOTH',
  'WROM',
  'MWBC',
  'MWBA',
  'MWAS',
  'MOTH',
  'AIND',
  'APKN',
  'ABAN',
  'AOTH',
  'BCRB',
  'BAFR',
  'BOTH',
  'CHNE',
  'OOTH',
  'REFU',
  'NOBT',
] as const
export type Ethnicity = (typeof ethnicityCodes)[number]

/** Why a child has no unique pupil number: the codes of both returns. */
const unknownCodes = ['UN1', 'UN2', 'UN3', 'UN4', 'UN5', 'UN6', 'UN7', 'UN8', 'UN9', 'UN10'] as const
export type UnknownReason = (typeof unknownCodes)[number]

const same = <T extends string>(codes: readonly T[]): ReadonlyMap<string, T> =>
  new Map(codes.map((code) => [code, code]))
export const ethnicities = same(ethnicityCodes)
export const unknownReasons = same(unknownCodes)

const checkLetters = 'ABCDEFGHJKLMNPQRTUVWXYZ'

/**
 * Whether a unique pupil number is right in itself: its first letter is the check on the other twelve characters
 * (each times its place, 2 to 13, remainder by 23). A temporary number ends in a letter, which counts as its place.
 */
export function upnHolds(upn: string): boolean {
  if (!/^[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]$/.test(upn)) return false
  let sum = 0
  for (let at = 1; at < 13; at += 1) {
    const character = upn.charAt(at)
    const value = character >= 'A' ? checkLetters.indexOf(character) : Number(character)
    sum += value * (at + 1)
  }
  return checkLetters.charAt(sum % 23) === upn.charAt(0)
}

/** Whether an NHS number is right in itself: ten figures, the last a check on the others (weights 10 to 2, modulo 11). */
export function nhsNumberHolds(number: string): boolean {
  if (!/^\d{10}$/.test(number)) return false
  let sum = 0
  for (let at = 0; at < 9; at += 1) sum += Number(number.charAt(at)) * (10 - at)
  const check = (11 - (sum % 11)) % 11
  return check !== 10 && check === Number(number.charAt(9))
}
