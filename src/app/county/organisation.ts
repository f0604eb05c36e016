import type { Role } from '../../platform/access/policy.ts'
import { chanceOf, type Chance } from './chance.ts'
import type { DayNumber, Ledger, Span } from './ledger.ts'
import {
  riverside,
  otherTeams,
  family,
  care,
  safeguarding,
  support,
  type Team,
  type PractisingTeam,
} from './teams.ts'
import { names } from './words.ts'

export interface Worker {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly teamId: string
  readonly from: DayNumber
  /** Null while they still work here. */
  readonly to: DayNumber | null
  /** Has given notice, and leaves on this day to come. */
  readonly leaves?: DayNumber
  readonly agency: boolean
  readonly newlyQualified: boolean
  /** The share of visits made in time. */
  readonly punctual: number
  readonly signsInAs: string | null
}

/** A post and those who have held it, oldest first, with whatever days it stood empty between them. */
export interface Post {
  readonly id: string
  readonly teamId: string
  readonly title: string
  readonly holders: readonly Worker[]
}

export interface Organisation {
  readonly teams: readonly Team[]
  readonly posts: readonly Post[]
  readonly staff: readonly Worker[]
  /** Family help and protection: Riverside first. */
  readonly familyHelp: readonly PractisingTeam[]
  readonly disabilities: PractisingTeam
  readonly inCare: readonly PractisingTeam[]
  readonly leavingCare: readonly PractisingTeam[]
  readonly screeners: readonly Worker[]
  readonly chairs: readonly Worker[]
  readonly reviewing: readonly Worker[]
  readonly serviceManager: Worker
  readonly outOfHours: Worker
}

/** Builds the authority's teams, posts and staff: those of the mock by name, the rest invented by chance. */
export function organise(ledger: Ledger, seed: number, openChildren: number): Organisation {
  return new Organiser(ledger, chanceOf(seed, -1)).build(Math.max(6, Math.round(openChildren / 87)))
}

class Organiser {
  readonly #ledger: Ledger
  readonly #chance: Chance
  readonly #span: Span
  readonly #teams: Team[] = []
  readonly #posts: Post[] = []
  readonly #staff: Worker[] = []
  #named = 0

  constructor(ledger: Ledger, chance: Chance) {
    this.#ledger = ledger
    this.#chance = chance
    this.#span = ledger.span
  }

  build(practising: number): Organisation {
    const inCareTeams = Math.max(1, Math.round(practising * 0.18))
    const leavingTeams = Math.max(1, Math.round(practising * 0.08))
    const helpTeams = Math.max(2, practising - inCareTeams - leavingTeams - 1)
    const frontDoor = this.#team('Front door', 'Front door')
    const familyHelp = [this.#riverside(), ...this.#several(otherTeams.slice(0, helpTeams - 1), family, 'SW')]
    const disabilities = this.#practising('Children with disabilities', family, 'SW', 4)
    const inCare = this.#several(numbered('Children in our care', inCareTeams), care, 'SW')
    const leavingCare = this.#several(numbered('Leaving care', leavingTeams), care, 'PA')
    const serviceManager = this.#worker(
      'Ruth Oyelaran',
      'SM',
      this.#team('Family help leadership', family).id,
    )
    this.#worker(null, 'SM', this.#team('Care leadership', care).id)
    const screeners = this.#many('SCR', frontDoor.id, Math.max(3, Math.round(practising / 4)))
    this.#worker(null, 'TM', frontDoor.id)
    const outOfHours = this.#worker('Moses Abara', 'EDT', this.#team('Out of hours', 'Front door').id)
    return {
      teams: this.#teams,
      posts: this.#posts,
      staff: this.#staff,
      familyHelp,
      disabilities,
      inCare,
      leavingCare,
      screeners,
      outOfHours,
      serviceManager,
      ...this.#safeguards(practising),
      ...this.#rest(),
    }
  }

  #safeguards(practising: number): Pick<Organisation, 'chairs' | 'reviewing'> {
    const { id } = this.#team('Conference and review', safeguarding)
    const chairs = [
      this.#worker('Helen Tate', 'CPC', id),
      ...this.#many('CPC', id, Math.max(1, Math.round(practising / 12))),
    ]
    const reviewing = this.#many('IRO', id, Math.max(2, Math.round(practising / 10)))
    this.#many('QA', id, 1)
    this.#worker(null, 'LADO', id)
    return { chairs, reviewing }
  }

  #rest(): object {
    const office = this.#team('Business support', support).id
    const one = ['BS', 'BS', 'PERF', 'ADM', 'DPO', 'LEG'] as const
    for (const role of one) this.#worker(null, role, office)
    const lead = this.#team('Leadership', 'Leadership').id
    this.#worker('Margaret Ashworth-Bell', 'DIR', lead)
    this.#worker('Cllr Verity Holt', 'MEM', lead)
    this.#inspector(lead)
    this.#worker(null, 'VS', this.#team('Virtual school', care).id)
    const fostering = this.#team('Fostering', care).id
    this.#many('SSW', fostering, 2)
    this.#worker(null, 'EHL', this.#team('Early help', family).id)
    this.#worker(null, 'PSW', lead)
    this.#worker(null, 'FM', fostering)
    return {}
  }

  #team(name: string, service: string): Team {
    const team = { id: this.#id(), name, service }
    this.#teams.push(team)
    return team
  }

  #several(teams: readonly string[], service: string, role: Role): PractisingTeam[] {
    return teams.map((name) => this.#practising(name, service, role, teams.length > 4 ? 8 : 5))
  }

  #practising(name: string, service: string, role: Role, size: number): PractisingTeam {
    const team = this.#team(name, service)
    const manager = this.#worker(null, 'TM', team.id)
    const posts = Array.from({ length: size }, () => this.#post(team.id, role))
    return { ...team, manager, posts }
  }

  #riverside(): PractisingTeam {
    const team = this.#team('Riverside', family)
    const manager = this.#worker('Asha Patel', 'TM', team.id)
    const posts = riverside.map(([name, punctual]) => {
      const newlyQualified = name === 'Ewan Shah'
      const from = this.#span.today - (newlyQualified ? 240 : this.#chance.whole(700, 2600))
      const holder = this.#add({
        name,
        role: 'SW',
        teamId: team.id,
        from,
        to: null,
        ...(name === 'Tom Weir' && { leaves: this.#span.today + 24 }),
        punctual,
        newlyQualified,
        agency: false,
      })
      return this.#keep({ id: this.#id(), teamId: team.id, title: 'Social worker', holders: [holder] })
    })
    this.#add({
      name: 'Paul Irvine',
      role: 'SW',
      teamId: team.id,
      from: this.#span.today - 600,
      to: this.#span.today - 94,
      punctual: 0.7,
      newlyQualified: false,
      agency: true,
    })
    return { ...team, manager, posts }
  }

  /** Two or three years in a post, then somebody else; sometimes nobody for some weeks between. */
  #post(teamId: string, role: Role): Post {
    const { start, today } = this.#span
    const holders: Worker[] = []
    let from = start - this.#chance.whole(0, 900)
    while (from < today) {
      const agency = this.#chance.odds(0.18)
      const end = from + this.#chance.whole(...((agency ? [120, 420] : [400, 1900]) as [number, number]))
      const to = end < today ? end : null
      const punctual = this.#chance.odds(0.15) ? 0.62 : 0.8 + this.#chance.number() * 0.19
      holders.push(
        this.#add({
          name: null,
          role,
          teamId,
          from,
          to,
          punctual,
          agency,
          newlyQualified: role === 'SW' && today - from < 300 && !agency,
        }),
      )
      from = end + (this.#chance.odds(0.4) ? this.#chance.whole(7, 40) : 0)
    }
    return this.#keep({
      id: this.#id(),
      teamId,
      title: role === 'PA' ? 'Personal adviser' : 'Social worker',
      holders,
    })
  }

  #keep(post: Post): Post {
    this.#posts.push(post)
    return post
  }

  #many = (role: Role, teamId: string, count: number): Worker[] =>
    Array.from({ length: count }, () => this.#worker(null, role, teamId))

  /** An inspector's account ends on a day; the demonstration's a year on. */
  #inspector(teamId: string): void {
    const { id, name, signsInAs, ...given } = this.#worker(null, 'INSP', teamId)
    this.#staff[this.#staff.length - 1] = { ...given, id, name, signsInAs, leaves: this.#span.today + 365 }
  }

  #worker(name: string | null, role: Role, teamId: string): Worker {
    const from = this.#span.today - this.#chance.whole(500, 3000)
    return this.#add({
      name,
      role,
      teamId,
      from,
      to: null,
      punctual: 1,
      agency: false,
      newlyQualified: false,
    })
  }

  #add(given: Omit<Worker, 'id' | 'name' | 'signsInAs'> & { readonly name: string | null }): Worker {
    const name = given.name ?? this.#invented()
    const signsInAs =
      given.to === null
        ? name
            .toLowerCase()
            .replace(/^cllr /, '')
            .replace(/[^a-z -]/g, '')
            .replaceAll(' ', '.')
        : null
    const worker = { ...given, id: this.#id(), name, signsInAs }
    this.#staff.push(worker)
    return worker
  }

  /** Every pair of the two lists once, in an order that does not show. */
  #invented(): string {
    const { given, family: last } = names.staff
    const i = this.#named++
    const round = Math.floor(i / given.length)
    const number = round >= last.length ? ` ${Math.floor(round / last.length) + 1}` : ''
    return `${given[(i * 7) % given.length]} ${last[(i * 3 + round * 11) % last.length]}${number}`
  }

  #id = (): string => this.#ledger.id(this.#span.start, this.#chance)
}

const numbered = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => (i === 0 ? name : `${name} ${i + 1}`))
