import { sql } from 'kysely'
import { readable } from '../shown.testing.ts'
import { addressOf, type Door, type Office } from './cells.testing.ts'
import { marksIn } from './marks.testing.ts'
import { played, type World } from './world.testing.ts'

/** What a partner holds: no account, and the two numbers they were given with what they sent in. */
export interface Partner {
  readonly receipt: string
  readonly second: string
}

/** How a partner stands to what they ask for: with both numbers of their own, or with a receipt that is another partner's. */
export const standings = ['partner’s own', 'partner’s other'] as const
type Standing = (typeof standings)[number]

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const ask = (
  { app }: Office,
  method: 'GET' | 'POST',
  url: string,
  fields: Readonly<Record<string, string>>,
) =>
  app.inject({
    method,
    url,
    headers: form,
    ...(method === 'POST' && { payload: new URLSearchParams(fields).toString() }),
  })

/** Somebody tells us of a child, and keeps their numbers. */
export async function tellsUs(office: Office): Promise<Partner> {
  const fields = {
    immediateDanger: 'no',
    source: 'school',
    children: 'Somebody Else',
    narrative: 'Often late',
    _send: 'yes',
    _key: crypto.randomUUID(),
  }
  const { body } = await ask(office, 'POST', '/tell-us', fields)
  const [receipt = ''] = /HF-[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(body) ?? []
  const [, second = ''] = /<strong>([A-Z2-9]{4}-[A-Z2-9]{4})<\/strong>/.exec(body) ?? []
  return { receipt, second }
}

/** It was taken in: a contact of the child of the matrix, decided, and a letter that was sent. */
export async function takenIn({ owner, children }: World, { receipt }: Partner): Promise<void> {
  await sql`update sent_in set state = 'taken in' where receipt = ${receipt}`.execute(owner)
  await sql`update contact set receipt = ${receipt}, decided_on = '2026-11-20' where child_id = ${children.open}`.execute(
    owner,
  )
}

/** What they are told afterwards. */
export async function toldAfterwards(office: Office, who: Partner, standing: Standing, other: Partner) {
  const receipt = standing === 'partner’s own' ? who.receipt : other.receipt
  const answer = await ask(office, 'POST', '/tell-us/afterwards', { receipt, second: who.second })
  return { status: answer.statusCode, body: answer.body, marks: [...marksIn(answer.body)] }
}

/** What is wrong with the answer of a door to a partner who sends their numbers along: let in, or shown a mark. */
export async function wrongFor(world: World, office: Office, door: Door, who: Partner): Promise<string[]> {
  const url = addressOf(world, door, played['other team'], null)
  const answer = await ask(office, door.method as 'GET', url, { ...who })
  const marks = marksIn(readable(String(answer.headers['content-type'] ?? ''), answer.rawPayload))
  const sentAway = answer.statusCode === 303 && answer.headers.location === '/sign-in'
  return [
    ...(door.audience === 'anyone' || sentAway ? [] : [`${door.method} ${door.url}: ${answer.statusCode}`]),
    ...[...marks].map((mark) => `${door.url} shows ${JSON.stringify(world.marks.at.get(mark))}`),
  ]
}
