import type {
  CinAssessment,
  CinChild,
  CinEpisode,
  CinHeaderRow,
  CinPlanRow,
  CinTableName,
  CpPlan,
  CpReviewRow,
  DisabilityRow,
  FactorRow,
  PreProceedingsRow,
  Section47Row,
} from '../../return-files/index.ts'
import type { CollectionYear } from '../year.ts'

/** One census: the year it is held to be of, its header and its children. A file has one header, or none. */
export interface Census {
  readonly year: CollectionYear
  readonly headers: readonly CinHeaderRow[]
  readonly children: readonly CinChild[]
}

/** The rows of each table, with all that stands beneath them. */
export interface Rows {
  readonly header: CinHeaderRow
  readonly child: CinChild
  readonly disability: DisabilityRow
  readonly episode: CinEpisode
  readonly assessment: CinAssessment
  readonly factor: FactorRow
  readonly cinPlan: CinPlanRow
  readonly section47: Section47Row
  readonly cpPlan: CpPlan
  readonly review: CpReviewRow
  readonly preProceedings: PreProceedingsRow
}

export type AnyRow = Rows[CinTableName]

/** A cell of a table, or a list that stands beneath its rows. */
export type FieldOf<T extends CinTableName> = Exclude<
  keyof Rows[T] & string,
  'file' | 'line' | 'table' | 'given'
>

/** Tables and the fields of each that a rule reads or marks. */
export type Fields = { readonly [T in CinTableName]?: readonly FieldOf<T>[] }

/** What stands around a row. */
export interface Around {
  readonly year: CollectionYear
  readonly child: CinChild
  readonly episode: CinEpisode
  readonly cpPlan: CpPlan
}

/** Around a child is the year; around a review, its plan, episode and child as well. */
export type AroundOf<T extends CinTableName> = Pick<
  Around,
  T extends 'child'
    ? 'year'
    : T extends 'disability' | 'episode'
      ? 'year' | 'child'
      : T extends 'review'
        ? keyof Around
        : 'year' | 'child' | 'episode'
>
