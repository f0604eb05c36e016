import type { Day } from '../../../platform/dates/day.ts'
import { chapterOf } from '../clock-book.ts'
import type { Told } from './readings.ts'

/** What is done once, at the door, before anybody works with the child: each is over when the work begins. */
const atTheDoor: ReadonlySet<string> = new Set(['Front door', 'Police notices'])

/** Whether somebody at the door answers for it, and not those who work with the child. */
export const isOfTheDoor = (clock: string): boolean => atTheDoor.has(chapterOf(clock))

/** What belongs to one time of help and ends with it. An arrangement, an order or a direction stands by itself until it is ended. */
const ofOneHelp: ReadonlySet<string> = new Set([
  ...atTheDoor,
  'Assessment',
  'Strategy discussion and enquiry',
  'Child in need',
])

/** Chapters that say nothing of how far a child has come. */
const beside: ReadonlySet<string> = new Set(['Allocation', 'Visits'])

/**
 * Whether a duty that was never done belongs to a time the child has left: help ended after it arose, or it was the front
 * door's and the work it was to lead to has begun. What was missed stays missed; it is no longer the next thing to do.
 */
export function isPast(
  told: Told,
  readings: readonly Told[],
  closures: readonly { readonly closedOn: Day }[],
): boolean {
  const chapter = chapterOf(told.clock)
  const from = told.since.slice(0, 10)
  if (ofOneHelp.has(chapter) && closures.some(({ closedOn }) => closedOn >= from)) return true
  return atTheDoor.has(chapter) && readings.some((other) => isWork(other) && other.since.slice(0, 10) >= from)
}

function isWork({ clock }: Told): boolean {
  const chapter = chapterOf(clock)
  return chapter !== '' && !atTheDoor.has(chapter) && !beside.has(chapter)
}
