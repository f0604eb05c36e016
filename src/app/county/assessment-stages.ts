import type { Day } from '../../platform/dates/day.ts'
import { Afterwards, type Values } from './afterwards.ts'

/** What is told, and what is added to assessments the stories told of as their workers take them up. */
export class Told extends Afterwards {
  readonly added: { readonly one: Unwritten; readonly values: Values }[] = []
}

/** An assessment the stories told of, whose words nobody has written down yet. */
export interface Unwritten {
  readonly id: string
  readonly childId: string
  readonly key: string
  readonly state: 'started' | 'authorised'
  readonly startedOn: Day
  readonly authorisedOn: Day | null
  readonly steeredOn: Day | null
  readonly factors: readonly string[] | null
  readonly name: string
  readonly workerId: string
  /** A colleague of the same team, who writes with them. */
  readonly otherId: string | null
  readonly managerId: string
  readonly writers: readonly string[]
  readonly siblings: readonly string[]
  readonly adults: readonly string[]
}

export type Stage = 'blank' | 'part' | 'sent' | 'back' | 'done' | 'twice' | 'again'
