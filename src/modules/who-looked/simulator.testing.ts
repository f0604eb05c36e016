import { sql } from 'kysely'
import type { Role } from '../../platform/access/policy.ts'
import {
  addDays,
  day,
  addMinutes,
  instantAt,
  momentOf,
  weekday,
  type Day,
  type Instant,
} from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { chanceOf, type Chance } from '../../platform/testing/random-answers.ts'

/** How large a population is simulated. The same numbers make the same population. */
interface Size {
  readonly staff: number
  readonly children: number
  readonly days: number
  readonly seed: number
}

interface Person {
  readonly id: string
  readonly role: Role
  readonly team: number
  readonly name: string
}
interface Child {
  readonly id: string
  readonly team: number
  readonly worker: number
  readonly name: string
}
interface Read {
  readonly staffId: string
  readonly childId: string
  readonly at: Instant
}

/** One thing somebody did that should stand out, and the moment from which it can be known. */
export interface Plant {
  readonly kind: string
  readonly staffId: string
  readonly doneAt: Instant
  readonly reads: readonly Read[]
}

/** Family names as England has them: a few borne by many, most by few. Two strangers share one about twice in a thousand. */
const nameOf = (chance: Chance): string => {
  const common = chance.below(100) < 20
  const n = common ? chance.below(30) : 30 + chance.below(1800)
  return `Q${n.toString(36)}son`
}

const roleAt = (n: number): Role =>
  (
    [
      'SW',
      'SW',
      'SW',
      'SW',
      'SW',
      'SW',
      'SW',
      'TM',
      'SW',
      'PA',
      'SW',
      'SCR',
      'SW',
      'BS',
      'SW',
      'CPC',
      'SW',
      'IRO',
      'SW',
      'PERF',
    ] as const
  )[n % 20] ?? 'SW'

/** A council's staff and children, invented: teams of nine, workers with a dozen children each. */
export class Population {
  readonly db: Db
  readonly chance: Chance
  readonly staff: Person[] = []
  readonly children: Child[] = []
  readonly today: Day = day('2026-11-20')
  readonly size: Size

  constructor(db: Db, size: Size) {
    this.db = db
    this.size = size
    this.chance = chanceOf(size.seed)
  }

  async make(): Promise<void> {
    const { staff, children } = this.size
    const teams = Math.ceil(staff / 9)
    const { rows: teamIds } = await sql<{
      id: string
    }>`insert into team (name, service) select 'Team ' || n, 'Service ' || n % 4 from generate_series(1, ${teams}) n returning id`.execute(
      this.db,
    )
    const people = Array.from({ length: staff }, (_, n) => ({
      name: `Given ${nameOf(this.chance)}`,
      role: roleAt(n),
      team: Math.floor(n / 9),
    }))
    const { rows: staffIds } = await sql<{ id: string }>`
      insert into staff (name, role, team_id) select * from unnest(${people.map(({ name }) => name)}::text[], ${people.map(({ role }) => role)}::text[], ${people.map(({ team }) => teamIds[team]?.id)}::uuid[]) returning id`.execute(
      this.db,
    )
    for (const [n, one] of people.entries()) this.staff.push({ ...one, id: staffIds[n]?.id ?? '' })
    const workers = people.flatMap(({ role }, n) => (role === 'SW' || role === 'PA' ? [n] : []))
    const born = Array.from({ length: children }, () => ({
      name: nameOf(this.chance),
      worker: this.chance.one(workers),
    }))
    const { rows: childIds } = await sql<{ id: string }>`
      insert into person (kind, given_name, family_name, born_on) select 'child', 'Child', name, '2016-05-05' from unnest(${born.map(({ name }) => name)}::text[]) name returning id`.execute(
      this.db,
    )
    for (const [n, one] of born.entries())
      this.children.push({ ...one, id: childIds[n]?.id ?? '', team: people[one.worker]?.team ?? 0 })
    await sql`insert into allocation (child_id, state, role, worker_id, team_id, from_on)
      select c, 'allocated', 'lead social worker', w, t, ${addDays(this.today, -400)}::date
        from unnest(${childIds.map(({ id }) => id)}::uuid[], ${this.children.map(({ worker }) => staffIds[worker]?.id)}::uuid[], ${this.children.map(({ team }) => teamIds[team]?.id)}::uuid[]) as x (c, w, t)`.execute(
      this.db,
    )
    await this.#homes()
    await sql`analyze`.execute(this.db).catch(() => undefined)
  }

  /** Everybody lives somewhere: staff declare it, children's records say it. One street in a hundred is shared by chance. */
  async #homes(): Promise<void> {
    const postcode = (): string => `ZZ${this.chance.below(9)} ${this.chance.below(900)}AA`
    await sql`insert into staff_declaration (staff_id, lines, postcode) select * from unnest(${this.staff.map(({ id }) => id)}::uuid[], ${this.staff.map((_, n) => `${n + 1} Staff Street`)}::text[], ${this.staff.map(postcode)}::text[])`.execute(
      this.db,
    )
    await sql`insert into address (child_id, lines, postcode, kind) select c, l, p, 'home' from unnest(${this.children.map(({ id }) => id)}::uuid[], ${this.children.map((_, n) => `${n + 1} Child Road`)}::text[], ${this.children.map(postcode)}::text[]) as x (c, l, p)`.execute(
      this.db,
    )
  }

  readonly #at = (on: Day, from: number, to: number): Instant => {
    const minute = from * 60 + this.chance.below((to - from) * 60)
    return instantAt(
      on,
      `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
    )
  }

  /** The working days, oldest first. */
  days(): Day[] {
    return Array.from({ length: this.size.days }, (_, n) => addDays(this.today, n + 1 - this.size.days))
  }

  /** An ordinary day of everybody: their own children first, their team's, now and then somebody else's, each page of a record being a read. */
  ordinary(on: Day): Read[] {
    if (weekday(on) > 5)
      return this.staff.flatMap((one) => (this.chance.below(50) === 0 ? this.#some(one, on, 3) : []))
    return this.staff.flatMap((one) =>
      this.chance.below(10) === 0 ? [] : this.#some(one, on, 6 + this.chance.below(16)),
    )
  }

  #some(one: Person, on: Day, many: number): Read[] {
    const own = this.children.filter(({ worker }) => this.staff[worker] === one)
    const team = this.children.filter((child) => child.team === one.team)
    return Array.from({ length: many }, () => {
      const dice = this.chance.below(100)
      // Those whose work is anybody's children open any; a worker opens a stranger's once in thirty.
      const strangers = one.role === 'SW' || one.role === 'PA' || one.role === 'TM' ? 3 : 100
      const from =
        dice < strangers || team.length === 0 ? this.children : dice < 80 && own.length > 0 ? own : team
      const child = this.chance.one(from)
      const at = this.#at(on, 8, 18)
      return Array.from({ length: 1 + this.chance.below(4) }, (_, n) => ({
        staffId: one.id,
        childId: child.id,
        at: instantOfMinute(at, n),
      }))
    }).flat()
  }

  readonly #stranger = (one: Person): Child =>
    this.chance.one(
      this.children.filter((child) => child.team !== one.team && child.name !== one.name.split(' ')[1]),
    )
  readonly #worker = (): Person => this.chance.one(this.staff.filter(({ role }) => role === 'SW'))

  /** So many things that should stand out, of every kind in turn; what they need of the record is written with them. */
  async plant(many: number): Promise<Plant[]> {
    const made: Plant[] = []
    const days = this.days().filter((on) => weekday(on) < 6)
    const late = days.slice(Math.floor(days.length / 2))
    for (let n = 0; n < many; n += 1)
      made.push(
        (await this.#kinds[n % this.#kinds.length]?.(this.#worker(), this.chance.one(late))) ?? assertNever(),
      )
    return made
  }

  readonly #kinds: readonly ((one: Person, on: Day) => Promise<Plant>)[] = [
    async (one, on) => {
      const child = this.#stranger(one)
      await sql`update person set family_name = ${`Rare${one.name.split(' ')[1]}`} where id = ${child.id}`.execute(
        this.db,
      )
      await sql`update staff set name = ${`Given Rare${one.name.split(' ')[1]}`} where id = ${one.id}`.execute(
        this.db,
      )
      return plantOf('family name', one, [child], [this.#at(on, 9, 17)])
    },
    async (one, on) => {
      const child = this.#stranger(one)
      await sql`update address set (lines, postcode) = (select lines, postcode from staff_declaration where staff_id = ${one.id}) where child_id = ${child.id}`.execute(
        this.db,
      )
      return plantOf('address', one, [child], [this.#at(on, 9, 17)])
    },
    async (one, on) => {
      const child = this.#stranger(one)
      await sql`update address set postcode = (select postcode from staff_declaration where staff_id = ${one.id}) where child_id = ${child.id}`.execute(
        this.db,
      )
      return plantOf('neighbour', one, [child], [this.#at(on, 9, 17)])
    },
    async (one, on) => {
      const child = this.#stranger(one)
      await sql`insert into staff_relative (staff_id, name, born_on, relation) select ${one.id}, given_name || ' ' || family_name, born_on, 'relative' from person where id = ${child.id}`.execute(
        this.db,
      )
      return plantOf('declared', one, [child], [this.#at(on, 9, 17)])
    },
    async (one, on) => {
      const child = this.#stranger(one)
      const other = this.chance.one(this.staff.filter(({ id }) => id !== one.id))
      await sql`insert into exclusion (child_id, state, staff_id, relation, set_on) values (${child.id}, 'in force', ${other.id}, 'relative', ${addDays(on, -30)}::date)`.execute(
        this.db,
      )
      return plantOf('colleague', one, [child], [this.#at(on, 9, 17)])
    },
    async (one, on) => {
      const children = Array.from({ length: 8 }, () => this.#stranger(one))
      const at = instantAt(on, '22:10')
      return plantOf(
        'out of hours',
        one,
        children,
        children.map((_, n) => instantOfMinute(at, n * 3)),
      )
    },
    async (one, on) => {
      const children = Array.from({ length: 60 }, () => this.#stranger(one))
      const at = instantAt(on, '10:05')
      return plantOf(
        'many',
        one,
        children,
        children.map((_, n) => instantOfMinute(at, Math.floor(n * 0.7))),
      )
    },
    async (one, on) => {
      const child = this.#stranger(one)
      await sql`insert into allocation (child_id, state, role, worker_id, team_id, from_on, to_on) select ${child.id}, 'ended', 'lead social worker', ${one.id}, team_id, ${addDays(on, -300)}::date, ${addDays(on, -60)}::date from staff where id = ${one.id}`.execute(
        this.db,
      )
      return plantOf(
        'after it ended',
        one,
        [child, child],
        [this.#at(addDays(on, -1), 9, 17), this.#at(on, 9, 17)],
      )
    },
    async (one, on) => {
      const child = this.#stranger(one)
      return plantOf(
        'coming back',
        one,
        [child, child, child, child],
        [7, 5, 2, 0].map((ago) => this.#at(addDays(on, -ago), 9, 17)),
      )
    },
    async (one, on) => {
      const child = this.#stranger(one)
      await sql`update person set restricted_level = 2 where id = ${child.id}`.execute(this.db)
      const at = this.#at(on, 9, 17)
      await sql`insert into near_miss (staff_id, child_id, how, why, at) select ${one.id}, ${child.id}, 'page', 'restricted', ${at}::timestamptz + n * interval '1 minute' from generate_series(0, 2) n`.execute(
        this.db,
      )
      return { kind: 'hidden records', staffId: one.id, doneAt: instantOfMinute(at, 2), reads: [] }
    },
  ]
}

const assertNever = (): never => {
  throw new RangeError('no such kind')
}

const plantOf = (kind: string, { id }: Person, children: readonly Child[], at: readonly Instant[]): Plant => {
  const reads = children.map((child, n) => ({ staffId: id, childId: child.id, at: at[n] ?? assertNever() }))
  return { kind, staffId: id, doneAt: at.at(-1) ?? assertNever(), reads }
}

const instantOfMinute = (from: Instant, minutes: number): Instant => addMinutes(from, minutes)

/** Stores reads as the product does, in the order of time. */
export async function storeReads(db: Db, reads: readonly Read[]): Promise<void> {
  const sorted = reads.toSorted((one, other) => momentOf(one.at) - momentOf(other.at))
  await sql`insert into read_event (actor_id, child_ids, route, at)
    select a, array[c], '/children/:childId/overview', t from unnest(${sorted.map(({ staffId }) => staffId)}::uuid[], ${sorted.map(({ childId }) => childId)}::uuid[], ${sorted.map(({ at }) => at)}::timestamptz[]) with ordinality as x (a, c, t, n) order by n`.execute(
    db,
  )
}
