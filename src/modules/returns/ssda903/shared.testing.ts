import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Files that others wrote, which stand beside the product. */
export const sharedReturns = join(
  process.env['HOLDFAST_SHARED'] ?? join(import.meta.dirname, '../../../../../shared'),
  'returns',
)

/** Whether the shared files are there. Says so when they are not, and fails where they must be. */
export function hasShared(cases: number): boolean {
  if (existsSync(sharedReturns)) return true
  if (process.env['HOLDFAST_REQUIRE_SHARED'] === '1') throw new Error('the shared files are not there')
  console.log(`0 of ${cases} shared cases ran`)
  return false
}
