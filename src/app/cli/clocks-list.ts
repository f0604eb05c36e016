import { exits, verb } from './verb.ts'

export const clocksList = verb({
  name: 'clocks list',
  about: 'Lists every clock: its duty, its law, how it is counted, what it reads and what feeds it',
  options: {},
  needs: 'nothing',
  run: async ({ json, say }) => {
    const { clocksList: list } = await import('../clocks.ts')
    const { feedsOf } = await import('../feeds.ts')
    const { duties, queueClocks } = await import('../modules.ts')
    const clocks = list(feedsOf(duties, queueClocks))
    if (json) say(JSON.stringify(clocks))
    else
      for (const { id, duty, limit, source, fedBy } of clocks)
        say(`${id}\t${limit}\t${duty}\t${source}\t${fedBy.length === 0 ? 'not fed yet' : fedBy.join(', ')}`)
    return exits.done
  },
})
