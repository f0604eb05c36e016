import { sql } from 'kysely'
import { instantOf } from '../src/platform/dates/day.ts'
import { inTransaction, type Tx } from '../src/platform/db/database.ts'
import { takeIn } from '../src/modules/police-notices/index.ts'
import { benchCounty, rowCounts } from './county.ts'
import { machine } from './figures.ts'

/*
 * How long a large file of police notices takes: 1,000 notices that name 2,400 people, taken in and matched against the benchmark
 * county in one go. 200 of the people are planted: they are in the county, and are named as a hurried officer names them. The rest
 * are nobody of ours, under names as common as theirs. What is proposed is read from the database, and that nobody was joined.
 *
 * node bench/bench.ts notices [CHILDREN]
 */

const notices = 1000
const named = 2400

interface Ours {
  readonly id: string
  readonly givenName: string
  readonly familyName: string
  readonly bornOn: string
  readonly postcode: string | null
}

/** How each planted person is named. */
const plants = {
  'a name mistyped': (one: Ours) => ({ ...asIs(one), familyName: mistyped(one.familyName) }),
  'both names mistyped, the address known': (one: Ours) => ({
    ...asIs(one),
    givenName: mistyped(one.givenName),
    familyName: mistyped(one.familyName),
    personPostcode: one.postcode,
  }),
  'moved, at another address': (one: Ours) => ({ ...asIs(one), postcode: 'ZZ9 9ZZ' }),
  'a twin': (one: Ours) => asIs(one),
  'one figure off in the birth date': (one: Ours) => ({ ...asIs(one), bornOn: oneOff(one.bornOn) }),
}
type Plant = keyof typeof plants

const asIs = ({ givenName, familyName, bornOn, postcode }: Ours) => ({
  role: 'child',
  presence: 'present',
  givenName,
  familyName,
  bornOn,
  postcode,
})

/** Two letters changed round, one left out or one doubled, as the name's length has it: always the same of the same name. */
function mistyped(name: string): string {
  const at = 1 + (name.length % Math.max(1, name.length - 2))
  if (name.length % 3 === 0) return name.slice(0, at) + name.slice(at + 1)
  if (name.length % 3 === 1) return name.slice(0, at) + name.charAt(at) + name.slice(at)
  return name.slice(0, at) + name.charAt(at + 1) + name.charAt(at) + name.slice(at + 2)
}

/** Another last figure of the day, still a day of that month. */
function oneOff(bornOn: string): string {
  const last = Number(bornOn.at(-1))
  return `${bornOn.slice(0, -1)}${last < 8 ? last + 1 : last - 1}`.replace('-00', '-01')
}

/** The county is kept for other measurements: nothing of this one stays. */
class NotKept extends Error {}

/** Measures once and prints what was found of each kind. */
export async function run([children = '60000']: readonly string[]): Promise<void> {
  const opened = await benchCounty(Number(children))
  try {
    await inTransaction(opened.db, measure).catch((fault: unknown) => {
      if (!(fault instanceof NotKept)) throw fault
    })
    console.log(`${machine()}; ${await rowCounts(opened)}`)
  } finally {
    await opened.close()
  }
}

async function measure(tx: Tx): Promise<void> {
  const planted = await plantedIn(tx)
  const body = Buffer.from(JSON.stringify({ notices: fileOf(planted, await strangersLike(tx)) }))
  const giver = { senderId: null, staffId: null, agency: 'Bench' }
  const began = performance.now()
  const answer = await takeIn(tx, { giver, body, repeatKey: null, now: instantOf(Date.now()) })
  const seconds = (performance.now() - began) / 1000
  console.log(
    `${answer.received} notices naming ${answer.people} people, ${(body.length / 2 ** 20).toFixed(1)} MB, read, stored and matched: ${seconds.toFixed(1)} s (asked for: 10 s)`,
  )
  await tellFound(tx, answer.intake, planted)
  throw new NotKept()
}

interface Planted {
  readonly plant: Plant
  readonly ours: Ours
  readonly mark: string
}

async function plantedIn(db: Tx): Promise<Planted[]> {
  const { rows } = await sql<Ours>`
    select person.id, given_name, family_name, person.born_on::text as born_on, home.postcode
      from person
      left join lateral (select postcode
                           from address
                          where child_id = person.id
                            and not confidential
                            and to_on is null
                          limit 1) home on true
     where kind = 'child'
       and state = 'active'
       and restricted_level = 0
       and length(given_name) > 3
       and length(family_name) > 3
       and born_on is not null and home.postcode is not null
     order by md5(person.id::text) limit 4000
  `.execute(db)
  const kinds = Object.keys(plants) as Plant[]
  const twins = rows.slice(0, 40)
  await giveTwins(db, twins)
  const taken = new Set(twins.map(({ id }) => id))
  const others = rows.filter(({ id }) => !taken.has(id))
  const all = twins.map((ours) => ({ plant: 'a twin' as Plant, ours }))
  const rest = kinds.filter((kind) => kind !== 'a twin')
  for (let i = 0; all.length < 200; i += 1)
    all.push({ plant: rest[i % rest.length] ?? 'a name mistyped', ours: others[i] as Ours })
  return all.map((one, i) => ({ ...one, mark: `planted ${i}` }))
}

/** Beside each of these, in the same home, somebody born that day of the same family name: most counties have too few to measure. */
async function giveTwins(db: Tx, twins: readonly Ours[]): Promise<void> {
  await sql`
    with ours as (select *, row_number() over (order by id) as at
                    from person
                   where id = any(${twins.map(({ id }) => id)})),
    twin as (
      insert into person (kind, given_name, family_name, born_on)
      select 'child', (select other.given_name
                         from ours other
                        where other.given_name <> ours.given_name
                        order by other.at <= ours.at, other.at
                        limit 1), family_name, born_on
        from ours returning id, family_name, born_on)
    insert into address (child_id, lines, postcode, kind)
    select twin.id, home.lines, home.postcode, 'home' from twin join ours using (family_name, born_on)
      join address home on home.child_id = ours.id and home.to_on is null
  `.execute(db)
}

/** Given names of some and family names of others, born on days of their own: as common as the county's, and nobody of it. */
async function strangersLike(db: Tx): Promise<{ givenName: string; familyName: string; bornOn: string }[]> {
  const { rows } = await sql<{ givenName: string; familyName: string }>`
    select given_name, lead(family_name, 7) over (order by md5(id::text || 'x')) as family_name from person
     where kind = 'child' and given_name is not null and family_name is not null limit ${named}
  `.execute(db)
  return rows
    .filter(({ familyName }) => familyName !== null)
    .map((row, i) => ({
      ...row,
      bornOn: `${1960 + (i % 62)}-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`,
    }))
}

/** Each notice names two or three; one in five a planted child. The school says which was planted. */
function fileOf(planted: readonly Planted[], strangers: readonly object[]): object[] {
  let at = 0
  const stranger = (role: string): object => ({ role, ...strangers[at++ % strangers.length] })
  return Array.from({ length: notices }, (_, i) => {
    const people = [stranger('victim'), stranger('perpetrator')]
    const mine = planted[i]
    if (mine !== undefined) people.push({ ...plants[mine.plant](mine.ours), school: mine.mark })
    else if (i < 400) people.push(stranger('child'))
    return {
      policeRef: `BENCH/${i}`,
      incidentAt: '2026-11-01T22:00',
      grade: (['standard', 'medium', 'high'] as const)[i % 3],
      policeScreened: true,
      narrative: 'Shouting was heard. Officers spoke to both.',
      people,
    }
  })
}

async function tellFound(db: Tx, intake: string, planted: readonly Planted[]): Promise<void> {
  const { rows } = await sql<{ mark: string; personId: string; place: number }>`
    select named.school as mark, match.person_id, (row_number() over (partition by named.id
            order by match.score desc, match.person_id))::int as place
      from notice_person named
      join police_notice on police_notice.id = notice_id
      join notice_match match on match.notice_person_id = named.id
     where intake_id = ${intake} and named.school like 'planted %'
  `.execute(db)
  const placeOf = ({ mark, ours }: Planted) =>
    rows.find((row) => row.mark === mark && row.personId === ours.id)?.place
  for (const [kind, all] of Map.groupBy(planted, ({ plant }) => plant)) {
    const found = all.filter((one) => placeOf(one) !== undefined)
    const first = found.filter((one) => placeOf(one) === 1)
    console.log(`  ${kind}: ${found.length} of ${all.length} proposed, ${first.length} first`)
  }
  const all = planted.filter((one) => placeOf(one) !== undefined)
  console.log(
    `  ${all.length} of ${planted.length} planted are proposed: ${((100 * all.length) / planted.length).toFixed(1)} % (asked for: 95)`,
  )
  const {
    rows: [counted],
  } = await sql<{ joined: number; proposals: number }>`
    select (count(*) filter (where person_id is not null or settled <> 'waiting'))::int as joined,
           (select count(*)::int
              from notice_match
              join notice_person named on named.id = notice_person_id
              join police_notice n on n.id = named.notice_id
             where n.intake_id = ${intake}) as proposals
      from notice_person join police_notice on police_notice.id = notice_id where intake_id = ${intake}
  `.execute(db)
  console.log(
    `  ${counted?.proposals ?? 0} proposals in all; joined to a record: ${counted?.joined ?? 0} (asked for: none)`,
  )
}
