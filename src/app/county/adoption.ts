import type { CareTurn } from './care-turn.ts'
import { D, type Story, type Told, past, tell, working } from './story.ts'

/** @param granted when the placement order was made: it was decided before that, and matched after */
export function adoption(
  story: Story,
  child: Told,
  turn: NonNullable<CareTurn['adopting']>,
  granted = story.ledger.span.today - turn.placed - 120,
): void {
  const { chance, org } = story
  const placed = story.ledger.span.today - turn.placed
  const review = working(placed + 20)
  if (turn.reviewed)
    tell(story, 'claReview', child, {
      state: 'held',
      on: review,
      by: chance.of(org.reviewing).id,
      values: { heldOn: D(review), takingPart: 'PN0' },
    })
  const ordered = story.to
  const writer = chance.of(org.reviewing).id
  tell(story, 'adoption', child, {
    state: 'planned',
    on: granted - 40,
    by: writer,
    values: { decidedOn: D(granted - 40) },
    later: [
      { state: 'planned', on: granted, by: writer, values: { placementOrderOn: D(granted) } },
      {
        state: 'placed',
        on: placed,
        by: writer,
        values: {
          matchedOn: D(placed - 30),
          placedOn: past(story, placed),
          adopters: 2,
          adoptersSex: chance.of(['MF', 'MM', 'FF'] as const),
          adoptersStatus: 'L12',
          fosterCarerAdopting: false,
        },
      },
      ...(ordered === null
        ? []
        : [
            {
              state: 'adopted' as const,
              on: ordered,
              by: writer,
              values: { orderedOn: past(story, ordered) },
            },
          ]),
    ],
  })
}
