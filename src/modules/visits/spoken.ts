import type { Day } from '../../platform/dates/day.ts'
import type { Change } from '../../platform/record/change.ts'
import { lock } from '../../platform/record/store.ts'
import { relationship } from '../people/index.ts'
import { adultsAround, adultWords } from './queries.ts'

/** Whom a visit spoke to has been spoken to: the family, the overview and the next visit’s form then say when. */
export async function noteSpokenTo(
  change: Change,
  { childId, visitedOn }: { readonly childId: string; readonly visitedOn: Day },
  spokenTo: readonly string[],
): Promise<void> {
  if (spokenTo.length === 0) return
  const met = (await adultsAround(change.tx, childId)).filter((adult) => spokenTo.includes(adultWords(adult)))
  for (const { relationshipId, spokenToOn } of met) {
    if (spokenToOn !== null && spokenToOn >= visitedOn) continue
    const before = await lock(change.tx, relationship, relationshipId)
    await change.move(relationship, before, {
      event: 'relationship.spoken-to',
      to: 'recorded',
      answers: { spokenToOn: visitedOn },
    })
  }
}
