import type { CinRule } from './declare.ts'
import { assessmentRules, outdatedFactorRules } from './rules/assessment.ts'
import { characteristicRules, sexRules } from './rules/characteristics.ts'
import { childProtectionRules } from './rules/child-protection.ts'
import { episodeRules } from './rules/episodes.ts'
import { headerRules } from './rules/header.ts'
import { identifierRules, lengthOfIdRules, upnAuthorityFrom } from './rules/identifiers.ts'
import { planRules } from './rules/plans.ts'
import { preProceedingsRules } from './rules/pre-proceedings.ts'
import { referralRules } from './rules/referral.ts'
import { section47Rules } from './rules/section-47.ts'

/** What a census year changed in the rules. */
interface PackChange {
  readonly year: number
  readonly adds?: readonly CinRule[]
  readonly replaces?: readonly CinRule[]
  readonly drops?: readonly string[]
}

/** Year on year, oldest first. */
export const cinChanges: readonly PackChange[] = [
  {
    year: 2023,
    adds: [
      ...headerRules,
      ...identifierRules,
      upnAuthorityFrom(2023),
      ...characteristicRules,
      ...sexRules.numbered,
      ...referralRules,
      ...episodeRules,
      ...assessmentRules,
      ...planRules,
      ...section47Rules,
      ...childProtectionRules,
    ],
  },
  { year: 2024, replaces: [upnAuthorityFrom(2024)] },
  { year: 2025, adds: [...lengthOfIdRules, ...outdatedFactorRules], replaces: sexRules.lettered },
  { year: 2027, adds: preProceedingsRules },
]

/** The last year whose whole rule set has been published; 2027 adds a module to it. */
export const lastCinPack = 2026

const packs = new Map<number, readonly CinRule[]>()

/**
 * The rules in force for a census year: 2026 is 2025/26.
 *
 * @throws RangeError before 2023, the first year there are rules for
 */
export function packOf(year: number): readonly CinRule[] {
  const known = packs.get(year)
  if (known !== undefined) return known
  if (year < 2023) throw new RangeError(`the census rules begin with 2022/23, not with a year ending ${year}`)
  const pack = packFrom(cinChanges.filter((change) => change.year <= year))
  packs.set(year, pack)
  return pack
}

/**
 * @throws Error when a change adds a rule there is, or replaces or drops one there is not
 */
export function packFrom(changes: readonly PackChange[]): readonly CinRule[] {
  const rules = new Map<string, CinRule>()
  for (const { year, adds = [], replaces = [], drops = [] } of changes) {
    for (const rule of adds) put(rules, rule, year, false)
    for (const rule of replaces) put(rules, rule, year, true)
    for (const id of drops) if (!rules.delete(id)) throw new Error(`${year} drops ${id}, which is not there`)
  }
  return [...rules.values()]
}

function put(rules: Map<string, CinRule>, rule: CinRule, year: number, replaces: boolean): void {
  if (rules.has(rule.id) !== replaces)
    throw new Error(
      `${year} ${replaces ? 'replaces a rule that is not' : 'adds a rule that is'} there: ${rule.id}`,
    )
  if (rule.from !== year) throw new Error(`${rule.id} says it is from ${rule.from} and comes in ${year}`)
  rules.set(rule.id, rule)
}
