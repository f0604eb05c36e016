import type { Calendar } from '../../../platform/dates/calendar.ts'
import type { Day } from '../../../platform/dates/day.ts'
import type { FactKind } from '../../../platform/clocks/clock.ts'
import type { Relative } from '../family/people.ts'
import type { MastheadFacts } from '../masthead-facts.ts'
import type { Face } from './clock-faces.ts'
import type { Told } from './readings.ts'
import type { Story } from './story.ts'

/** Everything the words of an overview are made from. */
export interface Telling {
  readonly childId: string
  /** The day it is told of. */
  readonly on: Day
  readonly called: string
  readonly facts: MastheadFacts
  readonly story: Story
  readonly readings: readonly Told[]
  /** Its duties as they are shown, most urgent first. */
  readonly faces: readonly Face[]
  readonly relatives: readonly Relative[]
  readonly calendar: Calendar
  /** Staff by id. */
  readonly names: ReadonlyMap<string, string>
  /** Which kind of fact stops each clock. */
  readonly stops: ReadonlyMap<string, FactKind>
  /** The address of one record of this child. */
  readonly recordHref: (kind: string, recordId: string) => string
  /** Where a fact of a kind is recorded, where this book has such a page. */
  readonly actFor: (fact: FactKind | undefined) => { readonly text: string; readonly href: string } | null
}
