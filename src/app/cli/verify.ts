import type { Db } from '../../platform/db/database.ts'
import type { DocumentsHeld } from '../../platform/backup/documents.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import type { SealCheck } from '../../platform/seals/verify.ts'
import { vaultOf } from '../vault.ts'
import { exits, verb } from './verb.ts'

interface Held {
  readonly held: number
  readonly differing: number
  readonly kinds: readonly { readonly kind: string; readonly held: number; readonly differing: number }[]
}

type Remark = (line: string) => void

export const verify = verb({
  name: 'verify',
  about:
    'Holds every event to its seal, the seals to their witness, and every record to its events, and every document to its digest',
  options: {
    witness: { takes: 'FILE', about: 'what the witness was told, if not where the server keeps it' },
    seals: { about: 'the seals alone' },
  },
  needs: 'database',
  run: async ({ json, say, remark, setting, database, values }) => {
    const { witnessOf } = await import('../witness.ts')
    const { db, name } = await database()
    const sealed = await heldToSeals(db, witnessOf(setting, name, values.witness).told(), remark)
    const records = values.seals ? null : await heldToEvents(db, remark)
    const documents = values.seals ? null : await heldToDigests(db, vaultOf(setting, name), remark)
    if (json) say(JSON.stringify({ sealed, ...records, documents }))
    else for (const line of [...summary(sealed, records), ...documentsWords(documents)]) say(line)
    const faults = sealed.faults.length + (records?.differing ?? 0) + (documents?.faults.length ?? 0)
    return faults === 0 ? exits.done : exits.findings
  },
})

type SealsHeld = SealCheck & { readonly rowsASecond: number; readonly witnessed: number }

async function heldToSeals(
  db: Db,
  told: Parameters<typeof import('../../platform/seals/verify.ts').verifySeals>[1],
  remark: Remark,
): Promise<SealsHeld> {
  const { verifySeals } = await import('../../platform/seals/verify.ts')
  const began = performance.now()
  const check = await verifySeals(db, told)
  for (const { seal, says } of check.faults) remark(`Seal ${seal}: ${says}`)
  const rowsASecond = Math.round((check.rows / (performance.now() - began)) * 1000)
  return { ...check, rowsASecond, witnessed: told.length }
}

async function heldToEvents(db: Db, remark: Remark): Promise<Held> {
  const { heldToHistory } = await import('../../platform/record/history.ts')
  const { records } = await import('../modules.ts')
  const kinds: { kind: string; held: number; differing: number }[] = []
  for (const on of records) {
    const kind = { kind: on.table, held: 0, differing: 0 }
    for await (const { held, differing } of heldToHistory(db, on)) {
      kind.held += held
      kind.differing += differing.length
      // Ids and the names of answers only: what they hold is nobody's business here.
      for (const { recordId, fields } of differing)
        remark(`${on.title} ${recordId}: ${fields.length === 0 ? 'has no history' : fields.join(', ')}`)
    }
    if (kind.held > 0) kinds.push(kind)
  }
  const sum = (of: 'held' | 'differing'): number => kinds.reduce((all, kind) => all + kind[of], 0)
  return { held: sum('held'), differing: sum('differing'), kinds }
}

async function heldToDigests(db: Db, vault: Vault, remark: Remark): Promise<DocumentsHeld> {
  const { holdDocuments } = await import('../../platform/backup/documents.ts')
  const documents = await holdDocuments(db, vault)
  for (const { sha256, how } of documents.faults) remark(`Document ${sha256}: its file is ${how}`)
  return documents
}

function documentsWords(documents: DocumentsHeld | null): string[] {
  if (documents === null || documents.held + documents.loose === 0) return []
  const { held, faults, loose, locks } = documents
  const sound = faults.length === 0 ? 'all are as they were kept' : `${count(faults.length)} are not`
  const open = locks
    ? []
    : ['Documents lie open on the disk: set HOLDFAST_DOCUMENTS_KEY to lock those kept from then on']
  const unnamed =
    loose === 0
      ? []
      : [`${count(loose)} files belong to no document: forms that were cut off, or an earlier restore`]
  return [`${count(held)} files of documents were held to their digests: ${sound}`, ...unnamed, ...open]
}

const count = (of: number): string => of.toLocaleString('en-GB')

function summary(sealed: SealsHeld, records: Held | null): string[] {
  const { seals, rows, faults, unsealed, witnessed, rowsASecond } = sealed
  const sound = faults.length === 0 ? 'all are as they were sealed' : `${count(faults.length)} findings`
  const lines = [
    `${count(rows)} events and readings were held to ${count(seals)} seals, ${count(rowsASecond)} a second: ${sound}`,
    witnessed === 0
      ? 'No witness was told of any seal: a chain cut short or written anew would not be seen'
      : `The witness was told ${count(witnessed)} times`,
  ]
  if (unsealed > 0)
    lines.push(`${count(unsealed)} are not sealed yet: the server does so every second while it runs`)
  if (records === null) return lines
  const same = records.differing === 0 ? 'all say the same' : `${count(records.differing)} do not`
  return [...lines, `${count(records.held)} records were held to their history: ${same}`]
}
