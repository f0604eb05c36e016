import type { DayNumber, Telling } from './ledger.ts'
import type { Barkers } from './leo.ts'
import { D } from './story.ts'

/** Where Leo and Tyler live, and who is in their lives. */
export function leosHome(barkers: Barkers): void {
  home(barkers)
  people(barkers)
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
