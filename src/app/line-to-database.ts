import { firstToEnd } from '../platform/db/held-client.ts'
import { papersOf } from '../platform/db/papers.ts'
import { oneUrl } from '../platform/db/servers.ts'

type Remark = (line: string) => void

const day = 86_400_000
const warnedDays = 30
const here = new Set(['', 'localhost', '127.0.0.1', '[::1]'])

/** What is said of a certificate that ends within 30 days; null of one that stands longer. @param now milliseconds since 1970 */
export function endingSoon(first: ReturnType<typeof firstToEnd>, now: number): string | null {
  if (first === null || first.endsAt - now > warnedDays * day) return null
  const on = new Date(first.endsAt).toISOString().slice(0, 10)
  return `A certificate of the line to the database ends on ${on}: ${first.of}. Renew it before (docs/operations.md)`
}

/** Says at once, and each day, that a certificate of the line to the database ends within 30 days. Gives what ends the watch. */
export function watchCertificates(remark: Remark): () => void {
  const look = (): void => {
    const said = endingSoon(firstToEnd(), Date.now())
    if (said !== null) remark(said)
  }
  look()
  const timer = setInterval(look, day).unref()
  return () => clearInterval(timer)
}

/** Whether an address leads to another machine over a line that anybody between may read. */
export function isOpenLine(given: string): boolean {
  const url = oneUrl(given)
  const { hostname, searchParams } = new URL(url)
  const host = searchParams.get('host') ?? hostname
  const elsewhere = !here.has(host) && !host.startsWith('/')
  return (elsewhere || searchParams.has('hosts')) && papersOf(url) === null
}
