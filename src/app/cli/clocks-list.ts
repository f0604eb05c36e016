import { exits, verb } from './verb.ts'

export const clocksList = verb({
  name: 'clocks list',
  about: 'Lists every clock: its duty, its law, how it is counted, what it reads and what feeds it',
  options: {},
  needs: 'nothing',
  run: async ({ json, say }) => {
    const [{ clocksList: list }, { duties }] = await Promise.all([
      import('../clocks.ts'),
      import('../modules.ts'),
    ])
    const fed = duties.flatMap(({ kinds, duties: own }) =>
      own.map(({ clock }) => [clock.id, kinds.map(({ title }) => title)] as const),
    )
    const clocks = list(new Map(fed))
    if (json) say(JSON.stringify(clocks))
    else
      for (const { id, duty, limit, source, fedBy } of clocks)
        say(`${id}\t${limit}\t${duty}\t${source}\t${fedBy.length === 0 ? 'not fed yet' : fedBy.join(', ')}`)
    return exits.done
  },
})
