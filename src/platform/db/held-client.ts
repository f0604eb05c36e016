import type { X509Certificate } from 'node:crypto'
import pg from 'pg'
import { certificateIn, papersOf, readPapers, withoutPapers, type Line, type Papers } from './papers.ts'
import { Refused, toldOf } from './refusals.ts'

/** What pg's types keep to themselves of a client whose line is locked. */
interface Locked {
  readonly connection: {
    readonly stream: { readonly getPeerX509Certificate: () => X509Certificate | undefined }
  }
}

type Connected = (fault: Error | null) => void

/**
 * A pg client whose line is locked and held to the server's certificate where its address says so. Every connection of the
 * product is one.
 */
export class HeldClient extends pg.Client {
  readonly #papers: Papers | null
  readonly #line: Line

  /** @throws TypeError when the address asks for less than a line that is held to a certificate */
  constructor(config: string | pg.ClientConfig = {}) {
    const { connectionString, ...given } = typeof config === 'string' ? { connectionString: config } : config
    const papers = connectionString === undefined ? null : papersOf(connectionString)
    // Filled as it connects: files are read then, and a fault in them is told as a fault of connecting.
    const line: Line = {}
    super({
      ...given,
      ...(connectionString !== undefined && { connectionString: withoutPapers(connectionString) }),
      ssl: papers === null ? false : line,
    })
    this.#papers = papers
    this.#line = line
    // A server may end a line in the breath in which it opens it, before anybody listens: the first question tells of it.
    this.on('error', () => undefined)
  }

  override connect(): Promise<pg.Client>
  override connect(callback: Connected): void
  override connect(callback?: Connected): Promise<pg.Client> | undefined {
    const connected = this.connectHeld()
    if (callback === undefined) return connected
    connected.then(
      () => callback(null),
      (fault: Error) => callback(fault),
    )
    return undefined
  }

  /** Connects to its own host. @throws Refused with a sentence when either side does not take the other's certificate */
  protected async connectHeld(): Promise<pg.Client> {
    const papers = this.#papers
    if (papers !== null) this.#show(papers)
    try {
      const connected = await super.connect()
      if (papers !== null) this.#seen(papers)
      return connected
    } catch (fault) {
      throw toldOf(fault, { host: this.host, user: this.user ?? '', papers })
    }
  }

  #show(papers: Papers): void {
    try {
      const { key, ...rest } = readPapers(papers)
      // Not enumerable, as pg itself has it: a client that is printed does not print its key.
      Object.assign(this.#line, rest)
      if (key !== undefined) Object.defineProperty(this.#line, 'key', { value: key, configurable: true })
    } catch (fault) {
      throw new Refused(fault instanceof Error ? fault.message : String(fault), { cause: fault })
    }
  }

  #seen({ certificate }: Papers): void {
    if (certificate !== null) ownFiles.add(certificate)
    const { stream } = (this as unknown as Locked).connection
    const ends = stream.getPeerX509Certificate()?.validToDate.getTime()
    if (ends !== undefined) servers.set(this.host, ends)
  }
}

const ownFiles = new Set<string>()
const servers = new Map<string, number>()

/** A certificate of the line to the database, and when it ends, in milliseconds since 1970. */
interface Ending {
  /** The file of one of ours, or the name of a server. */
  readonly of: string
  readonly endsAt: number
}

/**
 * The certificate that ends first: of ours as the file is now, of a server as it was at the last connection; null where there
 * is none.
 */
export function firstToEnd(): Ending | null {
  const own = [...ownFiles].flatMap((of) => endOf(of) ?? [])
  const theirs = [...servers].map(([of, endsAt]) => ({ of, endsAt }))
  return [...own, ...theirs].toSorted((one, other) => one.endsAt - other.endsAt)[0] ?? null
}

function endOf(of: string): Ending | null {
  try {
    return { of, endsAt: certificateIn(of, 'sslcert').read.validToDate.getTime() }
  } catch {
    return null
  }
}
