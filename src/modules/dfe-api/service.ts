/** Where the DfE's daily collection is, and how it knows us. */
export interface DfeService {
  /** What stands before /children_social_care_data, without a slash at the end. */
  readonly url: string
  /** The DfE's three-figure number of the authority. */
  readonly authority: number
  readonly tokenUrl: string
  readonly client: string
  readonly secret: string
  readonly scope: string
  readonly supplierKey: string
}

/** Children in one post, at most (DfE CSC API 1.0.1, maxItems). */
export const mostChildren = 100
