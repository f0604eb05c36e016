import type { CinChild, CinEpisode, CinHeaderRow } from '../../return-files/index.ts'
import type { Level } from '../rule.ts'
import { collectionYear } from '../year.ts'
import type { Around, Census, Rows } from './census.ts'
import type { CinRule, Mark, Report, RowRule, RowTable, WholeRule } from './declare.ts'
import { packOf } from './packs.ts'

/** One breach of one rule, with every cell it stands at. */
export interface CinFinding {
  readonly rule: string
  readonly level: Level
  readonly message: string
  /** Null where it is about the return as a whole, or the child has no id. */
  readonly child: string | null
  readonly at: readonly Mark[]
}

/** Runs the rules of a census year over a return. 2026 is 2025/26. Findings come child by child, then those of the whole return. */
export function checkCin(
  children: readonly CinChild[],
  header: CinHeaderRow | null,
  { year }: { readonly year: number },
): readonly CinFinding[] {
  const census = { year: collectionYear(year), headers: header === null ? [] : [header], children }
  return findingsOf(packOf(year), census)
}

/** Runs the rules that need no other child, as when one is saved. */
export const checkCinChild = (child: CinChild, { year }: { readonly year: number }): readonly CinFinding[] =>
  findingsOf(
    packOf(year).filter((rule) => rule.each !== 'return'),
    { year: collectionYear(year), headers: [], children: [child] },
  )

export function findingsOf(rules: readonly CinRule[], census: Census): readonly CinFinding[] {
  const findings: CinFinding[] = []
  const look = new Looking(rules, findings)
  for (const child of census.children) look.through(child, census)
  for (const rule of rules) if (isWhole(rule)) rule.find(census, reporter(rule, findings, childMarked))
  return findings
}

const isWhole = (rule: CinRule): rule is WholeRule => rule.each === 'return'

/** A finding of the whole return is one child's when it stands at that child. */
const childMarked = (at: readonly Mark[]): string | null => {
  const row = at[0]?.row
  return row?.table === 'child' ? row.laChildId : null
}

const reporter =
  (rule: CinRule, findings: CinFinding[], child: (at: readonly Mark[]) => string | null): Report =>
  (...at) => {
    findings.push({ rule: rule.id, level: rule.level, message: rule.says, child: child(at), at })
  }

type Asked<T extends RowTable> = { readonly rule: RowRule<T>; readonly report: Report }

/** One walk through each child, every row asked all the rules of its table. */
class Looking {
  readonly #of: { readonly [T in RowTable]: readonly Asked<T>[] }
  #child: string | null = null

  constructor(rules: readonly CinRule[], findings: CinFinding[]) {
    const asked = <T extends RowTable>(each: T): readonly Asked<T>[] =>
      rules
        .filter((rule): rule is RowRule<T> => rule.each === each)
        .map((rule) => ({ rule, report: reporter(rule, findings, () => this.#child) }))
    this.#of = {
      child: asked('child'),
      disability: asked('disability'),
      episode: asked('episode'),
      assessment: asked('assessment'),
      factor: asked('factor'),
      cinPlan: asked('cinPlan'),
      section47: asked('section47'),
      cpPlan: asked('cpPlan'),
      review: asked('review'),
      preProceedings: asked('preProceedings'),
    }
  }

  through(child: CinChild, { year }: Census): void {
    this.#child = child.laChildId
    ask(this.#of.child, child, { year })
    const around = { year, child }
    for (const disability of child.disabilities) ask(this.#of.disability, disability, around)
    for (const episode of child.episodes) {
      ask(this.#of.episode, episode, around)
      this.#within(episode, { year, child, episode })
    }
  }

  #within(episode: CinEpisode, around: Omit<Around, 'cpPlan'>): void {
    for (const assessment of episode.assessments) {
      ask(this.#of.assessment, assessment, around)
      for (const factor of assessment.factors) ask(this.#of.factor, factor, around)
    }
    for (const plan of episode.cinPlans) ask(this.#of.cinPlan, plan, around)
    for (const enquiry of episode.section47s) ask(this.#of.section47, enquiry, around)
    for (const cpPlan of episode.cpPlans) {
      ask(this.#of.cpPlan, cpPlan, around)
      for (const review of cpPlan.reviews) ask(this.#of.review, review, { ...around, cpPlan })
    }
    for (const each of episode.preProceedings) ask(this.#of.preProceedings, each, around)
  }
}

function ask<T extends RowTable>(
  asked: readonly Asked<T>[],
  row: Rows[T],
  around: Parameters<RowRule<T>['find']>[1],
): void {
  for (const { rule, report } of asked) rule.find(row, around, report)
}
