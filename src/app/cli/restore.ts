import { asOwner } from '../as-owner.ts'
import { Misuse } from '../misuse.ts'
import { exits, verb, type Exit } from './verb.ts'

export const restore = verb({
  name: 'restore',
  about: 'Puts a backup back into an empty database, all or nothing, and verifies it',
  words: 'FILE',
  options: { check: { about: 'only read the file and say whether it is whole' } },
  needs: 'database',
  run: async (told) => {
    const [file, ...more] = told.words
    if (file === undefined || more.length > 0) throw new Misuse('restore takes one file to read')
    if (told.values.check === true) return check(file, told.say, told.json)
    const { restore: putBack } = await import('../../platform/backup/restore.ts')
    const { ownerUrl } = await told.database()
    const { tables } = await asOwner(ownerUrl, (owner) => putBack(owner, file))
    const rows = Object.values(tables).reduce((sum, held) => sum + held.rows, 0)
    told.remark(`${rows.toLocaleString('en-GB')} rows are back, each table as it was written`)
    const { verify } = await import('./verify.ts')
    return verify.run({ ...told, values: { seals: false } })
  },
})

async function check(file: string, say: (line: string) => void, json: boolean): Promise<Exit> {
  const { checkBackup } = await import('../../platform/backup/reader.ts')
  const { takenAt, tables } = await checkBackup(file)
  const rows = Object.values(tables).reduce((sum, held) => sum + held.rows, 0)
  say(
    json
      ? JSON.stringify({ takenAt, rows, tables })
      : `The backup of ${takenAt} is whole: ${rows.toLocaleString('en-GB')} rows`,
  )
  return exits.done
}
