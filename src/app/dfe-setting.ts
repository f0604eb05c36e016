import type { DfeService } from '../modules/dfe-api/index.ts'
import { Misuse } from './misuse.ts'

const names = ['URL', 'AUTHORITY', 'TOKEN_URL', 'CLIENT', 'SECRET', 'SCOPE', 'SUPPLIER_KEY'] as const

const loopback = /^(127\.0\.0\.1|\[::1\]|localhost)$/

/**
 * HOLDFAST_DFE_URL, _AUTHORITY, _TOKEN_URL, _CLIENT, _SECRET, _SCOPE and _SUPPLIER_KEY: where the DfE's daily collection is, and how it
 * knows us. Nothing is sent unless all are set.
 *
 * @throws Misuse when only some are, or one cannot be what it says
 */
export function dfeFrom(surroundings: Readonly<Record<string, string | undefined>>): DfeService | undefined {
  const said = names.map((name) => [name, surroundings[`HOLDFAST_DFE_${name}`]?.trim() ?? ''] as const)
  if (said.every(([, value]) => value === '')) return undefined
  const missing = said.filter(([, value]) => value === '').map(([name]) => `HOLDFAST_DFE_${name}`)
  if (missing.length > 0)
    throw new Misuse(
      `the settings of the DfE's daily collection belong together: set ${missing.join(', ')} too`,
    )
  const [url = '', authority = '', tokenUrl = '', client = '', secret = '', scope = '', supplierKey = ''] =
    said.map(([, value]) => value)
  if (!/^\d{3}$/.test(authority))
    throw new Misuse(
      'HOLDFAST_DFE_AUTHORITY is the three-figure number the DfE knows the authority by, as 825',
    )
  return {
    url: safe('URL', url).replace(/\/+$/, ''),
    authority: Number(authority),
    tokenUrl: safe('TOKEN_URL', tokenUrl),
    client,
    secret,
    scope,
    supplierKey,
  }
}

/** Children's names and our key go there: by TLS, or to a stub on this machine. */
function safe(name: string, value: string): string {
  const url = URL.parse(value)
  if (url === null || (url.protocol !== 'https:' && !loopback.test(url.hostname)))
    throw new Misuse(`HOLDFAST_DFE_${name} must be an address that begins with https://`)
  return value
}

/** Whether what is sent stays on this machine. */
export const staysHere = ({ url, tokenUrl }: DfeService): boolean =>
  [url, tokenUrl].every((each) => loopback.test(URL.parse(each)?.hostname ?? ''))
