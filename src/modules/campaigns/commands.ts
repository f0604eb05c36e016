import { NotAllowed, scopeOf, type Actor } from '../../platform/access/policy.ts'
import { requireChild } from '../../platform/access/reach.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange } from '../../platform/record/change.ts'
import {
  choice,
  dayField,
  line,
  names,
  optional,
  teamField,
  whole,
  words,
} from '../../platform/record/field.ts'
import { readAnswers, StateMoved, type Act } from '../../platform/record/perform.ts'
import { command, type Outcome } from '../../platform/record/record.ts'
import { findings, type Finding } from '../../platform/record/rule.ts'
import { lock } from '../../platform/record/store.ts'
import { action, giveOne, leadWorker } from '../actions/index.ts'
import { childrenOf, mostChildren, share, type Cohort, type InCohort } from './cohort.ts'
import { campaignCheck } from './record.ts'
import { actionHasADay, findingIsActedOn, notOwnChild } from './rules.ts'

/** What a manager says to open a campaign. */
export const campaignFields = {
  title: line({
    label: 'What is it called?',
    hint: 'For example, Children in need for more than nine months.',
    missing: 'Enter what it is called',
  }),
  why: words({
    label: 'Why are these children to be looked at?',
    missing: 'Enter why these children are to be looked at',
  }),
  kind: choice({
    label: 'Which children?',
    options: {
      'child in need': 'Children with a child in need plan',
      'child protection': 'Children with a child protection plan',
      'any help': 'Every child we work with',
    },
    missing: 'Select which children',
  }),
  months: whole({
    label: 'For at least how many months?',
    hint: 'Nought for all of them.',
    missing: 'Enter a number of months, or 0',
  }),
  teamId: optional(teamField({ label: 'Of which team?', missing: 'Select a team' })),
  byOn: dayField({
    label: 'By when must every child be looked at?',
    missing: 'Enter the day every child must be looked at by',
  }),
  reviewers: names({
    label: 'Who will look?',
    hint: 'Each child goes to somebody of another team where there is one.',
    missing: 'Select who will look',
  }),
}
export const campaignAsks = ['title', 'why', 'kind', 'months', 'teamId', 'byOn', 'reviewers'] as const

interface Opening {
  readonly actor: Actor
  readonly formKey: string | null
}

const refused = (...broken: readonly Finding[]): Outcome => ({ kind: 'refused', findings: broken })

/** Opens a campaign: everybody of the cohort today is to be looked at, each by one of those named. */
export async function openCampaign(
  book: Book,
  { actor, formKey }: Opening,
  posted: unknown,
): Promise<Outcome> {
  if (scopeOf(actor, 'campaign.open') === null) throw new NotAllowed('campaign.open')
  const { answers, unreadable } = readAnswers(campaignFields, campaignAsks, posted)
  if (answers === null) return refused(...unreadable)
  const { title, why, kind, months, teamId, byOn, reviewers } = answers
  const cohort: Cohort = { kind, months, teamId }
  return inOneChange(book, actor, formKey, async (change) => {
    const looking = await mayLook(change.tx, reviewers)
    const children = await childrenOf(change.tx, actor, cohort, change.today)
    const broken = notYet({ byOn, today: change.today, looking: looking.length, children })
    if (broken.length > 0) return refused(...broken)
    const { id: campaignId } = await change.tx
      .insertInto('campaign')
      .values({
        title,
        why,
        cohort: JSON.stringify(cohort),
        byOn,
        state: 'running',
        openedOn: change.today,
        openedBy: actor.id,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const [i, reviewerId] of share(children, looking).entries()) {
      const answers = { campaignId, reviewerId, askedOn: change.today }
      const childId = children[i]?.childId ?? ''
      await change.open(campaignCheck, { event: 'campaign-check.asked', childId, state: 'asked', answers })
    }
    return { kind: 'done', recordId: campaignId }
  })
}

interface Planned {
  readonly byOn: Day
  readonly today: Day
  readonly looking: number
  readonly children: readonly InCohort[]
}

const notYet = ({ byOn, today, looking, children }: Planned): Finding[] => [
  ...(byOn < today ? [{ rule: 'RC-4', message: 'The day must be today or later', at: 'byOn' }] : []),
  ...(looking === 0 ? [{ rule: 'answer', message: 'Select who will look', at: 'reviewers' }] : []),
  ...(children.length === 0
    ? [{ rule: 'RC-5', message: 'There are no such children today', at: 'kind' }]
    : []),
  ...(children.length > mostChildren
    ? [
        {
          rule: 'RC-6',
          message: `There are more than ${mostChildren.toLocaleString('en-GB')} such children: choose a team, or more months`,
          at: 'kind',
        },
      ]
    : []),
]

/** Of those named, the ones who may look at children in a campaign. */
async function mayLook(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return []
  const staff = await tx
    .selectFrom('staff')
    .select(['id', 'teamId', 'role'])
    .where('id', 'in', ids)
    .where('disabledAt', 'is', null)
    .orderBy('id')
    .execute()
  return staff.filter(({ role }) => scopeOf({ role, service: null }, 'campaign.answer') !== null)
}

export const lookAsks = ['safeNow', 'planEffective', 'risksAddressed', 'nextStep', 'found'] as const

/** The questions of the short form, and of the action that comes of it: seven. */
export const lookFields = {
  ...campaignCheck.fields,
  what: optional({ ...action.fields.what, label: 'What must be done about it?' }),
  dueOn: optional(action.fields.dueOn),
}

/** Says what was found of one child. What is not well becomes an action of the child's own worker. */
export async function lookAt(
  book: Book,
  act: Act & { readonly recordId: string },
  posted: unknown,
): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(campaignCheck.fields, lookAsks, posted)
  const asked = readAnswers(lookFields, ['what', 'dueOn'], posted)
  if (answers === null || asked.answers === null) return refused(...unreadable, ...asked.unreadable)
  const { what, dueOn } = asked.answers
  const missing = lookAsks
    .filter((at) => answers[at] === null)
    .map((at) => ({ rule: 'answer', message: campaignCheck.fields[at].missing, at }))
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    await requireChild(change.tx, act.actor, 'campaign.answer', act.childId)
    const check = await lock(change.tx, campaignCheck, act.recordId)
    if (check.childId !== act.childId || check.state !== 'asked')
      throw new StateMoved('this child has been looked at already')
    const workerId = await leadWorker(change.tx, act.childId)
    const rules = missing.length > 0 ? [notOwnChild] : [findingIsActedOn, actionHasADay, notOwnChild]
    const broken = [
      ...missing,
      ...findings(rules, { answers, what, dueOn, actorId: act.actor.id, workerId }),
      ...(dueOn !== null && dueOn < change.today
        ? [{ rule: 'RC-4', message: 'The day must be today or later', at: 'dueOn' }]
        : []),
    ]
    if (broken.length > 0) return refused(...broken)
    const actionId =
      what === null || dueOn === null
        ? null
        : await giveOne(
            change,
            act.childId,
            { what, soThat: null, ownerId: null, dueOn },
            { needs: 'campaign.answer' },
          )
    const said = { ...answers, actionId, answeredOn: change.today, answeredBy: act.actor.id }
    await change.move(campaignCheck, check, {
      event: 'campaign-check.answered',
      to: 'answered',
      answers: said,
    })
    return { kind: 'done', recordId: check.id }
  })
}

export const leaveOut = command({
  on: campaignCheck,
  event: 'campaign-check.left-out',
  title: 'Leave a child out of a review campaign',
  needs: 'campaign.open',
  from: ['asked'],
  to: 'left out',
  asks: ['leftOutWhy'],
  requires: ['leftOutWhy'],
  rules: [],
})

export const commands = { leaveOut }

export const closeFields = {
  learned: words({ label: 'What have we learned?', missing: 'Enter what was learned' }),
}

/** Closes a campaign: not while a child has neither been looked at nor left out with a reason. */
export async function closeCampaign(
  book: Book,
  { actor, formKey }: Opening,
  campaignId: string,
  posted: unknown,
): Promise<Outcome> {
  if (scopeOf(actor, 'campaign.open') === null) throw new NotAllowed('campaign.open')
  const { answers, unreadable } = readAnswers(closeFields, ['learned'], posted)
  if (answers === null) return refused(...unreadable)
  return inOneChange(book, actor, formKey, async ({ tx, today }) => {
    const campaign = await tx
      .selectFrom('campaign')
      .select('state')
      .where('id', '=', campaignId)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (campaign.state !== 'running') throw new StateMoved('the campaign is closed already')
    const waiting = await tx
      .selectFrom('campaignCheck')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('campaignId', '=', campaignId)
      .where('state', '=', 'asked')
      .executeTakeFirstOrThrow()
    if (Number(waiting.count) > 0)
      return refused({
        rule: 'RC-7',
        message: `${waiting.count} not looked at yet: each is looked at, or left out with a reason`,
        at: 'learned',
      })
    await tx
      .updateTable('campaign')
      .set({ state: 'closed', closedOn: today, closedBy: actor.id, learned: answers.learned })
      .where('id', '=', campaignId)
      .execute()
    return { kind: 'done', recordId: campaignId }
  })
}
