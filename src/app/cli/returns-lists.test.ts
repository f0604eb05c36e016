import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Db } from '../../platform/db/database.ts'
import { BrokenFile } from '../../platform/files/refused.ts'
import { addStaff } from '../../platform/testing/office.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { Misuse } from '../misuse.ts'
import { settingFrom } from '../setting.ts'
import { readArguments } from './arguments.ts'
import { returnsLists } from './returns-lists.ts'
import type { Told } from './verb.ts'

let db: Db
let directory: string
const folder = await mkdtemp(join(tmpdir(), 'lists-given-'))
before(async () => {
  db = await freshDb()
  directory = join(folder, 'directory.csv')
  await writeFile(directory, 'pcd,oseast1m,osnrth1m,laua\nAA1 1AA,400000,300000,E06000060\n')
})
after(async () => {
  await db.destroy()
  await rm(folder, { recursive: true })
})

/** The command, in this process, on a database that is open already: what it says. */
async function lists(...typed: readonly string[]): Promise<string[]> {
  const said: string[] = []
  const { values, words } = readArguments(returnsLists, typed)
  const opened = { db, name: '', url: '', ownerUrl: '', demonstration: false, madeNow: false, keepUp: () => undefined, close: async () => undefined } // prettier-ignore
  await returnsLists.run({
    words,
    values: values as Told['values'],
    json: false,
    setting: settingFrom({}),
    say: (line) => void said.push(line),
    remark: () => undefined,
    database: async () => opened,
  })
  return said
}

describe('holdfast returns lists', () => {
  it('says that none has been given, and then which are held and since when', async () => {
    assert.deepEqual(await lists(), ['None has been given.'])
    const [line = ''] = await lists('--postcodes', directory)
    assert.match(line, /^Postcode directory: 1 entry, given on \d{4}-\d{2}-\d{2}$/)
    assert.deepEqual(await lists(), [line])
  })

  it('takes the council to be the one its number is published under, and who gave it by name', async () => {
    await db.insertInto('authority').values({ code: '825', name: 'Buckinghamshire' }).execute()
    const analyst = await addStaff(db, 'Olu Sandhu', 'PERF')
    await db.updateTable('staff').set({ signsInAs: 'olu' }).where('id', '=', analyst.id).execute()
    await lists('--postcodes', directory, '--by', 'olu')
    const given = await db
      .selectFrom('givenList')
      .select(['authority', 'givenBy'])
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    assert.deepEqual(given, { authority: 'E06000060', givenBy: analyst.id })
  })

  it('refuses what is not there, what is no code, and what is no list, and keeps what it had', async () => {
    const before = await lists()
    await assert.rejects(lists('--postcodes', join(folder, 'none.csv')), Misuse)
    await assert.rejects(lists('--postcodes', directory, '--authority', '825'), Misuse)
    await assert.rejects(lists('--authority', 'E06000060'), Misuse)
    await assert.rejects(lists('--postcodes', directory, '--by', 'nobody'), Misuse)
    await assert.rejects(lists('--providers', directory), BrokenFile)
    assert.deepEqual(await lists(), before)
  })
})
