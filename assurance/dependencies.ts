import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { notAsked } from './step.ts'

/*
 * `npm run made-of`: what Holdfast is made of at run time: how many packages it names itself, what the registry knows against any of them, and the list
 * of all of them as CycloneDX, written to var/sbom.cdx.json. The last line is JSON; exit 1 when something critical or high is known,
 * 69 (unavailable) when the registry could not be asked: that nothing is known is then not said.
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

interface Bom {
  serialNumber?: string
  readonly metadata: { timestamp?: string }
  readonly components: readonly unknown[]
}

/** Without the moment and the number each run would change. */
function listed(): number {
  const bom = JSON.parse(
    npm('sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'),
  ) as Bom
  delete bom.serialNumber
  delete bom.metadata.timestamp
  mkdirSync(join(root, 'var'), { recursive: true })
  writeFileSync(join(root, 'var/sbom.cdx.json'), `${JSON.stringify(bom, null, 1)}\n`)
  return bom.components.length
}

const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>
}
const found = known()
if (found.high === null)
  console.log('Could not be asked: the registry does not say here what is known against packages')
console.log(JSON.stringify({ direct: Object.keys(dependencies).length, ...found, components: listed() }))
process.exitCode = found.high === null ? notAsked : found.high === 0 && found.critical === 0 ? 0 : 1
