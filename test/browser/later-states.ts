import { wordsOf } from './crawl.ts'
import { press } from './family/hand.ts'
import { daysOn, linksOf, send } from './fill.ts'
import type { Seat } from './desk.ts'
import { childrenOf, met, type Prepared, type Seats } from './states.ts'

/** What comes later on the way of the few: hidden records and emergencies, what is disputed, what is written up at the end. */
export async function laterStates(
  seats: Seats,
  mine: readonly string[],
  restricted: string,
): Promise<Prepared[]> {
  const [first = '', second = '', third = '', fourth = ''] = mine
  const theirs = await ofOtherWorkers(seats)
  const [opened = '', asked = '', sealed = '', unsealing = ''] = theirs.filter(
    (child) => child !== restricted && !mine.includes(child),
  )
  return [
    ...(await openedInEmergency(seats, restricted, opened)),
    ...(await sealings(seats, { asked, sealed, unsealing })),
    ...(await steppingUp(seats, first, second)),
    ...(await planInWords(seats, third)),
    ...(await movedToAnotherTeam(seats, fourth)),
    ...(await enquiryOpen(seats, second)),
    ...(await returnMade(seats)),
    ...(await returnChecked(seats)),
    ...(await endingBegun(seats, first)),
    ...(await contactOfTheirs(seats, second)),
    ...(await campaignOpen(seats)),
    ...(await serviceBegun(seats, third)),
    ...(await arrangementAssessed(seats, third)),
    ...(await oneOf(seats, 'worker', await recordsOf(seats.worker, mine, 'assessments'), /new-version$/)),
    ...(await oneOf(
      seats,
      'serviceManager',
      theirs.map((child) => `${child}/plan`),
      /child-in-need\/decide$/,
    )),
  ]
}

/** A private fostering arrangement in which everybody was seen, and nothing is established yet. */
async function arrangementAssessed({ worker }: Seats, child: string): Promise<Prepared[]> {
  const arrangement = await send(worker, `${child}/private-fostering/notify`)
  await send(worker, `${arrangement}/assess`, { 'Why not alone?': 'He is four months old.' })
  return met('worker', `${arrangement}/establish`)
}

/** Children of others in the manager's team. */
async function ofOtherWorkers({ teamManager }: Seats): Promise<string[]> {
  const html = await (await teamManager.context.request.get('/')).text()
  const lists = new Set([...html.matchAll(/\/my-work\?worker=[0-9a-f-]{36}/g)].map(([at]) => at))
  const all = await Promise.all([...lists].slice(-3).map((list) => childrenOf(teamManager, list)))
  return [...new Set(all.flat())]
}

/** One opened at once, to be looked into; and one restricted, asked for by its number, which waits for a second person. */
async function openedInEmergency(seats: Seats, restricted: string, other: string): Promise<Prepared[]> {
  const why = { 'Why do you need': 'I am covering for a colleague', 'For how long': '1 hour' }
  const page = await seats.serviceManager.context.request.get(`${restricted}/overview`)
  const [, number = ''] = /\bRecord (\d+)\b/.exec(wordsOf(await page.text())) ?? []
  await send(seats.outOfHours, '/emergency', { 'The child’s number': number, ...why })
  await send(seats.worker, `${other}/open-in-emergency`, why)
  return [
    ...met('serviceManager', '/emergency/to-look-into'),
    ...met('outOfHours', `${other}/open-in-emergency`),
  ]
}

interface Sealings {
  readonly asked: string
  readonly sealed: string
  readonly unsealing: string
}

/** The director decides about two: one is to be sealed, one to be so no longer. The third stays sealed. */
async function sealings({ serviceManager, director }: Seats, children: Sealings): Promise<Prepared[]> {
  const asks = async (child: string, doing: RegExp): Promise<void> => {
    const [next = ''] = await linksOf(serviceManager, `${child}/access`, doing)
    await send(serviceManager, next)
  }
  const agrees = async (child: string, doing: string): Promise<void> => {
    const [next = ''] = await linksOf(director, '/access-to-decide', new RegExp(`^${child}/.*/${doing}$`))
    await send(director, next)
  }
  for (const child of Object.values(children)) {
    await send(serviceManager, `${child}/access/ask-restriction`, {}, daysOn(90))
    await agrees(child, 'agree-restriction')
    await asks(child, /ask-seal$/)
  }
  for (const child of [children.sealed, children.unsealing]) await agrees(child, 'agree-seal')
  await asks(children.unsealing, /ask-to-unseal$/)
  return [...met('director', '/access-to-decide'), ...met('serviceManager', `${children.sealed}/access`)]
}

/** Early help asks social care to take two families on: one is declined, and one is not asked yet. */
async function steppingUp({ helper, hub }: Seats, first: string, second: string): Promise<Prepared[]> {
  const asked = await send(helper, `${first}/early-help/step-up/request-step-up`)
  await send(hub, `${asked}/decline-step-up`)
  return met('helper', asked, `${second}/early-help`)
}

async function planInWords({ worker }: Seats, child: string): Promise<Prepared[]> {
  const draft = await send(worker, `${child}/plan/start`)
  await send(worker, `${draft}/outcomes/add`, {}, daysOn(60))
  const [add = ''] = await linksOf(worker, `${child}/plan/draft`, /\/actions\/add$/)
  await send(worker, add, {}, daysOn(30))
  return met('worker', `${child}/plan/draft`)
}

async function movedToAnotherTeam({ worker, teamManager }: Seats, child: string): Promise<Prepared[]> {
  const asked = await send(worker, `${child}/transfers/transfer-to-team`)
  await send(teamManager, `${asked}/accept-to-team`)
  return met('worker', asked)
}

async function enquiryOpen({ worker, teamManager }: Seats, child: string): Promise<Prepared[]> {
  const asked = await send(worker, `${child}/strategy/ask-for-discussion`)
  await send(teamManager, `${asked}/record-discussion`, {
    'Who took part from children': 'Asha Patel',
    'What does social care know?': 'Nobody has worked with the family before.',
    'Who took part from the police?': 'DS Harrow',
    'What do the police know?': 'They have been called twice this year.',
    'Who took part from health?': 'J. Amos, health visitor',
    'What does health know?': 'The child was last weighed in the summer.',
  })
  await send(teamManager, `${asked}/decide-discussion`, {
    'What was decided?': 'An enquiry by children’s social care',
    'If a child of the household was left out, why?':
      'They are with their father, who lives in another town.',
  })
  return met('worker', `${child}/strategy`)
}

/** The same return twice: what is otherwise than the last time is a page of its own. */
async function returnMade({ analyst }: Seats): Promise<Prepared[]> {
  const made = [await send(analyst, '/returns'), await send(analyst, '/returns')]
  return met('analyst', ...made)
}

/** A return of one child, checked as it lies in its files. */
async function returnChecked({ analyst: { page } }: Seats): Promise<Prepared[]> {
  const head = 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\r\n4711,1,01/02/2030,WBRI,X999999999999,,\r\n'
  const file = { name: 'header.csv', mimeType: 'text/csv', buffer: Buffer.from(head) }
  await page.goto('/returns/check')
  await page.locator('input[name=files]').setInputFiles(file)
  await press(page, 'Check the return')
  await page.getByRole('heading', { level: 1, name: /^Check of the/ }).waitFor()
  return met('analyst', new URL(page.url()).pathname)
}

async function endingBegun({ worker }: Seats, child: string): Promise<Prepared[]> {
  await worker.page.goto(`${child}/closure`)
  await press(worker.page, 'Begin an ending')
  return met('worker', `${child}/closure`)
}

/** A contact about a child who has a worker is passed to them. */
async function contactOfTheirs({ screener }: Seats, child: string): Promise<Prepared[]> {
  const contact = await send(screener, `${child}/contacts/receive`)
  return met('screener', `${contact}/link`)
}

async function campaignOpen({ serviceManager }: Seats): Promise<Prepared[]> {
  const [open = ''] = await linksOf(serviceManager, '/review-campaigns', /review-campaigns\/[0-9a-f-]{36}$/)
  return met('serviceManager', `${open}/close`)
}

async function serviceBegun({ worker }: Seats, child: string): Promise<Prepared[]> {
  await send(worker, `${child}/services/refer`)
  for (const service of await recordsOf(worker, [child], 'services')) {
    const [start] = await linksOf(worker, service, /start-service$/)
    if (start === undefined) continue
    await send(worker, start)
    return met('worker', ...(await linksOf(worker, service, /complete-service$/)))
  }
  throw new Error(`${child} waits for no service`)
}

/** Pages of the records that one list of each child leads to. */
const recordsOf = async (seat: Seat, children: readonly string[], list: string): Promise<string[]> =>
  (await Promise.all(children.map((child) => linksOf(seat, `${child}/${list}`, new RegExp(`^${child}/${list}/[0-9a-f-]{36}$`))))).flat() // prettier-ignore

/** Where the first of these pages that offers it leads: the one child of many in that state. */
async function oneOf(seats: Seats, role: 'worker' | 'serviceManager', pages: readonly string[], doing: RegExp): Promise<Prepared[]> {
  for (const page of pages) {
    const [found] = await linksOf(seats[role], page, doing)
    if (found !== undefined) return met(role, found)
  }
  throw new Error(`None of ${pages.length} pages leads to ${doing}`)
} // prettier-ignore
