import { createReadStream } from 'node:fs'
import { access, constants } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Misuse } from '../misuse.ts'
import { exits, verb } from './verb.ts'

export const clocksDue = verb({
  name: 'clocks due',
  about:
    'Answers when each duty in a file is due, one line for a line: {id, start, facts?} to {id, start, due, unit, source, why?}',
  options: { batch: { takes: 'FILE', about: 'lines of JSON; - reads what is piped in', required: true } },
  needs: 'nothing',
  run: async ({ values: { batch = '' }, say }) => {
    const { dueBatch } = await import('../due-batch.ts')
    await requireReadable(batch)
    const input = batch === '-' ? process.stdin : createReadStream(batch)
    // Lines are written together: tens of thousands of small writes would take longer than the answers.
    let answers: string[] = []
    const send = (): void => {
      if (answers.length > 0) say(answers.join('\n'))
      answers = []
    }
    try {
      for await (const answer of dueBatch(createInterface({ input, crlfDelay: Infinity })))
        if (answers.push(answer) === 1000) send()
    } finally {
      send()
    }
    return exits.done
  },
})

async function requireReadable(path: string): Promise<void> {
  if (path === '-') return
  await access(path, constants.R_OK).catch(() => {
    throw new Misuse(`${path} cannot be read`)
  })
}
