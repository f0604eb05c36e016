import type { KeyObject } from 'node:crypto'
import { asOwner } from '../as-owner.ts'
import { Misuse } from '../misuse.ts'
import { vaultOf } from '../vault.ts'
import { exits, verb, type Exit, type Told } from './verb.ts'

export const restore = verb({
  name: 'restore',
  about: 'Puts a backup back into an empty database, all or nothing, and verifies it',
  words: 'FILE',
  options: {
    check: { about: 'only read the file and say whether it is whole' },
    key: {
      takes: 'KEY',
      about:
        'the X25519 key of somebody the file was locked for; its passphrase, if it has one, in HOLDFAST_KEY_PASSPHRASE',
    },
  },
  needs: 'database',
  run: async (told) => {
    const [file, ...more] = told.words
    if (file === undefined || more.length > 0) throw new Misuse('restore takes one file to read')
    const key = await keyIn(told.values.key)
    if (told.values.check === true) return check(file, key, told)
    const { restore: putBack } = await import('../../platform/backup/restore.ts')
    const { ownerUrl, name } = await told.database()
    const vault = vaultOf(told.setting, name)
    const { tables, documents = {} } = await asOwner(ownerUrl, (owner) => putBack(owner, file, key, vault))
    const rows = Object.values(tables).reduce((sum, held) => sum + held.rows, 0)
    told.remark(
      `${rows.toLocaleString('en-GB')} rows and ${Object.keys(documents).length.toLocaleString('en-GB')} documents are back, each as it was written`,
    )
    const { verify } = await import('./verify.ts')
    return verify.run({ ...told, values: { seals: false } })
  },
})

async function keyIn(path: string | undefined): Promise<KeyObject | null> {
  if (path === undefined) return null
  const { privateKeyIn } = await import('../../platform/backup/lock.ts')
  return privateKeyIn(path, process.env['HOLDFAST_KEY_PASSPHRASE'])
}

async function check(
  file: string,
  key: KeyObject | null,
  { say, json }: Pick<Told, 'say' | 'json'>,
): Promise<Exit> {
  const { checkBackup } = await import('../../platform/backup/reader.ts')
  const { takenAt, tables } = await checkBackup(file, key)
  const rows = Object.values(tables).reduce((sum, held) => sum + held.rows, 0)
  say(
    json
      ? JSON.stringify({ takenAt, rows, tables })
      : `The backup of ${takenAt} is whole: ${rows.toLocaleString('en-GB')} rows`,
  )
  return exits.done
}
