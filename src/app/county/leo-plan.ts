import type { Barkers } from './leo.ts'
import type { Worker } from './organisation.ts'
import { D } from './story.ts'

/** Who has worked with them, what must change, what is not known, and what was asked. */
export function leosPlan(barkers: Barkers): void {
  workers(barkers)
  plan(barkers)
  asked(barkers)
}

/** The third worker in twelve months, and fifteen days with none. */
function workers({ both, day, grace, paul, amira, asha }: Barkers): void {
  const shift = (
    worker: Worker,
    from: string,
    more: object,
    over: { to: string; endReason: 'team transfer' | 'agency ended' } | null,
  ) =>
    both('allocation', {
      state: 'allocated',
      on: day(from),
      by: asha.id,
      values: {
        role: 'lead social worker',
        workerId: worker.id,
        teamId: asha.teamId,
        fromOn: D(day(from)),
        ...more,
      },
      later:
        over === null
          ? []
          : [
              {
                state: 'ended',
                on: day(over.to),
                by: asha.id,
                values: { toOn: D(day(over.to)), endReason: over.endReason, planned: false },
              },
            ],
    })
  shift(grace, '2024-04-11', {}, { to: '2025-03-14', endReason: 'team transfer' })
  shift(grace, '2026-01-13', { swReason: 'FCONTA' }, { to: '2026-03-20', endReason: 'team transfer' })
  shift(paul, '2026-04-04', { swReason: 'TSPROC' }, { to: '2026-08-21', endReason: 'agency ended' })
  shift(
    amira,
    '2026-08-21',
    { swReason: 'LEFTRL', childToldOn: D(day('2026-08-18')), jointVisitOn: D(day('2026-08-20')) },
    null,
  )
}

function plan({ put, day, amira, leo }: Barkers): void {
  const set = day('2026-09-07')
  const goals = [
    [
      'Leo has breakfast and lunch every day',
      'What Ms Ford sees at register: four weeks',
      'yes',
      '2026-11-18',
    ],
    [
      'Home is warm and safe to sleep in',
      'A bed each, dry walls, seen on three visits',
      'no change',
      '2026-10-20',
    ],
    [
      'We understand Dean’s part in the family',
      'Dean met, and Northshire’s answer read',
      'not started',
      null,
    ],
    [
      'Kelly goes to the recovery group',
      'Six meetings kept. Waiting list, 11 weeks',
      'not started',
      '2026-09-07',
    ],
  ] as const
  const ifNot =
    'If nothing has changed by 2 December: legal gateway meeting. Kelly was told this on 30 October.'
  for (const [what, measure, progress, moved] of goals)
    put('planOutcome', {
      childId: leo,
      state: 'open',
      on: set,
      by: amira.id,
      values: { what, measure, setOn: D(set), byOn: D(day('2026-12-02')), progress: 'not started', ifNot },
      later:
        moved === null || moved === '2026-09-07'
          ? []
          : [{ state: 'open', on: day(moved), by: amira.id, values: { progress, movedOn: D(day(moved)) } }],
    })
  const worries = [
    [
      'Leo is hungry at school. Ms Ford saw him hungry on 7 of her last 10 checks; he fell asleep in class three times in one week.',
      'School',
      '2026-09-14',
    ],
    [
      'Leo’s bed is wet and cold: one mattress on the floor, shared with Tyler. No change since September.',
      'Visit',
      '2026-09-15',
    ],
    [
      'Dean’s part is unknown: two police domestic abuse notices in 2024, with another family in Northshire. Not yet explored.',
      'Police',
      '2026-09-02',
    ],
  ] as const
  for (const [what, source, since] of worries)
    put('worry', {
      childId: leo,
      state: 'open',
      on: day(since),
      by: amira.id,
      values: { what, source, sinceOn: D(day(since)) },
    })
  const unknowns = [
    ['Dean’s background', 'Dean’s last social worker, Northshire', '2026-09-02', '2026-09-30'],
    ['Who else sleeps at 4 Mill Road', 'Kelly, Tyler', '2026-11-09', '2026-11-26'],
    ['Why three GP appointments were missed', 'Health visitor', '2026-11-03', '2026-12-01'],
  ] as const
  for (const [question, whoToAsk, asked, by] of unknowns)
    put('notKnown', {
      childId: leo,
      state: 'open',
      on: day(asked),
      by: amira.id,
      values: { question, ownerId: amira.id, askedOn: D(day(asked)), byOn: D(day(by)), whoToAsk },
    })
}

/** Asha's direction about Dean, asked twice and twelve working days over. */
function asked({ put, day, leo, asha, amira, lastSeen }: Barkers): void {
  const what = 'Check Dean’s history with Northshire'
  const soThat = 'we know whether he is safe for Leo and Tyler to live with'
  const common = {
    what,
    soThat,
    askedBy: asha.id,
    ownerId: amira.id,
    dueOn: D(lastSeen),
    firstDueOn: D(lastSeen),
    direction: true,
    extended: 0,
  }
  const first = put('action', {
    childId: leo,
    state: 'open',
    on: day('2026-10-13'),
    by: asha.id,
    values: { ...common, askedOn: D(day('2026-10-13')), timesAsked: 1 },
  })
  put('action', {
    childId: leo,
    state: 'open',
    on: day('2026-11-13'),
    by: asha.id,
    values: {
      ...common,
      askedOn: D(day('2026-11-13')),
      dueOn: D(day('2026-11-20')),
      firstDueOn: D(day('2026-11-20')),
      timesAsked: 2,
      repeatsId: first,
    },
  })
  const done = day('2026-10-01')
  put('action', {
    childId: leo,
    state: 'open',
    on: day('2026-09-07'),
    by: asha.id,
    values: {
      what: 'Ask Mill Primary for breakfast club',
      soThat: 'Leo has eaten before register',
      askedBy: asha.id,
      ownerId: amira.id,
      askedOn: D(day('2026-09-07')),
      dueOn: D(day('2026-09-30')),
      firstDueOn: D(day('2026-09-30')),
      direction: true,
      extended: 0,
      timesAsked: 1,
    },
    later: [
      {
        state: 'answered',
        on: done,
        by: amira.id,
        values: {
          answer: 'A place from 5 October, free.',
          evidence: 'Email from Ms Ford, saved.',
          answeredOn: D(done),
          answeredBy: amira.id,
        },
      },
      {
        state: 'verified',
        on: day('2026-10-16'),
        by: asha.id,
        values: {
          verifiedOn: D(day('2026-10-16')),
          verifiedBy: asha.id,
          difference: 'Leo has breakfast on the days he is on time.',
        },
      },
    ],
  })
}
