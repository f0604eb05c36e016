import { reachable, requireChild } from '../../platform/access/reach.ts'
import { addWorkingDays } from '../../platform/dates/calendar.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Change } from '../../platform/record/change.ts'
import { lock } from '../../platform/record/store.ts'
import { workingCalendar } from '../../platform/record/working-calendar.ts'
import type { Child } from '../../platform/people/child.ts'
import { giveOne } from '../actions/index.ts'
import { section47, strategyDiscussion, type Section47, type StrategyDiscussion } from './record.ts'

interface Told<R, A> {
  readonly child: Child
  readonly before: R | null
  readonly answers: A
  readonly actorId: string
}

/** A discussion is asked for once, and opened for every child it names: each will have their own decision. */
export async function askTogether(
  change: Change,
  {
    child,
    answers,
    actorId,
  }: Told<unknown, Pick<StrategyDiscussion, 'concernOn' | 'urgent' | 'trigger' | 'alsoFor'>>,
  recordId: string,
): Promise<void> {
  const others = (answers.alsoFor ?? []).filter((id) => id !== child.id)
  for (const childId of others) {
    await requireChild(change.tx, change.actor, 'strategy.ask', childId)
    const { concernOn, urgent, trigger } = answers
    await change.open(strategyDiscussion, {
      event: 'strategy-discussion.asked-for',
      childId,
      state: 'asked for',
      answers: {
        concernOn,
        urgent,
        trigger,
        alsoFor: [],
        besides: [],
        askedBy: actorId,
        togetherId: recordId,
      },
    })
  }
}

/** What was said once is kept with every child it was about. One out of the chair's reach is left for whoever has them. */
export async function holdTogether(
  change: Change,
  { before, answers, actorId }: Told<StrategyDiscussion, object>,
): Promise<void> {
  if (before === null) return
  const others = (await partsOf(change.tx, before)).filter(
    ({ id, state }) => id !== before.id && state !== 'decided',
  )
  const may = await reachable(
    change.tx,
    change.actor,
    'strategy.hold',
    others.map(({ childId }) => childId),
  )
  for (const { id, childId } of others) {
    if (!may.has(childId)) continue
    const held = await lock(change.tx, strategyDiscussion, id)
    await change.move(strategyDiscussion, held, {
      event: 'strategy-discussion.held',
      to: 'held',
      answers: { ...answers, chairedBy: actorId },
    })
  }
}

/** One child's part in a discussion. */
interface Part {
  readonly id: string
  readonly childId: string
  readonly state: string
}

/** Every child's part in the discussion this one belongs to, itself among them. */
const partsOf = (
  tx: Tx,
  { id, togetherId }: Pick<StrategyDiscussion, 'id' | 'togetherId'>,
): Promise<Part[]> =>
  tx
    .selectFrom('strategyDiscussion')
    .select(['id', 'childId', 'state'])
    .where((is) => is.or([is('id', '=', togetherId ?? id), is('togetherId', '=', togetherId ?? id)]))
    .orderBy('id')
    .limit(20)
    .execute()

/** Working Together, chapter 3: the conference is held within 15 working days of the discussion. */
const daysToConference = 15

/** The discussion opens the enquiry, on the day it was held: one that is open already goes on. */
export async function openEnquiry(
  { tx, ...change }: Change,
  { child, before, answers }: Told<StrategyDiscussion, Pick<StrategyDiscussion, 'outcome'>>,
  discussionId: string,
): Promise<void> {
  const startedOn = before?.heldOn
  if (answers.outcome === 'no enquiry' || startedOn == null || (await isOpen(tx, child.id))) return
  const conferenceTargetOn = addWorkingDays(startedOn, daysToConference, await workingCalendar(tx))
  await change.open(section47, {
    event: 'section47.opened',
    childId: child.id,
    state: 'open',
    answers: {
      discussionId,
      startedOn,
      conferenceTargetOn,
      episodeId: await episodeOf(tx, child.id),
      enquiriesMade: [],
    },
  })
}

const isOpen = async (tx: Tx, childId: string): Promise<boolean> =>
  (await tx
    .selectFrom('section47')
    .select('id')
    .where('childId', '=', childId)
    .where('state', '=', 'open')
    .executeTakeFirst()) !== undefined

async function episodeOf(tx: Tx, childId: string): Promise<string | null> {
  const open = await tx
    .selectFrom('cinEpisode')
    .select('id')
    .where('childId', '=', childId)
    .where('state', '=', 'open')
    .orderBy('referredOn', 'desc')
    .executeTakeFirst()
  return open?.id ?? null
}

/** What the outcome asks of whom, and in how many working days: it is not left to be remembered. */
const handedOn: Readonly<
  Record<string, { readonly what: string; readonly soThat: string; readonly days: number }>
> = {
  conference: {
    what: 'Book the initial child protection conference',
    soThat: 'Everybody who knows the child decides together, in time',
    days: 1,
  },
  legal: {
    what: 'Ask for a legal planning meeting',
    soThat: 'The child is safe by law if not by agreement',
    days: 1,
  },
  'child in need': {
    what: 'Begin the child in need plan',
    soThat: 'Help goes on after the enquiry',
    days: 5,
  },
}

export async function handOn(
  change: Change,
  { child, before }: Pick<Told<Section47, object>, 'child' | 'before'>,
  fromId: string,
): Promise<void> {
  const asked = handedOn[before?.next ?? '']
  if (asked === undefined) return
  const dueOn = addWorkingDays(change.today, asked.days, await workingCalendar(change.tx))
  const given = { what: asked.what, soThat: asked.soThat, ownerId: null, dueOn }
  // Whoever may agree to an enquiry asks for what follows from it.
  await giveOne(change, child.id, given, { fromId, needs: 'enquiry.authorise' })
}
