import { regularMessage } from '../../../platform/jobs/regular-message.ts'
import { monthLines } from './lines.ts'

/** To each member, counts and trends of the month that is over (processes §38): no child, and no number of a few. */
export const monthlyJobs = regularMessage({
  every: 'month',
  to: ['MEM'],
  reference: 'monthly',
  one: { name: 'send-monthly', says: 'Sends one member the counts of the month that is over' },
  all: { name: 'send-monthlies', says: 'Asks for the month’s message to each member', at: '40 6 * * *' },
  words: async (book, { origin }) => {
    const { of, lines } = await monthLines(book)
    return {
      subject: 'Holdfast: the month in numbers',
      body: [
        `In Holdfast, on ${of}, all children together:`,
        '',
        ...lines.map((line) => `* ${line}`),
        '',
        `All of it, with the trend of twelve months: ${origin}/counts`,
        '',
        'This message names nobody. It goes each month to every member.',
        '',
      ].join('\n'),
    }
  },
})
