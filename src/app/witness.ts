import { join } from 'node:path'
import { fileWitness, type Witness } from '../platform/seals/witness.ts'
import type { Setting } from './setting.ts'

/**
 * Where the heads of a database's chain of seals are kept: a file of its own in the witness's folder.
 *
 * @param database its name
 * @param elsewhere the file itself, for a copy brought from the other machine
 */
export const witnessOf = ({ witness }: Setting, database: string, elsewhere?: string): Witness =>
  fileWitness(elsewhere ?? join(witness, `${database}.jsonl`))
