import type { Day } from '../../../platform/dates/day.ts'
import type {
  Ad1Row,
  DoloRow,
  EpisodeRow,
  HeaderRow,
  MissingRow,
  Oc2Row,
  Oc3Row,
  PlacedAdoptionRow,
  PrevPermRow,
  ReviewRow,
  Ssda903Row,
  Ssda903Table,
  SwEpisodeRow,
  UascRow,
} from '../../return-files/index.ts'
import { firstOf, inOrder, isContinuouslyLookedAfter, type Period, periodsOf } from './episodes.ts'
import type { Whereabouts, Whole } from './whole.ts'

/** Every table's rows for one child, in the order they stand in their files. */
export type ChildTables = { readonly [T in Ssda903Table]: readonly Ssda903Row<T>[] }

/**
 * One child of a return: all their rows of this year and last, and what follows from them, each worked out once when first asked.
 * Rows without a child's id each stand alone, as a child whose id is null.
 */
export class Child implements ChildTables {
  readonly id: string | null
  readonly whole: Whole
  readonly lastYear: ChildTables
  readonly header: readonly HeaderRow[]
  readonly episodes: readonly EpisodeRow[]
  readonly reviews: readonly ReviewRow[]
  readonly uasc: readonly UascRow[]
  readonly oc2: readonly Oc2Row[]
  readonly oc3: readonly Oc3Row[]
  readonly ad1: readonly Ad1Row[]
  readonly placedAdoption: readonly PlacedAdoptionRow[]
  readonly prevPerm: readonly PrevPermRow[]
  readonly missing: readonly MissingRow[]
  readonly swEpisodes: readonly SwEpisodeRow[]
  readonly dolo: readonly DoloRow[]
  #care: readonly EpisodeRow[] | undefined
  #lastCare: readonly EpisodeRow[] | undefined
  #periods: readonly Period[] | undefined
  #allYear: boolean | undefined
  #born: Day | null | undefined
  #isUasc: boolean | undefined
  #wasUasc: boolean | undefined
  readonly #located: EpisodeRow[] = []
  readonly #places: Whereabouts[] = []

  constructor(id: string | null, whole: Whole, thisYear: ChildTables, lastYear: ChildTables) {
    this.id = id
    this.whole = whole
    this.lastYear = lastYear
    this.header = thisYear.header
    this.episodes = thisYear.episodes
    this.reviews = thisYear.reviews
    this.uasc = thisYear.uasc
    this.oc2 = thisYear.oc2
    this.oc3 = thisYear.oc3
    this.ad1 = thisYear.ad1
    this.placedAdoption = thisYear.placedAdoption
    this.prevPerm = thisYear.prevPerm
    this.missing = thisYear.missing
    this.swEpisodes = thisYear.swEpisodes
    this.dolo = thisYear.dolo
  }

  get year(): Whole['year'] {
    return this.whole.year
  }

  /** This year's episodes, earliest start first; those without a start come last. */
  get care(): readonly EpisodeRow[] {
    return (this.#care ??= inOrder(this.episodes, 'decom', 'dec'))
  }

  /** Last year's episodes, in the same order. */
  get lastCare(): readonly EpisodeRow[] {
    return (this.#lastCare ??= inOrder(this.lastYear.episodes, 'decom', 'dec'))
  }

  /** Spells of being looked after without a break, earliest first. */
  get periods(): readonly Period[] {
    return (this.#periods ??= periodsOf(this.care))
  }

  /** Looked after all through the year, short breaks not counted: the children OC2 is about. */
  get lookedAfterAllYear(): boolean {
    return (this.#allYear ??= isContinuouslyLookedAfter(this.episodes, this.year))
  }

  /** Date of birth in the header. */
  get born(): Day | null {
    if (this.#born === undefined) this.#born = firstOf(this.header, ({ dob }) => dob)
    return this.#born
  }

  /** Unaccompanied asylum-seeking this year: an XML return says so, in a CSV return it is a row of the UASC list. */
  get isUasc(): boolean {
    return (this.#isUasc ??= seeksAsylum(this.header, this.uasc))
  }

  /** The same of last year. */
  get wasUasc(): boolean {
    return (this.#wasUasc ??= seeksAsylum(this.lastYear.header, this.lastYear.uasc))
  }

  /** Unaccompanied asylum-seeking now or once, as far as this year's and last year's returns tell. */
  get isKnownAsUasc(): boolean {
    return this.isUasc || this.wasUasc || this.uasc.length > 0 || this.lastYear.uasc.length > 0
  }

  whereabouts(episode: EpisodeRow): Whereabouts {
    const at = this.#located.indexOf(episode)
    const known = at < 0 ? undefined : this.#places[at]
    if (known !== undefined) return known
    const found = this.whole.whereabouts(episode)
    this.#located.push(episode)
    this.#places.push(found)
    return found
  }
}

const seeksAsylum = (header: readonly HeaderRow[], uasc: readonly UascRow[]): boolean => {
  const said = firstOf(header, (row) => row.uasc)
  return said === null ? uasc.length > 0 : said === '1'
}
