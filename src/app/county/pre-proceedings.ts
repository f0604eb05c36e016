import type { DayNumber } from './ledger.ts'
import { D, type Story, past, tell } from './story.ts'

/** From the legal planning meeting to the court's door, or away from it. */
export function preProceedings(story: Story, from: DayNumber, late = false): void {
  const { chance, org } = story
  const letter = from + chance.whole(3, 14)
  const met = letter + chance.whole(8, 20)
  const decided = letter + (!late && chance.odds(0.7) ? chance.whole(70, 111) : chance.whole(118, 170))
  for (const child of story.children)
    tell(story, 'preProceedings', child, {
      state: 'open',
      on: from,
      by: org.serviceManager.id,
      values: { startedOn: D(from) },
      later: [
        {
          state: 'open',
          on: letter,
          by: org.serviceManager.id,
          values: {
            letterSentOn: past(story, letter),
            letterInitialOn: past(story, letter),
            fgdmOffered: chance.odds(0.8),
            fgdmHeld: chance.odds(0.4),
          },
        },
        {
          state: 'open',
          on: met,
          by: org.serviceManager.id,
          values: { firstMeetingOn: past(story, met), reviewMeetings: 1 },
        },
        {
          state: 'ended',
          on: decided,
          by: org.serviceManager.id,
          values: {
            decidedOn: past(story, decided),
            outcome: chance.of(['A', 'B', 'C'] as const),
            reviewMeetings: 2,
          },
        },
      ],
    })
}
