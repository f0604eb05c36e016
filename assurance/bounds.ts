import type { Figure } from './step.ts'

/** A figure that must be 0. */
export const none = (says: string, at: RegExp | string): Figure => ({ says, at, most: 0 })
/** A figure with a least, inclusive. */
export const atLeast = (least: number, says: string, at: RegExp | string): Figure => ({ says, at, least })
/** A figure with a most, inclusive. */
export const atMost = (most: number, says: string, at: RegExp | string): Figure => ({ says, at, most })
/** A figure that is only shown. */
export const shown = (says: string, at: RegExp | string): Figure => ({ says, at })
