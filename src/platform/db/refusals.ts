import type { Papers } from './papers.ts'

/** Whom a connection was asked of, and as whom. */
interface Asked {
  readonly host: string
  readonly user: string
  readonly papers: Papers | null
}

type Sentence = (asked: Asked, fault: Error) => string

const strangers =
  /^(UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT(_LOCALLY)?)|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|CERT_SIGNATURE_FAILURE)$/

const authorityOf = ({ papers }: Asked): string => papers?.authority ?? 'those this machine trusts'
const ours = ({ papers }: Asked): string => papers?.certificate ?? 'our certificate'

/** What a server that lets nobody in, or is none of ours, is told as: by its code, and the words PostgreSQL says with it. */
const sentences: readonly (readonly [code: RegExp, said: RegExp, sentence: Sentence])[] = [
  [
    /^$/,
    /does not support SSL/,
    ({ host }) => `The database server ${host} speaks no TLS: set ssl = on there, or it is not ours`,
  ],
  [
    strangers,
    /./,
    (asked) =>
      `The certificate of the database server ${asked.host} is by an authority that sslrootcert (${authorityOf(asked)}) does not hold: add it there if it is the council’s; else another machine answers for ours`,
  ],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    /./,
    ({ host }) =>
      `The certificate of the database server ${host} is for another name: write the address by a name it holds, or make one for this name; else another machine answers for ours`,
  ],
  [
    /^CERT_HAS_EXPIRED$/,
    /./,
    ({ host }) =>
      `The certificate of the database server ${host} has ended: renew it there and reload (pg_reload_conf)`,
  ],
  [
    /^CERT_NOT_YET_VALID$/,
    /./,
    ({ host }) =>
      `The certificate of the database server ${host} has not begun: look at both machines’ clocks`,
  ],
  [
    /ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_\w+|DECRYPT_ERROR)$/,
    /./,
    (asked) =>
      `The database server ${asked.host} does not take the certificate ${ours(asked)}: it must be by an authority of its ssl_ca_file, and be current by its clock`,
  ],
  [
    /^28000$/,
    /requires a valid client certificate/,
    ({ host, user }) =>
      `The database server ${host} wants a certificate of ${user}: name it with sslcert and sslkey in the address`,
  ],
  [
    /^28000$/,
    /certificate authentication failed/,
    (asked) =>
      `The certificate ${ours(asked)} is not ${asked.user}’s: sslcert must name the one whose CN is ${asked.user}`,
  ],
  [
    /^28000$/,
    /no encryption/,
    ({ host, user }) =>
      `The database server ${host} takes ${user} over TLS alone, or not from here: say sslmode=verify-full in the address, and see its pg_hba.conf`,
  ],
  [
    /^$/,
    /client password must be a string/,
    ({ host, user }) =>
      `The database server ${host} asks ${user} for a password, and the address has none: its pg_hba.conf must say cert for it, or the address a password`,
  ],
]

/** A fault of connecting, in a sentence that says what to do where there is one for it; any other fault as it is. */
export function toldOf(fault: unknown, asked: Asked): unknown {
  if (!(fault instanceof Error)) return fault
  const code = 'code' in fault ? String(fault.code) : ''
  const found = sentences.find(([codes, said]) => codes.test(code) && said.test(fault.message))
  return found === undefined ? fault : new Refused(found[2](asked, fault), { cause: fault })
}

/** The server, or we, would not go on: to whoever waits for the database it is as away, and is tried again. */
export class Refused extends Error {
  override readonly name = 'Refused'
  /** SQLSTATE: no connection could be made. */
  readonly code = '08001'
}
