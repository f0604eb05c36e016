import type { FastifyReply, FastifyRequest } from 'fastify'
import { longDay, type Day } from '../../platform/dates/day.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import type { App } from '../../platform/web/app.ts'
import { asDocx, asPdf, type Paper, type PaperLine } from '../../platform/web/paper.ts'
import { contactOf } from './contact-queries.ts'
import type { Contact } from './record.ts'

interface OneContact {
  readonly Params: { readonly childId: string; readonly contactId: string }
  readonly Querystring: { readonly print?: string }
}

/**
 * The letter to whoever told us, as agreed: to them by the name they gave, and nothing of the child or of where anybody lives. One
 * that is not to be sent is on no paper.
 */
export function letterOnPaper(
  row: Pick<
    Contact,
    'feedbackWords' | 'feedbackHow' | 'feedbackOn' | 'referrerName' | 'referrerAgency' | 'receipt'
  >,
  council: string,
  { large, on }: { readonly large: boolean; readonly on: Day },
): Paper | null {
  const { feedbackWords, feedbackHow, feedbackOn, referrerName, referrerAgency, receipt } = row
  if (feedbackWords === null || feedbackHow === 'withheld') return null
  const line = (words: string): PaperLine => ({ as: 'P', words })
  const lines: PaperLine[] = [
    { as: 'H1', words: 'What became of what you told us' },
    line(council),
    line(longDay(feedbackOn ?? on)),
    line(`To ${referrerName ?? 'whoever told us'}${referrerAgency === null ? '' : `, ${referrerAgency}`}`),
    ...(receipt === null ? [] : [line(`Your receipt number: ${receipt}`)]),
    ...feedbackWords
      .split(/\n+/)
      .filter((part) => part.trim() !== '')
      .map((part) => line(part.trim())),
    {
      as: 'P',
      quiet: true,
      words: feedbackOn === null ? `Draft of ${longDay(on)}, not sent.` : `Sent ${longDay(feedbackOn)}.`,
    },
  ]
  return { title: 'Letter to a referrer', lines, large }
}

/** The letter as PDF and as Word, ordinary or in large print. */
export function letterPages(app: App): void {
  const at = '/children/:childId/contacts/:contactId'
  const config = { audience: 'contact.answer', shows: 'child' } as const
  const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  app.get<OneContact>(`${at}/letter.pdf`, { config }, async (request, reply) =>
    sent(reply, 'application/pdf', 'letter.pdf').send(await asPdf(await paperOf(request))),
  )
  app.get<OneContact>(`${at}/letter.docx`, { config }, async (request, reply) =>
    sent(reply, docx, 'letter.docx').send(await asDocx(await paperOf(request))),
  )
}

// A name never goes into a file's name.
const sent = (reply: FastifyReply, type: string, name: string): FastifyReply =>
  reply.type(type).header('content-disposition', `attachment; filename="${name}"`)

async function paperOf({ params, query, server }: FastifyRequest<OneContact>): Promise<Paper> {
  const row = await contactOf(server.book.db, params.childId, params.contactId)
  const on = server.book.today()
  const paper =
    row === undefined
      ? null
      : letterOnPaper(row, server.setting.council, { large: query.print === 'large', on })
  if (paper === null) throw new NoSuchPerson()
  return paper
}
