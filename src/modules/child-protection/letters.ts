import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { longDay, type Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import type { App } from '../../platform/web/app.ts'
import { actOf } from '../../platform/web/record-pages.ts'
import { asDocx, asPdf, type Paper, type PaperLine } from '../../platform/web/paper.ts'
import { agencyWords, isAgency } from './agencies.ts'
import type { MeetingInvitation } from './invitation.ts'
import { calledOf, conferenceAt } from './queries.ts'
import type { Conference } from './record.ts'

/** What a letter of invitation is made of. */
export interface Inviting {
  readonly council: string
  readonly called: string
  readonly row: Pick<Conference, 'kind' | 'bookedFor' | 'startsAt' | 'place' | 'mode'>
  readonly asked: Pick<MeetingInvitation, 'agency' | 'who' | 'invitedOn'>
  readonly chair: string | null
  /** Where the child lives, for an agency to know them by; one that must be kept private is never on paper. */
  readonly home: { readonly words: string; readonly kept: boolean } | null
  readonly large: boolean
  readonly on: Day
}

const line = (words: string): PaperLine => ({ as: 'P', words })
const heading = (words: string): PaperLine => ({ as: 'H2', words })
const item = (words: string): PaperLine => ({ as: 'LI', words })

const modes: Readonly<Record<string, string>> = {
  'in person': 'in person',
  video: 'by video',
  both: 'in person or by video',
}

/** The letter that asks somebody to a conference: to the family in their own words, to an agency with what it is to bring. */
export function invitationOnPaper(inviting: Inviting): Paper {
  const { council, called, row, asked, chair, large, on } = inviting
  const family = !isAgency(asked.agency ?? '')
  const to = asked.who ?? (asked.agency === 'child' ? called : agencyWords(asked.agency ?? ''))
  const lines: PaperLine[] = [
    { as: 'H1', words: 'Invitation to a child protection conference' },
    line(council),
    line(longDay(asked.invitedOn ?? on)),
    line(`To ${to}`),
    heading('When and where'),
    ...whenAndWhere(row, chair),
    ...(family ? forFamily(called, asked.agency === 'child') : forAgency(inviting)),
    { as: 'P', quiet: true, words: `Printed ${longDay(on)}. Please keep this letter safe.` },
  ]
  return { title: 'Invitation to a conference', lines, large }
}

function whenAndWhere(
  { bookedFor, startsAt, place, mode }: Inviting['row'],
  chair: string | null,
): PaperLine[] {
  const on = bookedFor === null ? 'On a day we will tell you' : longDay(bookedFor)
  const how = modes[mode ?? '']
  return [
    item(startsAt === null ? on : `${on} at ${startsAt}`),
    item(place ?? 'We will tell you where'),
    ...(how === undefined ? [] : [item(`You can take part ${how}`)]),
    ...(chair === null ? [] : [item(`${chair} is in the chair, and does not work with the family`)]),
  ]
}

function forFamily(called: string, child: boolean): PaperLine[] {
  return child
    ? [
        heading('What it is'),
        line(
          'It is a meeting about how to keep you safe. You can come, send your words, or ask an advocate to speak for you.',
        ),
        line('Ask your social worker anything, at any time, before or after.'),
      ]
    : [
        heading('What it is'),
        line(
          `People who know ${called} meet to decide whether ${called} needs a child protection plan. What you think matters.`,
        ),
        item('You can bring somebody to support you.'),
        item('Your social worker goes through their report with you before the day.'),
        item(
          'Tell us if you need an interpreter, a lift, large print, or not to be in a room with somebody.',
        ),
        item('Afterwards you are told what was decided the next working day.'),
      ]
}

const forAgency = ({ called, home }: Inviting): PaperLine[] => [
  heading('Who it is about'),
  line(called),
  ...(home === null
    ? []
    : [line(home.kept ? 'Their address is kept private: ring us if you must know it.' : home.words)]),
  heading('What we ask of you'),
  item('Come, or send somebody who can decide for your agency.'),
  item(
    'Send a written report, and go through it with the family: two days before a first conference, three working days before a review.',
  ),
  item('Tell us within two working days whether you come, and when you last saw the child.'),
]

interface Route {
  readonly Params: { readonly childId: string; readonly recordId: string; readonly invitationId: string }
  readonly Querystring: { readonly print?: string }
}

/** A letter for each of those asked, as PDF and as Word, ordinary or in large print. */
export function letterPages(app: App): void {
  const at = '/children/:childId/conferences/:recordId/invitations/:invitationId'
  const config = { audience: 'invitation.write', shows: 'child' } as const
  const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  app.get<Route>(`${at}/letter.pdf`, { config }, async (request, reply) =>
    sent(reply, 'application/pdf', 'invitation.pdf').send(await asPdf(await letterOf(request))),
  )
  app.get<Route>(`${at}/letter.docx`, { config }, async (request, reply) =>
    sent(reply, docx, 'invitation.docx').send(await asDocx(await letterOf(request))),
  )
}

// A name never goes into a file's name.
const sent = (reply: FastifyReply, type: string, name: string): FastifyReply =>
  reply.type(type).header('content-disposition', `attachment; filename="${name}"`)

async function letterOf(request: FastifyRequest<Route>): Promise<Paper> {
  const { childId, recordId, invitationId } = request.params
  const { book, setting } = request.server
  const found = await conferenceAt(book.db, actOf(request, { childId }).actor, childId, recordId)
  const asked = found?.asked.find(({ id }) => id === invitationId)
  if (found === null || asked === undefined) throw new NoSuchPerson()
  const { row, names } = found
  return invitationOnPaper({
    council: setting.council,
    called: await calledOf(book.db, childId),
    row,
    asked,
    chair: row.chairId === null ? null : (names[row.chairId] ?? null),
    home: await homeOfChild(book.db, childId, book.today()),
    large: request.query.print === 'large',
    on: book.today(),
  })
}

/** Where the child lives today; null where it is not recorded. */
async function homeOfChild(db: Db, childId: string, today: Day): Promise<Inviting['home']> {
  const { rows } = await sql<{ words: string; kept: boolean }>`
    select concat_ws(', ', lines, postcode) as words, confidential as kept from address
     where child_id = ${childId} and kind in ('home', 'placement') and coalesce(to_on > ${today}::date, true)
     order by confidential desc, from_on desc nulls last, id desc limit 1
  `.execute(db)
  return rows[0] ?? null
}
