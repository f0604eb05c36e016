/** What a family is being helped with: how far up the road from a first worry it goes. */
export type Path =
  | 'contact'
  | 'referral'
  | 'assessment'
  | 'enquiry'
  | 'child in need'
  | 'child protection'
  | 'in our care'
  | 'private fostering'

/** What sets one story apart where chance might not: for the duties few children have. */
export interface Turn {
  readonly unallocated?: boolean
  readonly noPlan?: boolean
  /** A worker who handed over was never ended: a fault for somebody to put right. */
  readonly neverEnded?: boolean
  readonly late?: boolean
  readonly preProceedings?: boolean
  /** The referrer has yet to hear what was decided yesterday. */
  readonly feedbackOwed?: boolean
  /** Today a third worker within the year took over. */
  readonly thirdWorker?: boolean
  /** The concern came today: the discussion is to be held, or has been held and the child is to be seen. */
  readonly concern?: 'to be discussed' | 'discussed'
  /** The children had a protection plan once before, in another county. */
  readonly again?: boolean
  /** Working days by which a first, inquorate conference went before the quorate one: ten are allowed. */
  readonly inquorate?: number
}

/** The episode of need of each child, by child. */
export type Episodes = ReadonlyMap<string, string | null>
