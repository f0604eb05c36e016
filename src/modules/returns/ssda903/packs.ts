import { firstYear, type Ssda903Rule } from './declare.ts'
import { acrossYearsRules } from './rules/across-years.ts'
import { adoptionRules } from './rules/adoption.ts'
import { careLeaverRules } from './rules/care-leavers.ts'
import { continuityRules } from './rules/continuity.ts'
import { deprivationOfLibertyRules } from './rules/deprivation-of-liberty.ts'
import { episodeCodeRules } from './rules/episode-codes.ts'
import { headerRules } from './rules/header.ts'
import { integrityRules } from './rules/integrity.ts'
import { ageAndLeavingRules } from './rules/leaving.ts'
import { legalStatusRules } from './rules/legal-status.ts'
import { missingRules } from './rules/missing.ts'
import { motherRules } from './rules/mothers.ts'
import { oc2Rules } from './rules/oc2.ts'
import { oc3Rules } from './rules/oc3.ts'
import { placedForAdoptionRules } from './rules/placed-for-adoption.ts'
import { placementRules } from './rules/placement.ts'
import { placeRules } from './rules/places.ts'
import { previousPermanenceRules } from './rules/previous-permanence.ts'
import { providerRules } from './rules/providers.ts'
import { reviewRules } from './rules/reviews.ts'
import { socialWorkerRules } from './rules/social-worker.ts'
import { uascRules } from './rules/uasc.ts'

/** Every version of every rule, by theme. */
export const themes = {
  header: headerRules,
  mothers: motherRules,
  'episode codes': episodeCodeRules,
  continuity: continuityRules,
  'age and leaving': ageAndLeavingRules,
  'legal status': legalStatusRules,
  placement: placementRules,
  places: placeRules,
  providers: providerRules,
  reviews: reviewRules,
  missing: missingRules,
  oc2: oc2Rules,
  oc3: oc3Rules,
  'care leavers': careLeaverRules,
  uasc: uascRules,
  adoption: adoptionRules,
  'placed for adoption': placedForAdoptionRules,
  'previous permanence': previousPermanenceRules,
  'social worker': socialWorkerRules,
  'deprivation of liberty': deprivationOfLibertyRules,
  'across years': acrossYearsRules,
  integrity: integrityRules,
} satisfies Record<string, readonly Ssda903Rule[]>

const versions: readonly Ssda903Rule[] = Object.values(themes).flat()

/** How a year's rules differ from those of the year before. */
export interface Change {
  readonly adds: readonly string[]
  readonly replaces: readonly string[]
  readonly drops: readonly string[]
}

const change = (words: { adds?: string; replaces?: string; drops?: string }): Change => ({
  adds: listed(words.adds),
  replaces: listed(words.replaces),
  drops: listed(words.drops),
})
const listed = (ids = ''): string[] => ids.split(/\s+/).filter((id) => id !== '')

/** The packs, year by year, as each changes the one before. A pack is named by the year its return ends in. */
export const changes: ReadonlyMap<number, Change> = new Map([
  [
    2024,
    change({
      adds: `217t 230 347 1016 SW01STG1 SW02STG1 SW03STG1 SW04STG1 SW05STG1 SW06STG2 SW07STG2 SW08STG2 SW09STG2
        SW10STG2 SW11aSTG2 SW11bSTG2 SW12STG2 SW13STG1 SW14STG2`,
      replaces: '221 222 371',
    }),
  ],
  [
    2025,
    change({
      adds: '231 232 SW01aSTG1 SW01bSTG1',
      replaces: '101 146 174 218 221 371 393 557 607 612 SW07STG2 SW10STG2 SW13STG1',
      drops: '217t 230 370 445 451 555 556 SW01STG1 SW03STG1 SW11aSTG2 SW14STG2',
    }),
  ],
  [
    2026,
    change({
      adds: '233 234 241 242 243 348 444 454 SW17STG2',
      replaces: '146 178 213 218 222 229 526 1015 SW02STG1',
      drops: 'SW01aSTG1 SW01bSTG1',
    }),
  ],
  [2027, change({ adds: '700 701 702 703 704 705 706 707 708 709 710' })],
])

/** The last year there is a pack for. */
export const lastYear = Math.max(...changes.keys())

const versionFrom = (id: string, from: number): Ssda903Rule => {
  const found = versions.find((rule) => rule.id === id && rule.from === from)
  if (found === undefined) throw new Error(`no rule ${id} was written for ${from}`)
  return found
}

function changed(before: ReadonlyMap<string, Ssda903Rule>, year: number, { adds, replaces, drops }: Change) {
  const after = new Map(before)
  for (const id of [...drops, ...replaces])
    if (!after.has(id)) throw new Error(`${id} is not there in ${year}`)
  for (const id of adds) if (after.has(id)) throw new Error(`${id} is there before ${year}`)
  for (const id of drops) after.delete(id)
  for (const id of [...replaces, ...adds]) after.set(id, versionFrom(id, year))
  return after
}

const packs = new Map<number, ReadonlyMap<string, Ssda903Rule>>()
packs.set(
  firstYear,
  new Map(versions.filter(({ from }) => from === firstYear).map((rule) => [rule.id, rule])),
)
for (const [year, made] of changes) packs.set(year, changed(packs.get(year - 1) ?? new Map(), year, made))

/**
 * The rules in force for a year's return, by id. Years after the last pack are checked by the last.
 *
 * @throws RangeError for a year before the first pack
 */
export function packOf(year: number): ReadonlyMap<string, Ssda903Rule> {
  const pack = packs.get(Math.min(year, lastYear))
  if (pack === undefined) throw new RangeError(`there are no rules for a return ending in ${year}`)
  return pack
}

/** First and last year each version of a rule is in force; the last is null while it is. */
export function yearsOf(rule: Ssda903Rule): { readonly from: number; readonly to: number | null } {
  const held = [...packs].filter(([, pack]) => pack.get(rule.id) === rule).map(([year]) => year)
  const to = Math.max(...held)
  return { from: rule.from, to: to === lastYear ? null : to }
}
