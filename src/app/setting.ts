import { isAbsolute, join } from 'node:path'
import { Misuse } from './misuse.ts'

/** The folder of the project. */
export const root = join(import.meta.dirname, '../..')

/** What the surroundings say; the same for every command. */
export interface Setting {
  /** Where our own PostgreSQL and everything else that is made lies: HOLDFAST_DATA, else `var`. */
  readonly folder: string
  /** DATABASE_URL: the server to use in place of our own. */
  readonly databaseUrl: string | undefined
  readonly port: number
  /** HOLDFAST_HOST: the address to listen on; this machine alone unless it is set. */
  readonly host: string
  /** The invented county, or (HOLDFAST_DEMO=0) the empty database of one's own. */
  readonly demonstration: boolean
  /** HOLDFAST_WITNESS: the folder where the heads of the chain of seals are kept, on another machine's disk; else `witness` in `folder`. */
  readonly witness: string
}

type Surroundings = Readonly<Record<string, string | undefined>>

/** @throws Misuse when PORT is no port */
export function settingFrom(surroundings: Surroundings): Setting {
  const { HOLDFAST_DATA, DATABASE_URL, PORT, HOLDFAST_HOST, HOLDFAST_DEMO, HOLDFAST_WITNESS } = surroundings
  const folder = folderFrom(HOLDFAST_DATA)
  return {
    folder,
    databaseUrl: DATABASE_URL === '' ? undefined : DATABASE_URL,
    port: portFrom(PORT),
    host: HOLDFAST_HOST === undefined || HOLDFAST_HOST === '' ? '127.0.0.1' : HOLDFAST_HOST,
    demonstration: HOLDFAST_DEMO !== '0',
    witness:
      HOLDFAST_WITNESS === undefined || HOLDFAST_WITNESS === '' ? join(folder, 'witness') : HOLDFAST_WITNESS,
  }
}

function folderFrom(given: string | undefined): string {
  if (given === undefined || given === '') return join(root, 'var')
  return isAbsolute(given) ? given : join(process.cwd(), given)
}

function portFrom(given: string | undefined): number {
  const port = Number(given === undefined || given === '' ? 3000 : given)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Misuse(`PORT is ${given}: it must be a number from 0 to 65535`)
  return port
}
