import { parseArgs } from 'node:util'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase } from '../src/app/open-database.ts'
import { root } from '../src/app/setting.ts'
import { runCommand } from '../src/app/cli.ts'
import { Served } from './served.ts'
import { cast, reckon, type Sent } from './record-kept.ts'
import { Writer } from './writer.ts'

/**
 * Kills the server and its database without warning while eight people write, and counts what came of every write that was
 * acknowledged. The last line is JSON; exit 1 when anything was lost, half written or doubled.
 *
 *   npm run drill:crash -- --kills 20 --database-kills 10
 */
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '5' }, 'database-kills': { type: 'string', default: '' } },
})
const appKills = Number(values.kills)
const databaseKills =
  values['database-kills'] === '' ? Math.ceil(appKills / 2) : Number(values['database-kills'])
const folder = join(root, 'var/drill-crash')
const setting = { folder, databaseUrl: undefined, demonstration: true }

rmSync(folder, { recursive: true, force: true })
process.env['HOLDFAST_DATA'] = folder
await runCommand(['county', '--children', '60', '--years', '1'])
const opened = await openDatabase(setting)
const people = await cast(opened.db, 8)
await opened.close()

const served = await Served.start(folder)
const sent: Sent[] = []
const writers = people.map((one) => new Writer(one, served, sent))
const writing = Promise.all(writers.map(async (writer) => writer.write()))
await killInTurn(served)
for (const writer of writers) writer.stop()
await writing
await served.stop()

const after = await openDatabase(setting)
const reckoned = await reckon(after.db, sent)
await after.close()
const bad = reckoned.lost + reckoned.halfWritten + reckoned.doubled
console.log(JSON.stringify({ kills: { app: appKills, database: databaseKills }, ...reckoned }))
process.exitCode = bad === 0 ? 0 : 1

/** Each kill at a moment nobody chose, and the next once somebody has been answered again. */
async function killInTurn(on: Served): Promise<void> {
  const turns = [...Array<'app'>(appKills).fill('app'), ...Array<'database'>(databaseKills).fill('database')]
  for (const [at, what] of shuffled(turns).entries()) {
    await pause(100 + Math.random() * 900)
    await (what === 'app' ? on.killServer() : on.killDatabase())
    await on.answersAgain()
    if ((at + 1) % 10 === 0) console.log(`${at + 1} kills, ${sent.length} writes acknowledged`)
  }
}

function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((each) => ({ each, by: Math.random() }))
    .toSorted((a, b) => a.by - b.by)
    .map(({ each }) => each)
}
