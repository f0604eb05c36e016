/** What sets one child's care apart where chance might not. */
export interface CareTurn {
  /** Placed with a parent, under which order, and whether the assessment of regs 17 and 18 was finished first. */
  readonly home?: { readonly order: 'C1' | 'C2'; readonly assessed: boolean }
  /** The first visit went past its week. */
  readonly late?: boolean
  /** A placement was written as ending after the next began: a fault for somebody to put right. */
  readonly overlap?: boolean
  /** Placed with adopters so many days ago, and whether the first review was held in its four weeks. */
  readonly adopting?: { readonly placed: number; readonly reviewed: boolean }
  readonly missing?: Missing
  readonly asylum?: boolean
  /** With a relative or friend: the day, counted from the first, of an extension and of full approval. */
  readonly kin?: { readonly extended?: number; readonly approved?: number }
  readonly longTerm?: boolean
  /** Of a home meant to last: that the child agrees to be visited less often. */
  readonly agrees?: boolean
  /** Nobody came for most of the second year. */
  readonly unvisited?: boolean
}

/** How a child's last time missing stands: still gone, back and not yet asked, or asked and not yet passed on. */
export type Missing = 'now' | 'back' | 'asked'
