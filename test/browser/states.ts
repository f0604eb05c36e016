import type { people, Seat } from './desk.ts'
import { daysOn, linksOf, send } from './fill.ts'
import { answerAll, press } from './family/hand.ts'
import { laterStates } from './later-states.ts'

/** A page that nobody comes to by links alone, and who came to it. */
export interface Prepared {
  readonly role: keyof typeof people
  readonly address: string
}

/** Those who make them. */
export type Seats = Readonly<
  Record<
    | 'worker'
    | 'teamManager'
    | 'serviceManager'
    | 'director'
    | 'outOfHours'
    | 'chair'
    | 'screener'
    | 'hub'
    | 'helper'
    | 'analyst',
    Seat
  >
>

/**
 * States that no child of a new county is in, each made as it is made at work: by the form, by whoever may. What can be done from there is
 * then met by those who may do it.
 */
export async function makeStates(seats: Seats): Promise<Prepared[]> {
  const mine = await childrenOf(seats.worker)
  const [conference, action, asked, conflict, moving, called] = mine
  const theirs = (await childrenOf(seats.teamManager)).filter((child) => !mine.includes(child))
  return [
    ...(await conferenceOf(seats, child(conference))),
    ...(await coreGroupOf(seats, child(conference))),
    ...(await askedThreeTimes(seats, child(action))),
    ...(await restrictionAsked(seats, child(asked))),
    ...(await inConflict(seats, child(conflict))),
    ...(await planBegun(seats, child(conflict))),
    ...(await toAnotherTeam(seats, child(moving))),
    ...(await calledFor(seats, child(called))),
    ...(await restricted(seats, child(theirs[0]))),
    ...(await noticeSettled(seats)),
    ...(await documentUnwanted(seats, child(conference))),
    ...(await laterStates(seats, mine.slice(6), child(theirs[0]))),
  ]
}

function child(address: string | undefined): string {
  if (address === undefined) throw new Error('There are too few children to put into every state')
  return address
}

/** The children of somebody's list of work. */
export const childrenOf = async (seat: Seat, list = '/my-work'): Promise<string[]> =>
  (await linksOf(seat, list, /^\/children\/[0-9a-f-]{36}\/overview$/)).map((at) => at.replace(/\/overview$/, '')) // prettier-ignore

export const met = (role: Prepared['role'], ...addresses: readonly string[]): Prepared[] =>
  addresses.map((address) => ({ role, address }))

/** Asked for twice: one waits for a manager, and one goes as far as a chair takes it. */
async function conferenceOf({ worker, teamManager, chair }: Seats, child: string): Promise<Prepared[]> {
  const waits = await send(worker, `${child}/conferences/request`)
  const booked = await send(worker, `${child}/conferences/request`)
  const held = await send(worker, `${child}/conferences/request`)
  for (const one of [booked, held]) {
    await send(teamManager, `${one}/approve`)
    await send(chair, `${one}/book`, {}, daysOn(1))
  }
  await send(chair, `${held}/invite`, { 'Which agencies are asked?': 'Police' })
  await send(chair, `${held}/hold`)
  await send(chair, `${held}/draft-record`)
  // How a disagreement was settled is asked of a manager.
  await send(chair, `${held}/views`, { 'Where Police': 'School has not been heard.' })
  return [
    ...met('teamManager', ...(await linksOf(teamManager, held, /settle$/))),
    ...met('teamManager', `${waits}/approve`, `${waits}/decline`),
    ...met('chair', `${booked}/cancel`, `${booked}/hold`, `${booked}/book`, held),
    ...met('chair', `${held}/decide`, `${held}/views`, `${held}/rebook`),
    ...met('chair', `${held}/sign-record`, `${held}/send-record`),
  ]
}

async function coreGroupOf({ worker }: Seats, child: string): Promise<Prepared[]> {
  const booked = await send(worker, `${child}/core-groups/book`, {}, daysOn(3))
  return met('worker', `${booked}/hold`)
}

/** The third time is the service manager's to decide; and a day moved once is the manager's to move again. */
async function askedThreeTimes({ teamManager, serviceManager }: Seats, child: string): Promise<Prepared[]> {
  const ask = { 'What must be done': 'Read the file of the family before this one' }
  for (const days of [20, 21, 22]) await send(teamManager, `${child}/actions/give`, ask, daysOn(days))
  const other = { 'What must be done': 'Ring Nan on Thursday' }
  await send(teamManager, `${child}/actions/give`, other, daysOn(20))
  const [more = ''] = await linksOf(teamManager, `${child}/actions`, /\/extend$/)
  await send(teamManager, more, { 'By when': daysOn(60) })
  return [
    ...met('serviceManager', ...(await linksOf(serviceManager, `${child}/actions`, /\/decide(-to-stop)?$/))),
    ...met('teamManager', ...(await linksOf(teamManager, `${child}/actions`, /\/move-again$/))),
  ]
}

async function restrictionAsked({ teamManager, serviceManager }: Seats, child: string): Promise<Prepared[]> {
  await send(teamManager, `${child}/access/ask-restriction`, {}, daysOn(90))
  return met('serviceManager', ...(await linksOf(serviceManager, `${child}/access`, /restriction$/)))
}

async function inConflict({ teamManager, serviceManager }: Seats, child: string): Promise<Prepared[]> {
  await send(teamManager, `${child}/access/set-conflict`)
  return met('serviceManager', ...(await linksOf(serviceManager, `${child}/access`, /end-conflict$/)))
}

async function planBegun({ worker }: Seats, child: string): Promise<Prepared[]> {
  await send(worker, `${child}/plan/start`)
  return met('worker', `${child}/plan/draft`)
}

async function toAnotherTeam({ worker }: Seats, child: string): Promise<Prepared[]> {
  const asked = await send(worker, `${child}/transfers/transfer-to-team`)
  return met('teamManager', `${asked}/accept-to-team`, `${asked}/decline-transfer`)
}

async function calledFor({ worker }: Seats, child: string): Promise<Prepared[]> {
  await send(worker, `${child}/visit-calls/call-for-visit`)
  return met('worker', ...(await linksOf(worker, `${child}/visit-calls`, /end-call$/)))
}

/** Restricted, and somebody asks to be let in. */
async function restricted({ teamManager, serviceManager }: Seats, child: string): Promise<Prepared[]> {
  await send(teamManager, `${child}/access/ask-restriction`, {}, daysOn(90))
  const [agree = ''] = await linksOf(serviceManager, `${child}/access`, /agree-restriction$/)
  await send(serviceManager, agree)
  await send(teamManager, `${child}/access/ask-to-let-in`, {}, daysOn(30))
  const decided = await linksOf(serviceManager, `${child}/access`, /\/access\/[0-9a-f-]{36}\//)
  return met('serviceManager', ...decided)
}

async function noticeSettled({ screener }: Seats): Promise<Prepared[]> {
  const waiting = await linksOf(screener, '/front-door/police-notices', /police-notices\/[0-9a-f-]{36}$/)
  return met('screener', await send(screener, waiting.at(-1) ?? ''))
}

async function documentUnwanted({ worker }: Seats, child: string): Promise<Prepared[]> {
  await worker.page.goto(`${child}/documents/attach`)
  const file = { name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear Ms Khalil') }
  await worker.page.locator('#file').setInputFiles(file)
  const said = { 'What is it?': 'Letter from Nan', 'When was it made?': daysOn(-2), 'Who is it from?': 'Nan' }
  await answerAll(worker.page, { ...said, 'What kind': 'Letter or email' })
  await press(worker.page, 'Attach')
  const paper = new URL(worker.page.url()).pathname
  await send(worker, `${paper}/ask-to-withdraw`)
  return met('teamManager', paper)
}
