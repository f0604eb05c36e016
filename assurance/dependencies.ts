import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { standingOf, told, type Told } from './registry.ts'
import { notAsked } from './step.ts'

/*
 * `npm run made-of`: what Holdfast is made of at run time: how many packages it names itself, what the registry knows against any of them, which their
 * makers withdrew, which are behind the times of docs/security.md, and the list of all of them as CycloneDX, written to var/sbom.cdx.json. The last line
 * is JSON; exit 1 when something critical or high is known, or a time is over; 69 (unavailable) when the registry could not be asked what is known:
 * that nothing is known is then not said.
 */
const root = join(import.meta.dirname, '..')

interface Known {
  readonly critical: number | null
  readonly high: number | null
}

const npm = (...words: string[]): string =>
  spawnSync('npm', words, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 }).stdout

/** What the registry knows; null where it could not be asked, which is not the same as nothing. */
function known(): Known {
  const answer = JSON.parse(npm('audit', '--omit=dev', '--json') || '{}') as {
    metadata?: { vulnerabilities?: { critical: number; high: number } }
  }
  const { critical = null, high = null } = answer.metadata?.vulnerabilities ?? {}
  return { critical, high }
}

interface Component {
  readonly group?: string
  readonly name: string
  readonly version: string
}

interface Bom {
  serialNumber?: string
  readonly metadata: { timestamp?: string }
  readonly components: readonly Component[]
}

/** Without the moment and the number each run would change. */
function listed(): readonly Component[] {
  const bom = JSON.parse(
    npm('sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'),
  ) as Bom
  delete bom.serialNumber
  delete bom.metadata.timestamp
  mkdirSync(join(root, 'var'), { recursive: true })
  writeFileSync(join(root, 'var/sbom.cdx.json'), `${JSON.stringify(bom, null, 1)}\n`)
  return bom.components
}

const nameOf = ({ group, name }: Component): string => (group === undefined ? name : `${group}/${name}`)

/** Days in which a newer version of a package named directly is taken. */
const daysToTake = 90

interface Times {
  /** Packages whose makers withdrew the version in use; null where the registry did not answer for one. */
  readonly withdrawn: number | null
  /** Packages named directly whose newer version has been out for longer than it may take. */
  readonly behind: number | null
}

/** How every component stands against the times of docs/security.md; each that does not is named. */
async function times(components: readonly Component[], direct: ReadonlySet<string>): Promise<Times> {
  const names = [...new Set(components.map(nameOf))]
  const answers = new Map<string, Told | null>()
  for (const name of names) answers.set(name, await told(name))
  const standings = components.map((one) => {
    const answer = answers.get(nameOf(one)) ?? null
    return { one, standing: answer === null ? null : standingOf(answer, one.version, Date.now()) }
  })
  const untold = standings.filter(({ standing }) => standing === null)
  for (const { one } of untold) console.log(`Could not be asked about: ${nameOf(one)}`)
  if (untold.length > 0) return { withdrawn: null, behind: null }
  const withdrawn = standings.filter(({ standing }) => standing?.withdrawn)
  const behind = standings.filter(
    ({ one, standing }) => direct.has(nameOf(one)) && (standing?.daysBehind ?? 0) > daysToTake,
  )
  for (const { one } of withdrawn) console.log(`Withdrawn by its maker: ${nameOf(one)} ${one.version}`)
  for (const { one, standing } of behind)
    console.log(`${nameOf(one)} ${one.version} has been behind for ${standing?.daysBehind} days`)
  return { withdrawn: withdrawn.length, behind: behind.length }
}

const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>
}
const found = known()
if (found.high === null)
  console.log('Could not be asked: the registry does not say here what is known against packages')
const components = listed()
const { withdrawn, behind } = await times(components, new Set(Object.keys(dependencies)))
const figures = {
  direct: Object.keys(dependencies).length,
  ...found,
  withdrawn,
  behind,
  components: components.length,
}
console.log(JSON.stringify(figures))
const isOver = [found.high, found.critical, withdrawn, behind].some((count) => count !== null && count > 0)
process.exitCode = isOver ? 1 : found.high === null ? notAsked : 0
