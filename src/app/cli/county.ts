import { Misuse } from '../misuse.ts'
import { exits, verb } from './verb.ts'

export const county = verb({
  name: 'county',
  about: 'Writes Exampleshire, an invented authority, into an empty demonstration database',
  options: {
    children: { takes: 'COUNT', about: 'how many children it knows (300)' },
    years: { takes: 'COUNT', about: 'how many years its record goes back, 10 at most (3)' },
    seed: { takes: 'NUMBER', about: 'which county: the same seed makes the same one on the same day (1)' },
  },
  needs: 'database',
  run: async ({ values, json, say, remark, database }) => {
    const options = {
      children: whole(values.children, 'children', [2, 200_000], 300),
      years: whole(values.years, 'years', [1, 10], 3),
      seed: whole(values.seed, 'seed', [0, 2 ** 31 - 1], 1),
    }
    const { db, demonstration } = await database()
    if (!demonstration)
      throw new Misuse('an invented county goes into the demonstration’s database, never into your own')
    const [{ writeCounty }, { bookOf }, { instantOf }] = await Promise.all([
      import('../county.ts'),
      import('../book.ts'),
      import('../../platform/dates/day.ts'),
    ])
    const now = instantOf(Date.now())
    const book = bookOf(db, () => now)
    const counts = await writeCounty(book, { ...options, progress: remark })
    if (json) say(JSON.stringify(counts))
    else for (const [table, count] of Object.entries(counts)) say(`${table}\t${count}`)
    return exits.done
  },
})

function whole(
  typed: string | undefined,
  name: string,
  [least, most]: readonly [number, number],
  usual: number,
): number {
  if (typed === undefined) return usual
  const count = Number(typed)
  if (Number.isInteger(count) && count >= least && count <= most) return count
  throw new Misuse(`--${name} is a whole number from ${least} to ${most}`)
}
