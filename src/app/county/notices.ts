import { sql } from 'kysely'
import { noticeOfChild, takeIn } from '../../modules/police-notices/index.ts'
import { addMinutes, dayOf, momentOf, type Instant } from '../../platform/dates/day.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { importRows, type Incoming, type Source } from '../../platform/record/bulk.ts'
import { clockSetting, refreshClocks } from '../../platform/record/readings.ts'
import type { AnyRecordType } from '../../platform/record/record.ts'
import { chanceOf, type Chance } from './chance.ts'
import { Ledger, momentOn, type DayNumber, type Span } from './ledger.ts'
import type { Writing } from './store.ts'
import { D } from './story.ts'
import { home, names, postcode } from './words.ts'

/** A family the county holds, as the police might name it. */
interface Known {
  readonly id: string
  readonly givenName: string
  readonly familyName: string
  readonly bornOn: string
  readonly lines: string | null
  readonly postcode: string | null
}

// Above every other thing told: nobody else's chance.
const stream = 1_000_003
/** Days of notices, of which the last few stand in the queue: August's leave met a bad fortnight. */
const days = 70
const surge = 17

/** Police notices of ten weeks: screened in time until a surge that the screeners have not caught up with. */
export async function tellNotices(book: Writing, span: Span, seed: number, children: number): Promise<void> {
  const chance = chanceOf(seed, stream)
  const aDay = Math.min(6, Math.max(1, Math.round(children / 400)))
  await inTransaction(book.db, async (tx) => {
    const screenerId = await aScreener(tx)
    const known = await someFamilies(tx, aDay * 20, span.today)
    if (screenerId === null || known.length === 0) return
    for (let back = days; back >= 0; back -= 1) {
      const today = span.today - back
      const many = back <= surge ? chance.whole(aDay, aDay * 2) : chance.whole(0, aDay)
      if (many === 0) continue
      const at = back === 0 ? addMinutes(span.now, -45) : momentOn(today, chance.whole(8 * 60, 17 * 60))
      const notices = Array.from({ length: many }, (_, i) => notice(chance, today, i, at, known))
      const giver = {
        senderId: null,
        staffId: null,
        agency: chance.odds(0.85) ? 'Exampleshire Police' : 'Transport police',
      }
      const { intake } = await takeIn(tx, {
        giver,
        body: Buffer.from(JSON.stringify({ notices })),
        repeatKey: null,
        now: at,
      })
      const left = back > surge ? 0 : back > 3 ? 0.55 : 0.85
      await screened(tx, {
        intake,
        screenerId,
        at: addMinutes(at, chance.whole(50, 900)),
        now: span.now,
        left,
      })
    }
    await onRecords(tx, book, { span, chance, screenerId, known })
  })
}

async function aScreener(tx: Tx): Promise<string | null> {
  const row = await tx
    .selectFrom('staff')
    .select('id')
    .where('role', '=', 'SCR')
    .where('disabledAt', 'is', null)
    .orderBy('id')
    .executeTakeFirst()
  return row?.id ?? null
}

async function someFamilies(tx: Tx, most: number, today: DayNumber): Promise<Known[]> {
  const { rows } = await sql<Known>`
    select person.id, given_name, family_name, person.born_on::text as born_on, home.lines, home.postcode
      from person
      left join lateral (select lines, postcode
                           from address
                          where child_id = person.id
                            and not confidential
                            and to_on is null
                          order by id
                          limit 1) home on true
     where kind = 'child'
       and state = 'active'
       and restricted_level = 0
       and died_on is null
       and given_name is not null
       and la_child_id not in ('10442', '10443') and person.born_on > ${D(today - 16 * 365)}::date
     order by person.id desc limit ${most}
  `.execute(tx)
  return rows
}

const told = [
  'Neighbours rang. Shouting and a door broken. He had left. She said it was the first time this month.',
  'She rang from the bathroom. He took her phone and would not let her leave. The children were upstairs.',
  'An argument about money in the street. Nobody was hurt. Both had been drinking.',
  'He came to the house against the order and waited outside until the school run.',
  'A child rang and said mummy and daddy were fighting. It was quiet when officers came.',
] as const

function notice(chance: Chance, today: DayNumber, i: number, at: Instant, known: readonly Known[]) {
  const family = chance.of(known)
  const ours = chance.odds(0.55)
  const grade = chance.weighed([
    ['standard', 6],
    ['medium', 3],
    ['high', 1],
  ] as const)
  const happened = addMinutes(at, -chance.whole(60, 60 * 60))
  const familyName = ours ? family.familyName : chance.of(familyNames)
  const place =
    ours && family.postcode !== null
      ? { address: family.lines, postcode: family.postcode }
      : elsewhere(chance)
  const policeScreened = chance.odds(0.8)
  return {
    policeRef: `EX/${D(today).replaceAll('-', '').slice(2)}/${i + 1}${chance.whole(10, 99)}`,
    incidentAt: momentOf(happened) < momentOf(at) ? happened : at,
    grade: policeScreened || chance.odds(0.5) ? grade : null,
    policeScreened,
    narrative: chance.of(told),
    weapons: chance.odds(0.06),
    strangulation: chance.odds(0.05),
    pregnancy: chance.odds(0.06),
    coerciveControl: chance.odds(0.25),
    breachOfOrder: chance.odds(0.1),
    ...place,
    people: [
      adult(chance, 'victim', familyName),
      adult(chance, 'perpetrator', chance.odds(0.5) ? familyName : chance.of(familyNames)),
      ...(ours ? [child(chance, family)] : chance.odds(0.7) ? [stranger(chance, familyName, today)] : []),
    ],
  }
}

const givenNames = names.groups.flatMap(({ girls, boys }) => [...girls, ...boys])
const familyNames = names.groups.flatMap(({ families }) => families)

const elsewhere = (chance: Chance) => ({ address: home(chance).lines, postcode: postcode('EX9', chance) })

const adult = (chance: Chance, role: 'victim' | 'perpetrator', familyName: string) => ({
  role,
  givenName: chance.of(givenNames),
  familyName,
  bornOn: chance.odds(0.8)
    ? `${chance.whole(1975, 2001)}-0${chance.whole(1, 9)}-1${chance.whole(0, 9)}`
    : null,
})

/** As an officer writes it down at a door: now and then a letter or a figure is another. */
function child(chance: Chance, { givenName, familyName, bornOn }: Known) {
  const said = chance.odds(0.15) ? `${familyName.slice(0, 2)}${familyName.slice(3)}` : familyName
  const born = chance.odds(0.1)
    ? `${bornOn.slice(0, -1)}${bornOn.endsWith('1') ? '2' : '1'}`.replace('-31', '-11')
    : bornOn
  return {
    role: 'child',
    givenName,
    familyName: said,
    bornOn: chance.odds(0.9) ? born : null,
    presence: presence(chance),
  }
}

const stranger = (chance: Chance, familyName: string, today: DayNumber) => ({
  role: 'child',
  givenName: chance.of(givenNames),
  familyName,
  bornOn: D(today - chance.whole(200, 5800)),
  presence: presence(chance),
})

const presence = (chance: Chance) =>
  chance.weighed([
    ['present', 4],
    ['heard', 3],
    ['not present', 2],
    ['unknown', 1],
  ] as const)

interface Screened {
  readonly intake: string
  readonly screenerId: string
  readonly at: Instant
  readonly now: Instant
  /** What share of them nobody has screened yet. */
  readonly left: number
}

/** The standard ones that were seen to: about people we hold no record of, told to their school. */
async function screened(tx: Tx, { intake, screenerId, at, now, left }: Screened): Promise<void> {
  if (momentOf(at) > momentOf(now)) return
  const { rows } = await sql<{ id: string }>`
    with seen as (
      update police_notice
         set state = 'closed', outcome = 'school told only',
             rationale = 'Nobody was hurt, and the school keeps an eye on them.',
             screened_at = ${at}, screened_by = ${screenerId}, school_told_at = ${at}, closed_at = ${at},
             version = 2,
             without_police = case when came_unscreened then true end
       where intake_id = ${intake} and abs(hashtext(police_ref)) % 100 >= ${Math.round(left * 100)}
      returning id),
    settled as (
      update notice_person
         set settled = 'left out', settled_at = ${at}, settled_by = ${screenerId}
        from seen
       where notice_id = seen.id)
    select id from seen
  `.execute(tx)
  for (const { id } of rows)
    for (const type of ['notice.matched', 'notice.hub-screened', 'notice.closed'])
      await tx
        .insertInto('noticeEvent')
        .values({ noticeId: id, type, actorId: screenerId, at, answers: '{}' })
        .execute()
}

interface Telling {
  readonly span: Span
  readonly chance: Chance
  readonly screenerId: string
  readonly known: readonly Known[]
}

/** Earlier notices that stand on children's records: of each risk one screened and sent in time, and one neither. */
async function onRecords(tx: Tx, book: Writing, { span, chance, screenerId, known }: Telling): Promise<void> {
  const ledger = new Ledger(span)
  ledger.turnTo(stream)
  const cases = (['high', 'medium', 'standard'] as const).flatMap((grade) =>
    [true, false].map((inTime) => ({ grade, inTime })),
  )
  const rows = cases.slice(0, known.length).map(({ grade, inTime }, i) => {
    const began = span.today - 120 - i * 9
    const receivedAt = momentOn(began, 10 * 60)
    const incidentAt = addMinutes(receivedAt, inTime ? -8 * 60 : -4 * 24 * 60)
    const screenedAt = addMinutes(receivedAt, inTime ? 90 : 12 * 24 * 60)
    const values = {
      incidentOn: dayOf(incidentAt),
      incidentAt,
      receivedAt,
      screenedAt,
      grade,
      cameUnscreened: !inTime,
      presence: presence(chance),
      outcome: 'school told only',
      rationale: 'Nobody was hurt, and the school keeps an eye on them.',
    }
    const told = { id: ledger.id(began, chance), recordedAt: screenedAt, recordedBy: screenerId, later: [] }
    return {
      childId: known[i]?.id,
      key: `police notice ${i}`,
      state: 'screened',
      values,
      told,
    } as unknown as Incoming<AnyRecordType>
  })
  const source: Source = {
    importId: null,
    actorId: null,
    recordedAt: span.now,
    words: 'the invented county of Exampleshire',
  }
  await importRows<AnyRecordType>(tx, noticeOfChild, source, rows)
  await refreshClocks(
    tx,
    book.duties,
    rows.map(({ childId }) => childId),
    { setting: await clockSetting(tx), today: book.today() },
  )
}
