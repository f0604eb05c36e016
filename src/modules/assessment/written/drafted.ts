import type { Actor } from '../../../platform/access/policy.ts'
import type { Day } from '../../../platform/dates/day.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { calledBy, nameOf } from '../../../platform/people/name.ts'
import type { Typed } from '../../../platform/record/draft.ts'
import { sharedAnswers, type SharedAnswer } from '../../../platform/record/shared-draft.ts'
import { adultAsks, adultField, familyAsks, ownAsks } from './parts.ts'
import {
  adultsSaid,
  alikeFrom,
  assessmentsOf,
  parentsOf,
  seenSince,
  siblingsOf,
  type AdultSaid,
  type Member,
  type Parent,
  type Seen,
  type VersionHeld,
} from './queries.ts'
import type { Whole, Written } from './rules.ts'

/** An assessment that is being written, as it stands: every child's, with what has been typed. */
export interface Drafted {
  readonly togetherId: string
  readonly members: readonly Member[]
  readonly parents: readonly Parent[]
  readonly answers: readonly SharedAnswer[]
  readonly seen: readonly Seen[]
  readonly whole: Whole
}

/** The version of a child's assessment that is being written or waits for a manager; undefined where none is. */
export const openVersion = ({ assessment }: Member): VersionHeld | undefined =>
  assessment.versions.find(
    ({ state }) => state === 'started' || state === 'returned' || state === 'submitted',
  )

/** The version in force. */
export const versionInForce = ({ assessment }: Member): VersionHeld | undefined =>
  assessment.versions.find(({ state }) => state === 'authorised')

/** Everything an assessment is made of while it is written. `members` are those assessed together. */
export async function draftedOf(
  db: Db | Tx,
  reader: Actor,
  members: readonly Member[],
  today: Day,
): Promise<Drafted> {
  const [first] = members
  if (first === undefined) throw new Error('an assessment is of at least one child')
  const togetherId = first.assessment.togetherId ?? first.assessment.id
  const childIds = members.map(({ who }) => who.id)
  const [parents, answers, seen, siblings, like] = await Promise.all([
    parentsOf(db, childIds),
    sharedAnswers(db, [togetherId, ...members.map(({ assessment }) => assessment.id)]),
    seenSince(db, childIds, first.assessment.startedOn ?? today),
    siblingsOf(db, reader, first.who.id),
    alikeFrom(db),
  ])
  const before = await Promise.all(members.map((member) => earlierOf(db, member)))
  const own = (subjectId: string): Written =>
    Object.fromEntries(
      answers.filter((one) => one.subjectId === subjectId).map(({ field, answer }) => [field, answer]),
    )
  const family = own(togetherId)
  const whole: Whole = {
    family,
    children: members.map(({ who, assessment }, i) => ({
      assessmentId: assessment.id,
      called: calledBy(who),
      written: own(assessment.id),
      before: before[i] === null || before[i] === undefined ? {} : typedOf(before[i]),
      seen: seen.some(({ childId }) => childId === who.id),
      seenAlone: seen.some(({ childId, alone }) => childId === who.id && alone === 'yes'),
    })),
    adults: parents.map((parent) => ({
      id: parent.id,
      called: nameOf(parent),
      capacity: String(family[adultField('capacity', parent.id)] ?? ''),
      says: String(family[adultField('says', parent.id)] ?? ''),
    })),
    names: [...new Set([...members.map(({ who }) => who), ...siblings].map(calledBy))],
    alikeFrom: like,
  }
  return { togetherId, members, parents, answers, seen, whole }
}

/** What stands beside the new one: the version before, or the child's last assessment that was authorised; null where there is none. */
export async function lastOf(db: Db | Tx, member: Member): Promise<VersionHeld | null> {
  const inForce = member.assessment.versions.find(({ state }) => state === 'authorised')
  return inForce ?? earlierOf(db, member)
}

/** The child's assessment before this one, as it was authorised; null where there is none. */
async function earlierOf(db: Db | Tx, { who, assessment }: Member): Promise<VersionHeld | null> {
  const all = await assessmentsOf(db, who.id)
  const earlier = all.find(({ id, state }) => id !== assessment.id && state === 'authorised')
  return earlier?.versions.find(({ state }) => state === 'authorised') ?? null
}

/** A version's answers as somebody would have typed them. */
export function typedOf(version: VersionHeld): Typed {
  const row: Readonly<Record<string, unknown>> = { ...version }
  return Object.fromEntries(
    [...familyAsks, ...ownAsks].map((name) => {
      const value = row[name] ?? ''
      return [name, Array.isArray(value) ? value.map(String) : String(value as string)]
    }),
  )
}

/** What a version says of each adult, as the family's draft keeps it. */
export const adultsTyped = (said: readonly AdultSaid[]): Typed =>
  Object.fromEntries(
    said.flatMap((one) => adultAsks.map((name) => [adultField(name, one.adultId), one[name] ?? ''])),
  )

/** The whole as a version in force says it: for what a manager reads after it was sent. */
export const adultsOf = (db: Db | Tx, { id }: VersionHeld): Promise<AdultSaid[]> => adultsSaid(db, [id])
