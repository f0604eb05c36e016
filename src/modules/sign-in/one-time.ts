import { momentOf, type Instant } from '../../platform/dates/day.ts'
import { Secret, TOTP } from 'otpauth'

const issuer = 'Holdfast'
const seconds = 30

const codes = (key: string, label: string): TOTP =>
  new TOTP({ issuer, label, secret: Secret.fromBase32(key), period: seconds, digits: 6 })

/** A new key for somebody's authenticator, in the letters it is typed in. */
export const newCodeKey = (): string => new Secret({ size: 20 }).base32

/** What an authenticator reads in one go. */
export const codeAddress = (key: string, label: string): string => codes(key, label).toString()

/** The half minute a six-digit code belongs to: this one or its neighbours, for clocks that differ; null for a wrong code (RFC 6238). */
export function stepOf(key: string, code: string, at: Instant): number | null {
  const now = momentOf(at)
  const delta = codes(key, '').validate({ token: code.replaceAll(' ', ''), timestamp: now, window: 1 })
  return delta === null ? null : Math.floor(now / 1000 / seconds) + delta
}
