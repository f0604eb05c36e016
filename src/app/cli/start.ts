import { markListening, stopLeftOver } from '../left-over.ts'
import { isOpenLine, watchCertificates } from '../line-to-database.ts'
import type { OpenDatabase } from '../open-database.ts'
import type { Setting } from '../setting.ts'
import { asService } from '../../platform/db/asking.ts'
import { vaultOf } from '../vault.ts'
import { exits, verb } from './verb.ts'

export const start = verb({
  name: 'start',
  about: 'Starts Holdfast: the invented county, or with --empty a database of your own',
  options: {},
  needs: 'database',
  answersPeople: true,
  run: async ({ json, say, remark, setting, database }) => {
    const ended = untilAskedToStop()
    const { startServer, whoMaySignIn } = await import('../start.ts')
    const opened = await database()
    opened.keepUp()
    if (setting.databaseUrl !== undefined && setting.appUrl === undefined)
      remark(
        'HOLDFAST_APP_URL is not set: people are answered over a sign-in that may take on any role (docs/operations.md)',
      )
    for (const line of openLines(setting)) remark(line)
    if (opened.demonstration) {
      const { fillDemonstration } = await import('../demonstration.ts')
      await asService('the county is made', () =>
        fillDemonstration(opened, remark, vaultOf(setting, opened.name)),
      )
    }
    const started = await listening(async () => startServer(opened, setting, remark), setting)
    const unmark = markListening(setting.folder, started.port)
    const unwatch = watchCertificates(remark)
    const people = await whoMaySignIn(opened.db)
    if (json) say(JSON.stringify({ address: started.address, demonstration: opened.demonstration, people }))
    else for (const line of welcome(started.address, opened, people)) say(line)
    await ended
    unwatch()
    await started.stop()
    unmark()
    return exits.done
  },
})

/** Which of the two addresses leads over an open line to another machine. */
const openLines = ({ databaseUrl, appUrl }: Setting): string[] =>
  Object.entries({ DATABASE_URL: databaseUrl, HOLDFAST_APP_URL: appUrl })
    .filter(([, url]) => url !== undefined && isOpenLine(url))
    .map(
      ([name]) =>
        `${name} leads over a line that is not locked: sslmode=verify-full locks it (docs/operations.md)`,
    )

async function listening<T>(start: () => Promise<T>, { folder, port }: Setting): Promise<T> {
  try {
    return await start()
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'EADDRINUSE')) throw fault
    if (await stopLeftOver(folder, port)) return start()
    throw new Error(
      `Port ${port} is taken, perhaps by another Holdfast: stop it, or choose another with PORT=3001`,
      { cause: fault },
    )
  }
}

function welcome(address: string, { demonstration }: OpenDatabase, people: readonly string[]): string[] {
  return [`Holdfast is ready at ${address}`, ...whom(demonstration, people), 'Ctrl-C stops it.']
}

function whom(demonstration: boolean, people: readonly string[]): string[] {
  if (people.length === 0) {
    const empty = demonstration ? '' : '--empty '
    return [
      `Nobody may sign in yet. Add the first administrator: holdfast user add ${empty}--role ADM --name NAME --sign-in EMAIL`,
    ]
  }
  if (!demonstration) return []
  return [
    'Everyone in it is invented. Sign in as any of them, among them:',
    ...people.map((person) => `  ${person}`),
  ]
}

// A terminal sends Ctrl-C to every process of the command, and a launcher hands it on: the second of a pair is no new request.
function untilAskedToStop(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
  // The launcher died without a word: nobody is left to stop us.
  process.on('disconnect', () => resolve())
  // Listening for that would hold the process, and a stop asked of the launcher would never end.
  process.channel?.unref()
  return promise
}
