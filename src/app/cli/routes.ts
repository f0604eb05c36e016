import { exits, verb } from './verb.ts'

export const routes = verb({
  name: 'routes',
  about: 'Lists every page and form: whom it serves, and whose records it shows',
  options: {},
  needs: 'nothing',
  run: async ({ json, say }) => {
    const { listRoutes } = await import('../routes.ts')
    const all = await listRoutes()
    if (json) say(JSON.stringify(all))
    else
      for (const { method, url, audience, shows } of all)
        say([method, url, audience, `shows ${shows}`].join('\t'))
    return exits.done
  },
})
