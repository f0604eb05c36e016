import type { EpisodeRow, Ssda903Row, Ssda903Table } from '../../return-files/index.ts'
import type { Day } from '../../../platform/dates/day.ts'
import type { CollectionYear } from '../year.ts'

/** The rows of one return, by table. A table that was not given is absent; one that was given empty is an empty list. */
export type ReturnTables = { readonly [T in Ssda903Table]?: readonly Ssda903Row<T>[] }

/** What a council returns for a year, and what it returned for the year before where that is at hand. */
export interface Ssda903Return {
  readonly thisYear: ReturnTables
  readonly lastYear?: ReturnTables
}

/** A children's home, agency or other provider as Ofsted's list has it. Codes and authority are of the list's own. */
export interface Provider {
  /** Ofsted's unique reference number, always as text: SC and figures alike. */
  readonly urn: string
  readonly placeCodes: readonly string[]
  readonly providerCodes: readonly string[]
  readonly postcode: string | null
  /** The last day of its registration; null while it is registered. */
  readonly closedOn: Day | null
  /** GSS code of the authority its postcode is in. */
  readonly authority: string | null
}

/** Where a placement is, as worked out from postcodes. */
export interface Whereabouts {
  /** GSS code of the upper-tier authority, or SCO, NIR, WAL and the like; null when the postcode is not known. */
  readonly authority: string | null
  /** IN the authority's own area or OUT of it. */
  readonly location: string | null
  /** Miles in a straight line from home; null when a postcode is missing, NaN when what was given is no number. */
  readonly miles: number | null
}

/** What a rule may need beside the child's own rows of this year and last. */
export type Aid = 'providers' | 'postcodes' | 'xml'

/** A table a rule reads: of this year, or of last. */
export type Need = Ssda903Table | `lastYear.${Ssda903Table}` | Aid

/** All that is the same for every child of a return. */
export interface Whole {
  readonly year: CollectionYear
  /** The tables and aids there are: a rule that needs another is passed over. */
  readonly has: ReadonlySet<Need>
  /** GSS code of the authority that returns. */
  readonly authority: string | null
  /** Providers by URN. One URN may stand more than once. */
  readonly providers: ReadonlyMap<string, readonly Provider[]>
  readonly whereabouts: (episode: EpisodeRow) => Whereabouts
  /** Whether the postcode directory knows it, written with a space or without. */
  readonly isPostcode: (postcode: string) => boolean
  /** UPNs that stand in more than one header row of the return. */
  readonly sharedUpns: ReadonlySet<string>
}
