import type { Barkers } from './leo.ts'
import { afterConference } from './conference-words.ts'
import { momentOn } from './ledger.ts'
import { D } from './story.ts'

/** The help that came three times, ended, and came again. */
export function leosHistory(barkers: Barkers): void {
  before(barkers)
  now(barkers)
}

/** Three times before, help was given and ended: protection plans in 2021 and 2023, and a year in need. */
function before({ both, day, asha, grace, chair }: Barkers): void {
  const by = grace.id
  const spells = [
    ['2021-02-08', '2021-03-05', '2021-11-26', 'NEG'],
    ['2023-01-16', '2023-02-20', '2024-01-30', 'NEG'],
    ['2024-04-10', null, '2025-03-14', null],
  ] as const
  for (const [referred, planned, ended, category] of spells) {
    const end = day(ended)
    both('cinEpisode', {
      state: 'open',
      on: day(referred),
      by,
      values: { referredOn: D(day(referred)), source: '2A', primaryNeed: 'N1', noFurtherAction: false },
      later: [{ state: 'closed', on: end, by: asha.id, values: { closedOn: D(end), closureReason: 'RC7' } }],
    })
    both('assessment', {
      state: 'started',
      on: day(referred) + 1,
      by,
      values: { startedOn: D(day(referred) + 1) },
      later: [
        {
          state: 'authorised',
          on: day(referred) + 24,
          by: asha.id,
          values: {
            authorisedOn: D(day(referred) + 24),
            factors: ['3B', '2B'],
            childSeen: 'yes',
            supportNeeded: 'yes',
          },
        },
      ],
    })
    if (planned === null || category === null) continue
    both('conference', {
      state: 'held',
      on: day(planned),
      by: chair.id,
      values: {
        kind: 'initial',
        heldOn: D(day(planned)),
        quorate: true,
        decision: 'plan',
        reportSharedOn: D(day(planned) - 4),
      },
      later: afterConference({ on: day(planned), kind: 'initial', quorate: true, chairId: chair.id }),
    })
    both('cpPlan', {
      state: 'open',
      on: day(planned),
      by: chair.id,
      values: {
        startedOn: D(day(planned)),
        firstCategory: category,
        latestCategory: category,
        previousPlans: planned < '2022' ? 0 : 1,
        emergencyProtection: false,
      },
      later: [{ state: 'ended', on: end, by: chair.id, values: { endedOn: D(end) } }],
    })
  }
  both('note', {
    state: 'recorded',
    on: day('2024-01-30'),
    by: asha.id,
    values: {
      happenedOn: D(day('2024-01-30')),
      kind: 'event',
      line: 'Help ended: “no further role”.',
      significant: true,
    },
  })
}

function now({ both, day, asha, paul, amira, chair, screener }: Barkers): void {
  const on = day
  both('contact', {
    state: 'received',
    on: on('2026-01-12'),
    by: screener.id,
    values: {
      receivedOn: D(on('2026-01-12')),
      receivedAt: momentOn(on('2026-01-12'), 700),
      source: '2A',
      urgency: 'amber',
      ratedAt: momentOn(on('2026-01-12'), 760),
    },
    later: [
      {
        state: 'closed',
        on: on('2026-01-13'),
        by: screener.id,
        minute: 600,
        values: { outcome: 'Referral', decidedOn: D(on('2026-01-13')), feedbackOn: D(on('2026-01-13')) },
      },
    ],
  })
  both('cinEpisode', {
    state: 'open',
    on: on('2026-01-13'),
    by: asha.id,
    values: { referredOn: D(on('2026-01-12')), source: '2A', primaryNeed: 'N1', noFurtherAction: false },
  })
  both('assessment', {
    state: 'started',
    on: on('2026-01-14'),
    by: paul.id,
    values: { startedOn: D(on('2026-01-14')) },
    later: [
      {
        state: 'authorised',
        on: on('2026-03-10'),
        by: asha.id,
        values: {
          authorisedOn: D(on('2026-03-10')),
          factors: ['3B'],
          childSeen: 'yes',
          supportNeeded: 'yes',
        },
      },
    ],
  })
  both('cinPlan', {
    state: 'open',
    on: on('2026-03-18'),
    by: asha.id,
    values: { startedOn: D(on('2026-03-18')) },
    later: [{ state: 'ended', on: on('2026-09-04'), by: chair.id, values: { endedOn: D(on('2026-09-04')) } }],
  })
  for (const [day, line] of [
    ['2026-05-06', 'Kelly has joined the waiting list; beds to be ordered.'],
    ['2026-07-29', 'Grace and Paul’s plan goes on; school to ring when Leo is hungry.'],
  ] as const)
    both('cinReview', {
      state: 'held',
      on: on(day),
      by: paul.id,
      values: { heldOn: D(on(day)), decisions: line },
    })
  both('strategyDiscussion', {
    state: 'held',
    on: on('2026-08-21'),
    by: asha.id,
    values: { concernOn: D(on('2026-08-20')), heldOn: D(on('2026-08-21')), outcome: 'joint enquiry' },
  })
  both('section47', {
    state: 'open',
    on: on('2026-08-21'),
    by: amira.id,
    values: { startedOn: D(on('2026-08-21')), conferenceTargetOn: D(on('2026-09-11')) },
    later: [
      {
        state: 'concluded',
        on: on('2026-09-01'),
        by: asha.id,
        values: {
          concludedOn: D(on('2026-09-01')),
          outcome: 'continuing risk',
          conferenceOn: D(on('2026-09-04')),
          conferenceLedToPlan: true,
        },
      },
    ],
  })
  both('conference', {
    state: 'held',
    on: on('2026-09-04'),
    by: chair.id,
    values: {
      kind: 'initial',
      heldOn: D(on('2026-09-04')),
      strategyOn: D(on('2026-08-21')),
      quorate: true,
      decision: 'plan',
      reportSharedOn: D(on('2026-09-01')),
    },
    later: afterConference({ on: on('2026-09-04'), kind: 'initial', quorate: true, chairId: chair.id }),
  })
  both('cpPlan', {
    state: 'open',
    on: on('2026-09-04'),
    by: chair.id,
    values: {
      startedOn: D(on('2026-09-04')),
      firstCategory: 'NEG',
      latestCategory: 'NEG',
      previousPlans: 2,
      emergencyProtection: false,
    },
  })
  for (const [day, line] of [
    ['2026-09-16', 'Plan written: food, sleep, Dean, and Kelly’s own recovery.'],
    ['2026-10-02', 'Breakfast club begins on Monday. Housing to inspect the damp.'],
    [
      '2026-10-30',
      'Plan version 3. If nothing has changed by 2 December: legal gateway meeting. Kelly was told.',
    ],
  ] as const)
    both('coreGroup', {
      state: 'held',
      on: on(day),
      by: amira.id,
      values: { heldOn: D(on(day)), decisions: line },
    })
}
