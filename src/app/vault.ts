import { join } from 'node:path'
import { vaultIn, type Vault } from '../platform/vault/vault.ts'
import type { Setting } from './setting.ts'

/**
 * Where the files of a database's documents are kept: a folder of its name, so that the invented county's are never among others.
 *
 * @param database its name
 */
export const vaultOf = (
  { folder, documentsAt, documentsKey }: Pick<Setting, 'folder' | 'documentsAt' | 'documentsKey'>,
  database: string,
): Vault => vaultIn(join(documentsAt || join(folder, 'documents'), database), documentsKey ?? null)
