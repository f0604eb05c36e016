import { existsSync, mkdirSync, readFileSync, writeFileSync, appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { standards } from './standards.ts'
import { isMet, reportOf } from './report.ts'
import { runStep, type Ran } from './run.ts'
import { steps } from './steps.ts'
import { threatsPage } from './threats.ts'

/*
 * Runs what Holdfast is asked to show, in full, one step after the other, and writes docs/assurance.md (and docs/threats.md). Exit 1 when one that ran was not met.
 *
 *   npm run assure                          # all of it: some hours
 *   npm run assure -- --only crash --only backup
 *   npm run assure -- --short               # a form of a minute or so each: shows that they run
 *   npm run assure -- --write               # the page alone, of what ran before
 */
const root = join(import.meta.dirname, '..')
const figures = join(root, 'assurance/figures.json')
const page = join(root, 'docs/assurance.md')
const logs = join(root, 'var/assure')

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    short: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
})
const strange = values.only.filter((name) => !steps.some((step) => step.name === name))
if (strange.length > 0) {
  console.error(`There is no ${strange.join(', ')}. Name any of: ${steps.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}

// What ran before stays beside its own commit and day, until the same is run again.
const heldNow = (): Ran[] => (existsSync(figures) ? (JSON.parse(readFileSync(figures, 'utf8')) as Ran[]) : [])
let held = heldNow()
const chosen = values.write
  ? []
  : steps.filter(({ name }) => values.only.length === 0 || values.only.includes(name))
mkdirSync(logs, { recursive: true })
let missed = 0
for (const step of chosen) {
  const log = join(logs, `${step.name}.log`)
  writeFileSync(log, '')
  console.log(`${step.name}: ${values.short ? (step.short ?? step.full) : step.full}`)
  const ran = await runStep(step, !values.short, (text) => appendFileSync(log, text))
  const well = values.short ? ran.trouble === null : isMet(ran)
  if (!well) missed += 1
  console.log(
    `${well ? '✔' : '✖'} ${step.name}, ${ran.minutes} min${ran.trouble === null ? '' : `: ${ran.trouble}`}`,
  )
  for (const { says, value, bound, met } of ran.figures)
    console.log(
      `    ${met ? ' ' : '✗'} ${says}: ${value ?? 'not said'}${bound === '' ? '' : ` (asked: ${bound})`}`,
    )
  keep(ran)
}
write()
console.log(`${chosen.length - missed} of ${chosen.length} well; docs/assurance.md is written`)
process.exitCode = missed === 0 ? 0 : 1

/** A short form never takes the place of a whole one; what another run has written meanwhile stays. */
function keep(ran: Ran): void {
  held = heldNow()
  const before = held.find(({ name }) => name === ran.name)
  if (before?.full === true && !ran.full) return
  held = [...held.filter(({ name }) => name !== ran.name), ran].toSorted((one, other) =>
    one.name < other.name ? -1 : 1,
  )
  writeFileSync(figures, `${JSON.stringify(held, null, 2)}\n`)
  write()
}

function write(): void {
  writeFileSync(page, reportOf(steps, held, standards()))
  writeFileSync(join(root, 'docs/threats.md'), threatsPage())
}
