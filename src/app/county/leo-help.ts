import type { DayNumber, Telling } from './ledger.ts'
import type { Barkers } from './leo.ts'
import type { Worker } from './organisation.ts'
import { D } from './story.ts'

/** Home, family, and the help that came, ended and came again. */
export function leosHelp(barkers: Barkers): void {
  home(barkers)
  people(barkers)
  before(barkers)
  now(barkers)
  workers(barkers)
  plan(barkers)
  asked(barkers)
}

function home({ both, put, day, amira, jean, carl }: Barkers): void {
  const by = amira.id
  const moved = day('2026-06-02')
  both('address', {
    state: 'recorded',
    on: day('2021-02-08'),
    by,
    values: {
      lines: '17 Ferry Road, Wexbridge',
      postcode: 'ZZ1 4QD',
      kind: 'home',
      confidential: false,
      fromOn: D(day('2020-05-11')),
    },
    later: [{ state: 'recorded', on: moved, by, values: { toOn: D(moved) } }],
  })
  both('address', {
    state: 'recorded',
    on: moved,
    by,
    values: {
      lines: '4 Mill Road, Wexbridge',
      postcode: 'ZZ1 7HB',
      kind: 'home',
      confidential: false,
      fromOn: D(moved),
    },
  })
  put('address', {
    childId: jean,
    state: 'recorded',
    on: moved,
    by,
    values: { lines: '22 Ash Lane, Wexbridge', postcode: 'ZZ1 2LR', kind: 'home', confidential: false },
  })
  put('address', {
    childId: carl,
    state: 'recorded',
    on: moved,
    by,
    values: { lines: 'Eastport', postcode: null, kind: 'home', confidential: false },
  })
}

function people(barkers: Barkers): void {
  const { both, put, day, amira, leo, tyler, kelly, carl, dean, jean, ford, lastSeen } = barkers
  const plain = {
    parentalResponsibility: 'no',
    risk: 'none known',
    contactRestricted: false,
    household: false,
  } as const
  const row = (
    on: DayNumber,
    values: Partial<Telling<'relationship'>['values']> & { relativeId: string },
  ) => ({
    state: 'recorded' as const,
    on,
    by: amira.id,
    values: { ...plain, kind: 'mother' as const, ...values },
  })
  both(
    'relationship',
    row(day('2021-02-08'), {
      relativeId: kelly,
      kind: 'mother',
      parentalResponsibility: 'yes',
      household: true,
      spokenToOn: D(lastSeen),
      safeToCall: true,
    }),
  )
  both(
    'relationship',
    row(day('2021-02-08'), {
      relativeId: carl,
      kind: 'father',
      parentalResponsibility: 'yes',
      about: 'Lives in Eastport. No one has contacted him.',
    }),
  )
  both(
    'relationship',
    row(day('2026-09-02'), {
      relativeId: dean,
      kind: 'partner of parent',
      household: true,
      fromOn: D(day('2026-08-10')),
      about: 'Moved in about August, by the school’s account. Not met.',
    }),
  )
  both(
    'relationship',
    row(day('2021-02-08'), {
      relativeId: jean,
      kind: 'grandparent',
      spokenToOn: D(day('2026-11-16')),
      safeToCall: true,
      about: 'Leo has stayed with her. The safe person to call.',
    }),
  )
  put('relationship', {
    childId: leo,
    ...row(day('2024-09-04'), {
      relativeId: ford,
      kind: 'significant adult',
      spokenToOn: D(day('2026-11-18')),
      safeToCall: true,
      about: 'Class teacher, Mill Primary. Sees Leo every day.',
    }),
  })
  put('relationship', {
    childId: leo,
    ...row(day('2021-02-08'), {
      relativeId: tyler,
      kind: 'sibling',
      household: true,
      spokenToOn: D(lastSeen),
    }),
  })
  put('relationship', {
    childId: tyler,
    ...row(day('2021-02-08'), { relativeId: leo, kind: 'sibling', household: true, spokenToOn: D(lastSeen) }),
  })
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
      source: '2A',
      outcome: 'Referral',
      decidedOn: D(on('2026-01-13')),
    },
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
    [
      'It has happened before: child protection plans in 2021 and 2023, and help has ended three times.',
      'Assessment',
      '2026-08-28',
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
