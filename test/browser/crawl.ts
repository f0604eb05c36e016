import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { root, type Seat } from './desk.ts'

/** A page of the route table: what is in its address besides words is a parameter. */
interface Route {
  readonly url: string
  readonly audience: string
}

/** Every page that can be asked for, as `holdfast routes` tells it. */
export async function pageRoutes(): Promise<Route[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    path.join(root, 'bin/holdfast'),
    'routes',
    '--json',
  ])
  const all = JSON.parse(stdout) as (Route & { readonly method: string })[]
  return all.filter(({ method, url }) => method === 'GET' && !url.startsWith('/assets'))
}

/** The route that answers an address: words win over parameters, as they do in the server. */
function routeOf(routes: readonly Route[], address: string): Route | undefined {
  const at = address.split('?')[0]?.split('/') ?? []
  const answers = ({ url }: Route): boolean => {
    const parts = url.split('/')
    // 'findings.:kind' begins with words, and ends as it likes.
    const is = (part: string, given = ''): boolean =>
      part === given || (part.includes(':') && given.startsWith(part.slice(0, part.indexOf(':'))))
    return parts.length === at.length && parts.every((part, i) => is(part, at[i]))
  }
  return routes
    .filter(answers)
    .toSorted((a, b) => a.url.split(':').length - b.url.split(':').length)
    .at(0)
}

/** One page as one person found it. */
export interface Found {
  readonly address: string
  /** The page with the link that led here. */
  readonly from: string
  readonly route: string
  readonly status: number
  readonly html: string
  readonly links: readonly string[]
  readonly forms: readonly string[]
}

const local = /<a\b[^>]*?\shref="(\/(?!\/|assets\/)[^"#]*)/g
/** Where a form is sent. What has a page of its own under that address is what a refused press is shown. */
const sentTo = /<(?:form\b[^>]*?\saction|button\b[^>]*?\sformaction)="(\/(?!\/)[^"#]*)/g
const plain = (href: string): string => href.replaceAll('&amp;', '&').replaceAll('&#38;', '&')

/** Addresses that only differ in whom they are about, or in what is chosen, are the same kind of page. */
const kindOf = (route: Route, address: string): string =>
  `${route.url}?${[...new URL(address, 'http://x').searchParams.keys()].toSorted().join('&')}`

export interface Crawled {
  readonly pages: readonly Found[]
  /** Links to what no route answers, with the page that has them. */
  readonly astray: readonly string[]
  /** Every address seen in a link, asked for or not. */
  readonly addresses: ReadonlySet<string>
}

/** What stands on every child's page, and the page of one record: what is done next is a link of these, for the few in that state. */
const standing = /^\/children\/:childId\/([a-z-]+|[a-z-]+(\/[a-z-]+)?\/:\w+)$/

/** Follows every link from where this person begins, to so many pages of a kind, and to so many children's of what stands on all. */
export async function crawl(
  seat: Seat,
  routes: readonly Route[],
  { ofAKind, children }: { readonly ofAKind: number; readonly children: number },
  from: readonly string[],
): Promise<Crawled> {
  const waiting: { address: string; from: string }[] = from.map((address) => ({ address, from: 'the start' }))
  const addresses = new Set(from)
  const times = new Map<string, number>()
  const astray = new Set<string>()
  const pages: Found[] = []
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const route = routeOf(routes, next.address)
    if (route === undefined) {
      astray.add(`${next.from} has a link to ${next.address}`)
      continue
    }
    const kind = kindOf(route, next.address)
    const soFar = times.get(kind) ?? 0
    if (soFar >= (standing.test(route.url) ? children : ofAKind)) continue
    times.set(kind, soFar + 1)
    const found = await visit(seat, route, next)
    pages.push(found)
    const formPages = found.forms.filter((to) => /\/[a-z-]+$/.test(routeOf(routes, to)?.url ?? ''))
    for (const address of [...found.links, ...formPages].filter((link) => !addresses.has(link))) {
      addresses.add(address)
      waiting.push({ address, from: next.address })
    }
  }
  return { pages, astray: [...astray], addresses }
}

async function visit(
  { context }: Seat,
  route: Route,
  { address, from }: { address: string; from: string },
): Promise<Found> {
  const answer = await context.request.get(address)
  const isPage = answer.headers()['content-type']?.startsWith('text/html') === true
  const html = isPage ? await answer.text() : ''
  const found = (of: RegExp): string[] => [...html.matchAll(of)].map(([, at = '']) => plain(at))
  return {
    address,
    from,
    route: route.url,
    status: answer.status(),
    html,
    links: [...new Set(found(local))],
    forms: [...new Set(found(sentTo))],
  }
}

/** What a reader would see of a page, without what is typed into it: words, one space apart. */
export function wordsOf(html: string): string {
  return html
    .replaceAll(/<(script|style|textarea)\b[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll(/\s+/g, ' ')
}
