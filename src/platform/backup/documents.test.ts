import assert from 'node:assert/strict'
import { createSecretKey, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Db } from '../db/database.ts'
import { addPerson } from '../testing/office.ts'
import { freshDb, ownerOf } from '../testing/world.ts'
import { vaultIn } from '../vault/vault.ts'
import { backUp } from './backup.ts'
import { holdDocuments } from './documents.ts'
import { checkBackup } from './reader.ts'
import { CannotRestore, restore } from './restore.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdfast-documents-kept-'))
const file = join(folder, 'county.holdfast')
const vault = vaultIn(join(folder, 'here'), createSecretKey(randomBytes(32)))
let owner: Db
let kept: string[]
const close: (() => Promise<void>)[] = []

async function fresh(): Promise<Db> {
  const db = await freshDb()
  const asOwner = ownerOf(db)
  close.push(
    () => asOwner.destroy(),
    () => db.destroy(),
  )
  return asOwner
}

before(async () => {
  owner = await fresh()
  const childId = await addPerson(owner)
  kept = await Promise.all(['A letter', 'A photo'].map((words) => vault.keep(Buffer.from(words))))
  for (const fingerprint of kept) await owner.insertInto('document').values({ childId, state: 'filed', fingerprint }).execute() // prettier-ignore
})
after(async () => {
  for (const one of close) await one()
  rmSync(folder, { recursive: true })
})

describe('a backup of a record with documents', () => {
  it('holds the file of each, and brings it back to a machine with another key or none, verified', async () => {
    const { documents } = await backUp(owner, file, new Date(), [], vault)
    assert.deepEqual(
      documents,
      Object.fromEntries(kept.toSorted().map((one) => [one, one === kept[0] ? 8 : 7])),
    )
    assert.deepEqual((await checkBackup(file)).documents, documents)
    const [there, elsewhere] = [await fresh(), vaultIn(join(folder, 'there'))]
    await assert.rejects(restore(there, file), CannotRestore)
    await restore(there, file, null, elsewhere)
    assert.deepEqual(await holdDocuments(there, elsewhere), { held: 2, faults: [], loose: 0, locks: false })
    assert.equal(String(await elsewhere.read(kept[1] ?? '')), 'A photo')
  })

  it('is not made without the folder they are in', async () => {
    await assert.rejects(backUp(owner, join(folder, 'none')), /no folder they are kept in was named/)
    assert.ok(!readdirSync(folder).some((name) => name.startsWith('none')))
  })

  it('says which file was lost or changed, and holds all else', async () => {
    const [letter = '', photo = ''] = kept
    const pathOf = (one: string): string => join(folder, 'here', one.slice(0, 2), one.slice(2, 4), one)
    rmSync(pathOf(letter))
    writeFileSync(pathOf(photo), 'Another photo')
    await vault.keep(Buffer.from('What no document names'))
    const { faults, ...rest } = await holdDocuments(owner, vault)
    assert.deepEqual(rest, { held: 2, loose: 1, locks: true })
    const how = { [letter]: 'lost', [photo]: 'changed' }
    assert.deepEqual(
      faults,
      kept.toSorted().map((sha256) => ({ sha256, how: how[sha256] })),
    )
    const { documents, documentsLost } = await backUp(owner, file, new Date(), [], vault)
    assert.deepEqual([documents, documentsLost], [{}, kept.toSorted()])
  })
})
