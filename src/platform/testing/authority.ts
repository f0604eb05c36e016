import { createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

// X.509 (RFC 5280) in DER, as little of it as a certificate of a test needs.
const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  const { length } = body
  const said = length < 128 ? [length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...said]), body])
}
const list = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts)
const number = (value: number): Buffer => der(0x02, Buffer.from([value]))
const bits = (body: Buffer): Buffer => der(0x03, Buffer.from([0]), body)
const text = (words: string): Buffer => der(0x0c, Buffer.from(words))
const idOf = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'))
const yes = der(0x01, Buffer.from([0xff]))

const ids = {
  signedByEcSha256: idOf('2a8648ce3d040302'),
  commonName: idOf('550403'),
  otherNames: idOf('551d11'),
  mayCertify: idOf('551d13'),
}

const nameOf = (name: string): Buffer => list(der(0x31, list(ids.commonName, text(name))))
const momentOf = (at: Date): Buffer =>
  der(0x18, Buffer.from(`${at.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}Z`))
const hostOf = (host: string): Buffer =>
  /^[\d.]+$/.test(host) ? der(0x87, Buffer.from(host.split('.').map(Number))) : der(0x82, Buffer.from(host))

/** What a certificate of a test says. */
interface Saying {
  /** The names and IPv4 addresses a server answers to. */
  readonly hosts?: readonly string[]
  /** Days from now; two, unless given. Below nought: it has ended. */
  readonly days?: number
}

interface Written {
  readonly certificate: string
  readonly key: string
}

const day = 86_400_000
let serial = 0

/** An authority of a test's own, which certifies whom the test asks it to. */
export class Authority {
  readonly #name: string
  readonly #folder: string
  readonly #key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  /** The file of its own certificate. */
  readonly file: string

  /** @param folder where its files are put, under names that begin with `name` */
  constructor(folder: string, name: string) {
    this.#name = name
    this.#folder = folder
    this.file = join(folder, `${name}.crt`)
    writeFileSync(
      this.file,
      this.#certify(name, this.#key, list(ids.mayCertify, yes, der(0x04, list(yes))), 2),
    )
  }

  /** Certifies a name, with a new key; gives the files of both. */
  issue(name: string, { hosts = [], days = 2 }: Saying = {}): Written {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const names = list(ids.otherNames, der(0x04, list(...hosts.map(hostOf))))
    const files = join(this.#folder, `${this.#name}-${name}-${++serial}`)
    writeFileSync(`${files}.crt`, this.#certify(name, privateKey, hosts.length > 0 ? names : null, days))
    writeFileSync(`${files}.key`, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
    return { certificate: `${files}.crt`, key: `${files}.key` }
  }

  #certify(name: string, key: KeyObject, extension: Buffer | null, days: number): string {
    const ends = Date.now() + days * day
    const algorithm = list(ids.signedByEcSha256)
    const said = list(
      der(0xa0, number(2)),
      number(++serial),
      algorithm,
      nameOf(this.#name),
      list(momentOf(new Date(Math.min(Date.now(), ends) - 10 * day)), momentOf(new Date(ends))),
      nameOf(name),
      createPublicKey(key).export({ type: 'spki', format: 'der' }),
      ...(extension === null ? [] : [der(0xa3, list(extension))]),
    )
    const whole = list(said, algorithm, bits(sign('sha256', said, this.#key)))
    const lines = whole.toString('base64').match(/.{1,64}/g) ?? []
    return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
  }
}
