import { asOwner } from '../as-owner.ts'
import { Misuse } from '../misuse.ts'
import { exits, verb } from './verb.ts'

const count = (of: number): string => of.toLocaleString('en-GB')

export const backup = verb({
  name: 'backup',
  about: 'Writes one moment of the database to a file, every table counted and digested',
  words: 'FILE',
  options: {},
  needs: 'database',
  run: async ({ words, json, say, database }) => {
    const [file, ...more] = words
    if (file === undefined || more.length > 0) throw new Misuse('backup takes one file to write')
    const { backUp } = await import('../../platform/backup/backup.ts')
    const { ownerUrl } = await database()
    const { tables } = await asOwner(ownerUrl, (owner) => backUp(owner, file))
    const rows = Object.values(tables).reduce((sum, held) => sum + held.rows, 0)
    if (json) say(JSON.stringify({ file, rows, tables }))
    else
      for (const line of [
        `${count(rows)} rows of ${Object.keys(tables).length} tables were written`,
        'It holds everything about every child: keep it encrypted, away from this machine, where it cannot be altered.',
      ])
        say(line)
    return exits.done
  },
})
