import type { Post } from '../../../platform/post/post.ts'
import { regularMessage } from '../../../platform/jobs/regular-message.ts'
import { linesFor } from './lines.ts'

type Lines = Awaited<ReturnType<typeof linesFor>>

/** The words: counts, and links that ask the reader to sign in. */
const wordsOf = (lines: Lines, { origin }: Post) => ({
  subject: 'Holdfast: the week in numbers',
  body: [
    'In Holdfast this week:',
    '',
    ...lines.flatMap(({ says, href }) => [`* ${says}`, `  ${origin}${href}`]),
    '',
    `All of it: ${origin}/oversight`,
    '',
    'This message names nobody. It goes each week to every service manager and director, also where there is nothing to count.',
    '',
  ].join('\n'),
})

/** To each service manager and director, the numbers of their own oversight page and lists. */
export const weeklyJobs = regularMessage({
  every: 'week',
  to: ['SM', 'DIR'],
  reference: 'weekly',
  one: { name: 'send-weekly', says: 'Sends one service manager or director the week’s numbers' },
  all: {
    name: 'send-weeklies',
    says: 'Asks for the week’s message to each service manager and director',
    at: '35 6 * * *',
  },
  words: async ({ db, today }, post, reader) => wordsOf(await linesFor(db, reader, today()), post),
})
