import { exits, verb } from './verb.ts'

export const clocksRebuild = verb({
  name: 'clocks rebuild',
  about: 'Works every child’s due days out again from the record alone, while people go on working',
  options: {},
  needs: 'database',
  run: async ({ json, say, remark, database }) => {
    const { rebuildClocks } = await import('../rebuild-clocks.ts')
    const { bookOf } = await import('../book.ts')
    const since = performance.now()
    const { db } = await database()
    const people = await rebuildClocks(
      db,
      bookOf(db),
      (read) => read % 10_000 === 0 && remark(`${read} people read`),
    )
    const seconds = Math.round((performance.now() - since) / 100) / 10
    say(
      json
        ? JSON.stringify({ people, seconds })
        : `The clocks of ${people} people were worked out again in ${seconds} s`,
    )
    return exits.done
  },
})
