import { asOwner } from '../as-owner.ts'
import { Misuse } from '../misuse.ts'
import { vaultOf } from '../vault.ts'
import { exits, verb } from './verb.ts'

const count = (of: number): string => of.toLocaleString('en-GB')

export const backup = verb({
  name: 'backup',
  about: 'Writes one moment of the database to a file, every table and document counted and digested',
  words: 'FILE',
  options: {
    to: {
      takes: 'KEY',
      many: true,
      about: 'locks the file for whoever has the key to this X25519 public key; may be given again',
    },
  },
  needs: 'database',
  run: async ({ words, values, json, say, remark, setting, database }) => {
    const [file, ...more] = words
    if (file === undefined || more.length > 0) throw new Misuse('backup takes one file to write')
    const { backUp } = await import('../../platform/backup/backup.ts')
    const { publicKeyIn } = await import('../../platform/backup/lock.ts')
    const recipients = (values.to ?? []).map(publicKeyIn)
    const { ownerUrl, name } = await database()
    const vault = vaultOf(setting, name)
    const {
      tables,
      documents = {},
      documentsLost = [],
    } = await asOwner(ownerUrl, (owner) => backUp(owner, file, new Date(), recipients, vault))
    const rows = Object.values(tables).reduce((sum, held) => sum + held.rows, 0)
    for (const sha256 of documentsLost)
      remark(
        `Document ${sha256}: its file is lost or was changed, and is not in the backup. See holdfast verify.`,
      )
    if (json) say(JSON.stringify({ file, rows, tables, documents, documentsLost }))
    else
      for (const line of [
        `${count(rows)} rows of ${Object.keys(tables).length} tables and ${count(Object.keys(documents).length)} documents were written`,
        recipients.length > 0
          ? `It is locked for ${count(recipients.length)} ${recipients.length === 1 ? 'key' : 'keys'}: nobody can open it without, nor can we.`
          : 'It holds everything about every child and lies open: lock it (--to KEY), and keep it away from this machine, where it cannot be altered.',
      ])
        say(line)
    return documentsLost.length === 0 ? exits.done : exits.findings
  },
})
