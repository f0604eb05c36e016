import {
  asRow,
  cin,
  fillRow,
  planRows,
  type CinHeaderRow,
  type CinRow,
  type CinTableName,
} from '../../return-files/index.ts'
import { collectionYear } from '../year.ts'
import type { Census, Rows } from './census.ts'
import { lastCinPack } from './packs.ts'

/** A row of a case: its cells by column name; null or absent is missing, a list is several factors in one cell. */
type CaseRow = Readonly<Record<string, unknown>>
export type CaseTables = Readonly<Record<string, readonly CaseRow[]>>

/** Where a row came from: the case's tables it is made of, and its position in each. */
export type Origin = Readonly<Record<string, number>>

/** A case's tables as a census. A row the case does not hold, made up so that others have something to hang from, has no origin. */
interface CaseCensus {
  readonly census: Census
  readonly origins: ReadonlyMap<object, Origin>
}

type Open<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer R)[] ? Open<R>[] : T[K] }
type OpenChild = Open<Rows['child']>
type OpenEpisode = Open<Rows['episode']>

const plans = new Map<CinTableName, ReturnType<typeof planRows>>()

/** A case's cells are read as a file's are. */
function typed<T extends CinTableName>(table: T, cells: CaseRow): CinRow<T> {
  const plan = plans.get(table) ?? planRows(cin[table], 0, { days: 'iso', year: null })
  plans.set(table, plan)
  const texts = plan.cells.map(({ column: { header } }) => textOf(cells[header]))
  return asRow<CinRow<T>>(
    fillRow(plan, 0, { text: (cell) => texts[cell] ?? '', line: () => 0 }, () => undefined),
  )
}

const textOf = (cell: unknown): string =>
  typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : ''

/**
 * Puts a case's tables together on the keys they share: the child's id, the episode's, the plan's or assessment's. A table without
 * a child's id has each row alone. The cases give one value where a file gives several factors, so rows of one assessment are one.
 */
export function censusOf(tables: CaseTables): CaseCensus {
  const join = new Join(tables)
  join.children()
  join.episodes()
  join.assessments()
  join.plansAndEnquiries()
  const headers = (tables.Header ?? []).map((cells, at) => join.put('Header', at, typed('header', cells)))
  return {
    census: { year: collectionYear(yearOf(headers)), headers, children: join.all },
    origins: join.origins,
  }
}

const yearOf = (headers: readonly CinHeaderRow[]): number =>
  Number(
    headers.find(({ referenceDate }) => referenceDate !== null)?.referenceDate?.slice(0, 4) ?? lastCinPack,
  )

class Join {
  readonly all: OpenChild[] = []
  readonly origins = new Map<object, Origin>()
  readonly #tables: CaseTables
  readonly #keys = new Map<object, string>()

  constructor(tables: CaseTables) {
    this.#tables = tables
  }

  put<R extends object>(table: string, at: number, row: R): R {
    this.origins.set(row, { ...this.origins.get(row), [table]: at })
    return row
  }

  children(): void {
    for (const [at, cells] of this.#rows('ChildIdentifiers')) {
      const child = { ...typed('child', cells), disabilities: [], episodes: [] }
      // A child given twice has the same things beneath both.
      const [same] = child.laChildId === null ? [] : this.#childrenCalled(child.laChildId)
      this.all.push(this.put('ChildIdentifiers', at, same === undefined ? child : withRowsOf(child, same)))
    }
    for (const [at, cells] of this.#rows('ChildCharacteristics'))
      for (const child of this.#childrenOf(cells)) {
        child.ethnicity = typed('child', cells).ethnicity
        this.put('ChildCharacteristics', at, child)
      }
    for (const [at, cells] of this.#rows('Disabilities'))
      this.#childOf(cells).disabilities.push(this.put('Disabilities', at, typed('disability', cells)))
  }

  episodes(): void {
    for (const [at, cells] of this.#rows('CINdetails')) {
      const episode = this.put('CINdetails', at, emptyEpisode(cells))
      this.#keys.set(episode, keyOf(cells, 'CINdetailsID'))
      this.#childOf(cells).episodes.push(episode)
    }
  }

  assessments(): void {
    for (const [at, cells] of this.#rows('Assessments')) {
      const { assessments } = this.#episodeOf(cells)
      const key = assessmentKey(cells, at)
      const known = assessments.find((row) => this.#keys.get(row) === key)
      const row = known ?? this.put('Assessments', at, { ...typed('assessment', cells), factors: [] })
      this.#keys.set(row, key)
      if (known === undefined) assessments.push(row)
      for (const factor of listOf(cells.AssessmentFactors))
        row.factors.push(this.put('Assessments', at, typed('factor', { AssessmentFactors: factor })))
    }
    this.#factorsApart()
  }

  /** Where the assessments' own rows hold fewer, the list of factors is the fuller telling. */
  #factorsApart(): void {
    const apart = new Map<Open<Rows['assessment']>, Open<Rows['factor']>[]>()
    for (const [at, cells] of this.#rows('AssessmentFactorsList')) {
      const key = assessmentKey(cells, at)
      const row = this.#episodeOf(cells).assessments.find((each) => this.#keys.get(each) === key)
      const factor = typed('factor', { AssessmentFactors: cells.AssessmentFactor ?? cells.AssessmentFactors })
      const origin = row === undefined ? undefined : this.origins.get(row)
      if (row === undefined || origin === undefined || factor.factor === null) continue
      this.origins.set(factor, origin)
      apart.set(row, [...(apart.get(row) ?? []), factor])
    }
    for (const [row, factors] of apart) if (factors.length > row.factors.length) row.factors = factors
  }

  plansAndEnquiries(): void {
    for (const [at, cells] of this.#rows('CINplanDates'))
      this.#episodeOf(cells).cinPlans.push(this.put('CINplanDates', at, typed('cinPlan', cells)))
    for (const [at, cells] of this.#rows('Section47'))
      this.#episodeOf(cells).section47s.push(this.put('Section47', at, typed('section47', cells)))
    for (const [at, cells] of this.#rows('PreProceedings'))
      this.#episodeOf(cells).preProceedings.push(
        this.put('PreProceedings', at, typed('preProceedings', cells)),
      )
    for (const [at, cells] of this.#rows('ChildProtectionPlans')) {
      const plan = this.put('ChildProtectionPlans', at, { ...typed('cpPlan', cells), reviews: [] })
      this.#keys.set(plan, keyOf(cells, 'CPPID'))
      // Cases about plans alone leave the episode out; the plan's own number then says which stand together.
      this.#episodeOf('CINdetailsID' in cells ? cells : { ...cells, CINdetailsID: cells.CPPID }).cpPlans.push(
        plan,
      )
    }
    for (const [at, cells] of this.#rows('Reviews'))
      this.#planOf(cells).reviews.push(this.put('Reviews', at, typed('review', cells)))
  }

  #rows(table: string): [number, CaseRow][] {
    return [...(this.#tables[table] ?? []).entries()]
  }

  #childrenCalled(id: string): OpenChild[] {
    return this.all.filter(({ laChildId }) => laChildId === id)
  }

  #childrenOf(cells: CaseRow): OpenChild[] {
    const id = textOf(cells.LAchildID)
    const known = id === '' ? [] : this.#childrenCalled(id)
    if (known.length > 0) return known
    const made = { ...typed('child', { LAchildID: cells.LAchildID }), disabilities: [], episodes: [] }
    this.all.push(made)
    return [made]
  }

  /** A child given twice shares its lists, so the first will do. */
  #childOf(cells: CaseRow): OpenChild {
    const [child] = this.#childrenOf(cells)
    if (child === undefined) throw new Error('a child is always found or made')
    return child
  }

  #episodeOf(cells: CaseRow): OpenEpisode {
    const { episodes } = this.#childOf(cells)
    const key = keyOf(cells, 'CINdetailsID')
    const known = episodes.find((row) => this.#keys.get(row) === key)
    if (known !== undefined) return known
    const made = emptyEpisode({})
    this.#keys.set(made, key)
    episodes.push(made)
    return made
  }

  #planOf(cells: CaseRow): Open<Rows['cpPlan']> {
    const child = this.#childOf(cells)
    const within = 'CINdetailsID' in cells ? [this.#episodeOf(cells)] : child.episodes
    const plans = within.flatMap(({ cpPlans }) => cpPlans)
    const known =
      'CPPID' in cells ? plans.find((row) => this.#keys.get(row) === keyOf(cells, 'CPPID')) : plans[0]
    if (known !== undefined) return known
    const made = { ...typed('cpPlan', {}), reviews: [] }
    this.#episodeOf(cells).cpPlans.push(made)
    return made
  }
}

const keyOf = (cells: CaseRow, column: string): string => textOf(cells[column])

const emptyEpisode = (cells: CaseRow): OpenEpisode => ({
  ...typed('episode', cells),
  assessments: [],
  cinPlans: [],
  section47s: [],
  cpPlans: [],
  preProceedings: [],
})

const withRowsOf = (child: OpenChild, { disabilities, episodes }: OpenChild): OpenChild => ({
  ...child,
  disabilities,
  episodes,
})

/** By its number; without one, rows with factors that were authorised together are one assessment, and any other stands alone. */
function assessmentKey(cells: CaseRow, at: number): string {
  if ('AssessmentID' in cells) return `number ${textOf(cells.AssessmentID)}`
  const authorised = textOf(cells.AssessmentAuthorisationDate)
  return 'AssessmentFactors' in cells && authorised !== '' ? `authorised ${authorised}` : `row ${at}`
}

const listOf = (cell: unknown): readonly unknown[] =>
  Array.isArray(cell) ? cell : textOf(cell) === '' ? [] : [cell]
