import { requireChild } from '../../../platform/access/reach.ts'
import { calledBy } from '../../../platform/people/name.ts'
import type { Book } from '../../../platform/record/book.ts'
import { inOneChange, type Change } from '../../../platform/record/change.ts'
import { newId } from '../../../platform/record/new-id.ts'
import { readAnswers, StateMoved, type Act } from '../../../platform/record/perform.ts'
import type { Outcome } from '../../../platform/record/record.ts'
import type { Finding } from '../../../platform/record/rule.ts'
import { lock } from '../../../platform/record/store.ts'
import { saveSharedIn } from '../../../platform/record/shared-draft.ts'
import { assessment } from '../record.ts'
import { adultsTyped, openVersion, typedOf, versionInForce } from './drafted.ts'
import { adultFields, familyAsks, fieldsOf, ownAsks } from './parts.ts'
import {
  adultsSaid,
  assessmentsOf,
  membersOf,
  type AssessmentHeld,
  type Member,
  type VersionHeld,
} from './queries.ts'
import { assessmentVersion } from './record.ts'

export const refused = (...findings: readonly Finding[]): Outcome => ({ kind: 'refused', findings })

/** One writer at a time begins, sends or decides about these children's assessments. */
const oneAtATime = (change: Change, childIds: readonly string[]) =>
  change.tx.selectFrom('person').select('id').where('id', 'in', childIds).orderBy('id').forUpdate().execute()

/**
 * Begins an assessment of one child, or of several of a family together. One that a return began is taken up as it is;
 * where this child's is being written already, that one is answered.
 *
 * @param childIds the child and those assessed with them
 */
export async function startAssessment(
  book: Book,
  act: Act,
  childIds: readonly string[],
  posted: unknown,
): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(assessment.fields, ['startedOn'], posted)
  if (answers === null) return refused(...unreadable)
  const startedOn = answers.startedOn
  if (startedOn === null)
    return refused({ rule: 'answer', message: assessment.fields.startedOn.missing, at: 'startedOn' })
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    for (const id of childIds) await requireChild(change.tx, act.actor, 'assessment.write', id)
    if (startedOn > change.today)
      return refused({
        rule: 'AS-11',
        message: 'The day it started must be today or in the past',
        at: 'startedOn',
      })
    await oneAtATime(change, childIds)
    const open = await Promise.all(childIds.map(async (id) => openOf(await assessmentsOf(change.tx, id))))
    const mine = open[0]
    if (mine !== undefined && writing(mine)) return { kind: 'done', recordId: mine.id }
    const busy = childIds.filter((_, i) => open[i] !== undefined && writing(open[i]))
    if (busy.length > 0) return refused(await busyWords(change, busy))
    const togetherId = newId()
    const ids: string[] = []
    for (const [i, childId] of childIds.entries())
      ids.push(await begin(change, { childId, togetherId, startedOn }, open[i]))
    return { kind: 'done', recordId: ids[0] ?? '' }
  })
}

const openOf = (all: readonly AssessmentHeld[]): AssessmentHeld | undefined =>
  all.find(({ state }) => state === 'started')
const writing = ({ versions }: AssessmentHeld): boolean => versions.length > 0

async function busyWords({ tx }: Change, busy: readonly string[]): Promise<Finding> {
  const people = await tx
    .selectFrom('person')
    .selectAll()
    .where('id', 'in', busy)
    .orderBy('id')
    .limit(20)
    .execute()
  const called = people.map((who) => calledBy(who)).join(' and ')
  return { rule: 'AS-12', message: `Leave out ${called}: they are being assessed already`, at: 'child' }
}

interface Beginning {
  readonly childId: string
  readonly togetherId: string
  readonly startedOn: NonNullable<AssessmentHeld['startedOn']>
}

/** An assessment of one child with its first version; that of a return is taken up. */
async function begin(change: Change, of: Beginning, held: AssessmentHeld | undefined): Promise<string> {
  const { childId, togetherId, startedOn } = of
  const id = held === undefined ? await open(change, of) : await takeUp(change, held.id, togetherId)
  await change.open(assessmentVersion, {
    event: 'assessment-version.begun',
    childId,
    state: 'started',
    answers: { assessmentId: id, number: 1, begunOn: startedOn, begunBy: change.actor.id },
  })
  return id
}

async function open(change: Change, { childId, togetherId, startedOn }: Beginning): Promise<string> {
  const episode = await change.tx
    .selectFrom('cinEpisode')
    .select('id')
    .where('childId', '=', childId)
    .where('state', '=', 'open')
    .orderBy('referredOn', 'desc')
    .limit(1)
    .executeTakeFirst()
  const answers = { episodeId: episode?.id ?? null, togetherId, startedOn }
  return change.open(assessment, { event: 'assessment.started', childId, state: 'started', answers })
}

async function takeUp(change: Change, id: string, togetherId: string): Promise<string> {
  const before = await lock(change.tx, assessment, id)
  return change.move(assessment, before, {
    event: 'assessment.taken-up',
    to: 'started',
    answers: { togetherId },
  })
}

/** Begins the next version beside the one in force, from its words, for every child it is about: with the reason. */
export async function beginVersion(
  book: Book,
  act: Act & { readonly recordId: string },
  posted: unknown,
): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(assessmentVersion.fields, ['changedWhy'], posted)
  if (answers === null) return refused(...unreadable)
  if (answers.changedWhy === null)
    return refused({ rule: 'answer', message: assessmentVersion.fields.changedWhy.missing, at: 'changedWhy' })
  const { changedWhy } = answers
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    const members = await lockedMembers(change, act, 'assessment.write')
    for (const member of members) {
      const before = versionInForce(member)
      if (before === undefined || openVersion(member) !== undefined)
        throw new StateMoved('the next version begins from one in force')
      await nextOf(change, member, before, changedWhy)
    }
    const [first] = members
    const said = first === undefined ? [] : await adultsSaid(change.tx, [versionInForce(first)?.id ?? ''])
    for (const { adultId } of said)
      await seed(
        change,
        first?.assessment.togetherId ?? act.recordId,
        adultFields(adultId),
        adultsTyped(said),
      )
    return { kind: 'done', recordId: act.recordId }
  })
}

async function nextOf(
  change: Change,
  { who, assessment: of }: Member,
  before: VersionHeld,
  changedWhy: string,
): Promise<void> {
  await change.open(assessmentVersion, {
    event: 'assessment-version.begun',
    childId: who.id,
    state: 'started',
    answers: {
      assessmentId: of.id,
      number: before.number === null ? 2 : before.number + 1,
      changedWhy,
      begunOn: change.today,
      begunBy: change.actor.id,
    },
  })
  const typed = typedOf(before)
  await seed(change, of.id, fieldsOf(ownAsks), typed)
  await seed(change, of.togetherId ?? of.id, fieldsOf(familyAsks), typed)
}

const seed = (
  { tx, actor }: Change,
  subjectId: string,
  fields: ReturnType<typeof fieldsOf>,
  typed: ReturnType<typeof typedOf>,
) => saveSharedIn(tx, fields, { subjectId, authorId: actor.id, page: newId(), typed, began: {} })

/** Every child the assessment is about, locked; the actor must hold the permission for each. */
export async function lockedMembers(
  change: Change,
  act: Act & { readonly recordId: string },
  needs: 'assessment.write' | 'assessment.authorise',
): Promise<Member[]> {
  const { tx, actor } = change
  await requireChild(tx, actor, needs, act.childId)
  const found = await membersOf(tx, act.recordId)
  if (!found.some(({ who, assessment: of }) => who.id === act.childId && of.id === act.recordId))
    throw new StateMoved('the assessment is not this child’s')
  await oneAtATime(
    change,
    found.map(({ who }) => who.id),
  )
  for (const { who } of found) await requireChild(tx, actor, needs, who.id)
  return membersOf(tx, act.recordId)
}
