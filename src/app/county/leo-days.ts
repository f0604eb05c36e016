import { momentOn } from './ledger.ts'
import { visits } from './leo-visits.ts'
import type { Barkers } from './leo.ts'
import { D } from './story.ts'

/** Who was seen, what they said, and who rang. */
export function leosDays(barkers: Barkers): void {
  visits(barkers)
  calls(barkers)
  police(barkers)
}

function calls({ put, day, leo, amira }: Barkers): void {
  const hunger = [
    [
      '2026-09-14',
      'Ms Ford: Leo was hungry at register and asked for toast.',
      'First time this term that school rang.',
    ],
    ['2026-10-06', 'Ms Ford: hungry again, and cold.', 'He could not settle to reading.'],
    [
      '2026-10-20',
      'Ms Ford: hungry on the two days he missed breakfast club.',
      'Breakfast club helps when he is brought in time.',
    ],
    ['2026-11-09', 'Ms Ford: hungry, and asleep in assembly.', 'Second week running.'],
    ['2026-11-11', 'Ms Ford: hungry again; wearing yesterday’s clothes.', 'Other children noticed.'],
    [
      '2026-11-18',
      'School rang: hungry again, asleep by 10:30.',
      'Third time this week. He fell asleep in class by 10:30.',
    ],
  ] as const
  for (const [drawn, line, impact] of hunger)
    put('note', {
      childId: leo,
      state: 'recorded',
      on: day(drawn),
      by: amira.id,
      values: {
        happenedOn: D(day(drawn)),
        kind: 'call',
        whoWith: 'Ms Ford, Mill Primary',
        line,
        significant: true,
        impact,
      },
    })
  put('note', {
    childId: leo,
    state: 'recorded',
    on: day('2026-09-02'),
    by: amira.id,
    values: {
      happenedOn: D(day('2026-09-02')),
      kind: 'call',
      whoWith: 'Mill Primary',
      line: 'Dean may have moved in during August. Not checked.',
      significant: true,
      impact: 'Not known.',
    },
  })
  put('note', {
    childId: leo,
    state: 'recorded',
    on: day('2026-11-16'),
    by: amira.id,
    values: {
      happenedOn: D(day('2026-11-16')),
      kind: 'call',
      whoWith: 'Jean Barker, Nan',
      line: 'Jean would have both boys at weekends if someone asked Kelly.',
      significant: false,
    },
  })
}

function police({ both, put, day, leo, screener, amira }: Barkers): void {
  for (const drawn of ['2026-03-14', '2026-08-20', '2026-11-12'] as const)
    both('contact', {
      state: 'received',
      on: day(drawn),
      by: screener.id,
      values: { receivedOn: D(day(drawn)), receivedAt: momentOn(day(drawn), 9 * 60 + 12), source: '6' },
      later: [
        {
          state: 'linked',
          on: day(drawn),
          by: screener.id,
          values: {
            urgency: 'amber',
            ratedAt: momentOn(day(drawn), 12 * 60 + 5),
            outcome: 'Linked to open work',
            decidedOn: D(day(drawn)),
          },
        },
      ],
    })
  put('note', {
    childId: leo,
    state: 'recorded',
    on: day('2026-11-12'),
    by: amira.id,
    values: {
      happenedOn: D(day('2026-11-12')),
      kind: 'event',
      whoWith: 'Police',
      line: 'Police: argument at 4 Mill Road, Dean and Kelly, children upstairs.',
      significant: true,
    },
  })
  put('note', {
    childId: leo,
    state: 'recorded',
    on: day('2024-04-12'),
    by: screener.id,
    values: {
      happenedOn: D(day('2024-03-14')),
      kind: 'event',
      whoWith: 'Northshire, imported summary',
      line: 'Police, Northshire: domestic abuse notice, Dean and a former partner.',
      significant: true,
      impact: 'Leo did not know Dean then. It matters for what we do not know now.',
    },
  })
}
