import type { Worker, Post } from './organisation.ts'

export interface Team {
  readonly id: string
  readonly name: string
  readonly service: string
}

export interface PractisingTeam extends Team {
  readonly posts: readonly Post[]
  readonly manager: Worker
}

/** The people of the mock's pages, by team, in their posts. */
export const riverside = [
  ['Amira Khalil', 0.78],
  ['Tom Weir', 0.55],
  ['Dina Haddad', 0.85],
  ['Farah Nasser', 0.97],
  ['Callum Boyd', 0.95],
  ['Beth Lowe', 0.96],
  ['Grace Mbeki', 0.94],
  ['Ewan Shah', 0.92],
] as const

export const otherTeams = [
  'Harbour',
  'Meadow',
  'Quayside',
  'Lantern',
  'Beacon',
  'Orchard',
  'Foundry',
  'Heron',
  'Tannery',
  'Granary',
  'Weaver',
  'Alder',
  'Plover',
  'Saltern',
  'Moorcock',
  'Teasel',
  'Juniper',
  'Shuttle',
  'Spindle',
  'Bobbin',
  'Kiln',
  'Osprey',
  'Reedmace',
  'Elder',
  'Packhorse',
  'Ropewalk',
  'Gannet',
  'Dove',
  'Cobbler',
  'Ferry',
  'Hopyard',
  'Sandpiper',
  'Tithe',
  'Windmill',
]

export const family = 'Family help and protection'

export const care = 'Children in our care'

export const safeguarding = 'Quality and safeguarding'

export const support = 'Support'
