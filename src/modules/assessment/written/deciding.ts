import type { Book } from '../../../platform/record/book.ts'
import { inOneChange, type Change } from '../../../platform/record/change.ts'
import { calledBy } from '../../../platform/people/name.ts'
import { readAnswers, StateMoved, type Act } from '../../../platform/record/perform.ts'
import type { Outcome } from '../../../platform/record/record.ts'
import { lock } from '../../../platform/record/store.ts'
import { dropShared, sharedAuthors } from '../../../platform/record/shared-draft.ts'
import { workingCalendar } from '../../../platform/record/working-calendar.ts'
import { assessment, type Assessment } from '../record.ts'
import { draftedOf, openVersion, versionInForce, type Drafted } from './drafted.ts'
import { adultField, familyAsks, ownAsks } from './parts.ts'
import type { Member, VersionHeld } from './queries.ts'
import { assessedAdult, assessmentVersion, type AssessmentVersion } from './record.ts'
import { decidingFindings, type Deciding } from './deciding-rules.ts'
import { inTheWay, type PartFinding } from './rules.ts'
import { lockedMembers, refused } from './starting.ts'

type OnAssessment = Act & { readonly recordId: string }
type Answers = Readonly<Record<string, unknown>>

/** A version of a child's that stands in one of these states. */
function versionIn(member: Member, states: readonly AssessmentVersion['state'][]): VersionHeld {
  const version = openVersion(member)
  if (version === undefined || !states.includes(version.state))
    throw new StateMoved('the assessment has moved on since it was shown')
  return version
}

/** Sends what was written of every child to be authorised: refused with everything that stands in the way. */
export async function submitAssessment(book: Book, act: OnAssessment): Promise<Outcome> {
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    const members = await lockedMembers(change, act, 'assessment.write')
    const versions = members.map((member) => versionIn(member, ['started', 'returned']))
    const drafted = await draftedOf(change.tx, act.actor, members, change.today)
    const findings = [...unreadable(drafted), ...inTheWay(drafted.whole)]
    if (findings.length > 0) return refused(...findings)
    const authors = await sharedAuthors(change.tx, subjectsOf(drafted))
    const sent = { submittedOn: change.today, submittedBy: act.actor.id, writtenBy: [...authors.values()] }
    for (const [i, version] of versions.entries()) await send(change, drafted, i, version, sent)
    return { kind: 'done', recordId: act.recordId }
  })
}

const subjectsOf = ({ togetherId, members }: Pick<Drafted, 'togetherId' | 'members'>): string[] => [
  togetherId,
  ...members.map(({ assessment: { id } }) => id),
]

/** Every answer that was typed and cannot be read, such as a day that is none. */
export function unreadable({ whole }: Drafted): PartFinding[] {
  const { fields } = assessmentVersion
  return [
    ...readAnswers(fields, familyAsks, whole.family).unreadable.map((one) => ({ ...one, part: 'tools' })),
    ...whole.children.flatMap(({ assessmentId, written }) =>
      readAnswers(fields, ownAsks, written).unreadable.map((one) => ({
        ...one,
        part: `${assessmentId}-found`,
      })),
    ),
  ]
}

async function send(
  change: Change,
  drafted: Drafted,
  i: number,
  version: VersionHeld,
  sent: Answers,
): Promise<void> {
  const [member, own] = [drafted.members[i], drafted.whole.children[i]]
  if (member === undefined || own === undefined) throw new Error('a version belongs to a child')
  const { fields } = assessmentVersion
  const family = readAnswers(fields, familyAsks, drafted.whole.family).answers
  const child = readAnswers(fields, ownAsks, own.written).answers
  if (family === null || child === null) throw new Error('what cannot be read is found before')
  const answers = { ...family, ...child, ...sent, stillRight: stillRight(drafted, member.assessment.id) }
  const before = await lock(change.tx, assessmentVersion, version.id)
  await change.move(assessmentVersion, before, {
    event: 'assessment-version.submitted',
    to: 'submitted',
    answers,
  })
  for (const adult of drafted.whole.adults)
    await tellAdult(change, drafted, { childId: member.who.id, versionId: version.id, adultId: adult.id })
  if (member.assessment.state === 'started')
    await tellFound(change, member, { ...family, ...child, seen: own.seen })
}

/** What we held that somebody looked at and found still right. */
const stillRight = ({ answers }: Drafted, subjectId: string): string[] =>
  answers
    .filter((one) => one.subjectId === subjectId && one.field.startsWith('right.'))
    .map(({ answer, savedBy }) => `${String(answer)} Checked by ${savedBy}.`)

async function tellAdult(
  change: Change,
  { whole }: Drafted,
  of: { readonly childId: string; readonly versionId: string; readonly adultId: string },
): Promise<void> {
  const { childId, versionId, adultId } = of
  const said = (name: 'capacity' | 'says') => whole.family[adultField(name, adultId)] ?? null
  const answers = {
    versionId,
    adultId,
    writtenOn: change.today,
    capacity: said('capacity'),
    says: said('says'),
  }
  const held = await change.tx
    .selectFrom('assessedAdult')
    .select('id')
    .where('versionId', '=', versionId)
    .where('adultId', '=', adultId)
    .executeTakeFirst()
  if (held === undefined)
    await change.open(assessedAdult, {
      event: 'assessed-adult.recorded',
      childId,
      state: 'recorded',
      answers,
    })
  else {
    const before = await lock(change.tx, assessedAdult, held.id)
    await change.move(assessedAdult, before, { event: 'assessed-adult.changed', to: 'recorded', answers })
  }
}

interface Found {
  readonly factors: readonly string[]
  readonly supportNeeded: AssessmentVersion['supportNeeded']
  readonly neglectToolOn: AssessmentVersion['neglectToolOn']
  readonly abuseToolOn: AssessmentVersion['abuseToolOn']
  readonly seen: boolean
}

/** What returns and clocks ask of an assessment, told from its words. */
async function tellFound(change: Change, { assessment: of }: Member, found: Found): Promise<void> {
  const before = await lock(change.tx, assessment, of.id)
  const { seen, ...rest } = found
  const answers = foundAnswers(rest, before, change, seen)
  await change.move(assessment, before, { event: 'assessment.found', to: before.state, answers })
}

const foundAnswers = (found: Omit<Found, 'seen'>, before: Assessment, { today }: Change, seen: boolean): Answers => ({
  factors: found.factors,
  supportNeeded: found.supportNeeded,
  neglectToolOn: found.neglectToolOn,
  abuseToolOn: found.abuseToolOn,
  factorsOn: before.factorsOn ?? (found.factors.length > 0 ? today : null),
  childSeen: seen ? 'yes' : 'no',
}) // prettier-ignore

/** Sends what was submitted back to its writers, with what needs to be different. */
export async function sendBackAssessment(book: Book, act: OnAssessment, posted: unknown): Promise<Outcome> {
  const { answers, unreadable: wrong } = readAnswers(assessmentVersion.fields, ['returnedWhy'], posted)
  if (answers === null) return refused(...wrong)
  const { returnedWhy } = answers
  if (returnedWhy === null)
    return refused({
      rule: 'answer',
      message: assessmentVersion.fields.returnedWhy.missing,
      at: 'returnedWhy',
    })
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    for (const member of await lockedMembers(change, act, 'assessment.authorise')) {
      const { id } = versionIn(member, ['submitted'])
      const before = await lock(change.tx, assessmentVersion, id)
      await change.move(assessmentVersion, before, {
        event: 'assessment-version.returned',
        to: 'returned',
        answers: { returnedWhy, returnedOn: change.today, returnedBy: change.actor.id },
      })
    }
    return { kind: 'done', recordId: act.recordId }
  })
}

/** Authorises what was submitted, of every child: refused with everything that stands in the way. */
export async function authoriseAssessment(book: Book, act: OnAssessment, posted: unknown): Promise<Outcome> {
  const comment = readAnswers(assessmentVersion.fields, ['managerComment'], posted)
  const late = readAnswers(assessment.fields, ['lateWhy'], posted)
  if (comment.answers === null || late.answers === null)
    return refused(...comment.unreadable, ...late.unreadable)
  const { managerComment } = comment.answers
  const { lateWhy } = late.answers
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    const members = await lockedMembers(change, act, 'assessment.authorise')
    const versions = members.map((member) => versionIn(member, ['submitted']))
    const findings = decidingFindings(await decidingOf(change, act, members, lateWhy))
    if (findings.length > 0) return refused(...findings)
    for (const [i, member] of members.entries()) {
      const version = versions[i]
      if (version !== undefined) await bringIntoForce(change, member, version, { managerComment, lateWhy })
    }
    const [first] = members
    await dropShared(
      change.tx,
      subjectsOf({ togetherId: first?.assessment.togetherId ?? act.recordId, members }),
    )
    return { kind: 'done', recordId: act.recordId }
  })
}

/** What the guards of authorising ask. */
export async function decidingOf(
  { tx, today }: Pick<Change, 'tx' | 'today'>,
  { actor }: Pick<Act, 'actor'>,
  members: readonly Member[],
  lateWhy: string | null,
): Promise<Deciding> {
  const [first] = members
  const versions = members.flatMap((member) => openVersion(member) ?? [])
  const togetherId = first?.assessment.togetherId ?? first?.assessment.id ?? ''
  const authors = await sharedAuthors(tx, subjectsOf({ togetherId, members }))
  const named = versions.flatMap(({ begunBy, submittedBy }) => [begunBy, submittedBy])
  return {
    actorId: actor.id,
    isServiceManager: actor.role === 'SM',
    authorIds: [...authors.keys(), ...named.filter((id) => id !== null)],
    since: first === undefined ? null : (first.assessment.referredOn ?? first.assessment.startedOn),
    first: versions.every(({ number }) => number === 1),
    lateWhy,
    children: members.map((member) => {
      const version = openVersion(member)
      return {
        called: calledBy(member.who),
        recommendation: version?.recommendation ?? null,
        factors: version?.factors ?? [],
        seen: version?.notSeenWhy === null,
      }
    }),
    today,
    calendar: await workingCalendar(tx),
  }
}

async function bringIntoForce(
  change: Change,
  member: Member,
  version: VersionHeld,
  { managerComment, lateWhy }: { readonly managerComment: string | null; readonly lateWhy: string | null },
): Promise<void> {
  const { today, actor, tx } = change
  const before = versionInForce(member)
  if (before !== undefined) {
    const old = await lock(tx, assessmentVersion, before.id)
    await change.move(assessmentVersion, old, {
      event: 'assessment-version.replaced',
      to: 'replaced',
      answers: { replacedOn: today },
    })
  }
  const sent = await lock(tx, assessmentVersion, version.id)
  const decided = { managerComment, authorisedOn: today, authorisedBy: actor.id }
  await change.move(assessmentVersion, sent, {
    event: 'assessment-version.authorised',
    to: 'authorised',
    answers: decided,
  })
  const held = await lock(tx, assessment, member.assessment.id)
  const found = foundAnswers(
    { ...version, factors: version.factors ?? [] },
    held,
    change,
    version.notSeenWhy === null,
  )
  const answers = held.state === 'authorised' ? found : { ...found, lateWhy, authorisedOn: today }
  await change.move(assessment, held, { event: 'assessment.authorised', to: 'authorised', answers })
}
