import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** One file a browser may have: its address holds a hash of its content, so it may be kept for ever. */
interface Asset {
  /** `/assets/holdfast-1f2e3d4c5b6a.css`. */
  readonly url: string
  readonly type: string
  readonly content: Buffer
}

const here = import.meta.dirname
const packages = createRequire(import.meta.url)
const govuk = dirname(packages.resolve('govuk-frontend'))
const moj = join(dirname(packages.resolve('@ministryofjustice/frontend/package.json')), 'moj')

const files: Readonly<Record<string, string>> = {
  'holdfast.css': here,
  'holdfast.js': here,
  'favicon.svg': here,
  'mark.svg': here,
  'govuk-frontend.min.css': govuk,
  'govuk-frontend.min.js': govuk,
  'moj-frontend.min.css': moj,
  'moj-frontend.min.js': moj,
}

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

/** Every asset by its plain name, read once at start. */
export const assets: ReadonlyMap<string, Asset> = prepared()

const byUrl = new Map([...assets.values()].map((asset) => [asset.url, asset]))

/**
 * The address of an asset, by its plain name.
 *
 * @throws Error when there is no asset of that name: a mistake of ours, found at the first page.
 */
export function asset(name: string): string {
  const found = assets.get(name)
  if (!found) throw new Error(`There is no asset called ${name}`)
  return found.url
}

/** What to send for a path, which may be kept for ever ('public, max-age=31536000, immutable'); undefined for no such file. */
export const serve = (path: string): Asset | undefined => byUrl.get(path)

/** The scripts come last, because ours names the others by their hashed addresses. */
function prepared(): ReadonlyMap<string, Asset> {
  const ready = new Map<string, Asset>()
  const names = Object.keys(files).toSorted(
    (a, b) => Number(a === 'holdfast.js') - Number(b === 'holdfast.js'),
  )
  for (const name of names) ready.set(name, prepare(name, ready))
  return ready
}

function prepare(name: string, ready: ReadonlyMap<string, Asset>): Asset {
  const content = Buffer.from(served(name, readFileSync(join(files[name] ?? here, name), 'utf8'), ready))
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12)
  const [stem, kind] = [name.slice(0, name.lastIndexOf('.')), name.slice(name.lastIndexOf('.') + 1)]
  return { url: `/assets/${stem}-${hash}.${kind}`, type: types[kind] ?? 'application/octet-stream', content }
}

/**
 * A file as we serve it. Our own script imports `./govuk-frontend.min.js`, which has a hashed name once served; the
 * packages' files name source maps we do not serve, and a typeface that only GOV.UK may use.
 */
function served(name: string, source: string, ready: ReadonlyMap<string, Asset>): string {
  if (name === 'holdfast.js')
    return source.replaceAll(/'\.\/([\w.-]+)'/g, (_, file: string) => `'${ready.get(file)?.url}'`)
  return source
    .replace(/\/[/*]# sourceMappingURL=\S+( \*\/)?\s*$/, '')
    .replaceAll(/@font-face\{[^}]*\}/g, '')
    .replaceAll(/"?GDS Transport"?,/g, '')
}
