import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { checkCinFiles } from '../../modules/returns/on-file/check-cin.ts'
import { checkSsda903Files } from '../../modules/returns/on-file/check-ssda903.ts'
import type { Found } from '../../modules/returns/on-file/found.ts'
import { hasShared, sharedReturns } from '../../modules/returns/ssda903/shared.testing.ts'

/*
 * Children made with a known share of defects. HOLDFAST_DEFECTS_CHILDREN=10000 makes as many as the bench has; 500 in every other run.
 */
const children = Number(process.env['HOLDFAST_DEFECTS_CHILDREN'] ?? 500)
/** Defects that changed a file, SSDA903 and census, as made with seed 903. */
const made = new Map([
  [500, [15, 12]],
  [10_000, [289, 203]],
])
/** What docs/returns.md explains of children without a defect. */
const explained = new Set(['1001', '1002', '435', '436'])

const folder = await mkdtemp(join(tmpdir(), 'defects-'))
after(() => rm(folder, { recursive: true }))

const generator = join(sharedReturns, '../bench/generate_returns.py')

interface Defect {
  readonly child: string
  readonly what: string
  readonly was?: string
  readonly now?: string
}
interface Manifest {
  readonly ssda903: { readonly defects: readonly Defect[] }
  readonly cin: { readonly defects: readonly Defect[] }
}

function generated(): Manifest | null {
  if (!hasShared(28) || !existsSync(generator)) return null
  try {
    const typed = [
      '--children',
      String(children),
      '--defects',
      '0.03',
      '--seed',
      '903',
      '--out',
      join(folder, 'defects'),
    ]
    execFileSync('python3', [generator, ...typed], { stdio: 'ignore' })
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'ENOENT')) throw fault
    console.log('0 of 28 shared cases ran: there is no python3 to make them')
    return null
  }
  return JSON.parse(readFileSync(join(folder, 'defects/manifest.json'), 'utf8')) as Manifest
}

/** What each census defect leaves in a child's element. The generator names some it then has nowhere to put, and never makes `overlap`. */
const leaves: Readonly<Record<string, (child: string) => boolean>> = {
  sex: (child) => child.includes('<Sex>1</Sex>'),
  eth: (child) => child.includes('<Ethnicity>ZZZZ</Ethnicity>'),
  closure: (child) => child.includes('<CINclosureDate>') && !child.includes('<ReasonForClosure>'),
  upn: (child) => child.includes('X</UPN>'),
  rsource: (child) => child.includes('<ReferralSource>Z9<'),
  factor: (child) => child.includes('<AssessmentFactors>99<'),
  cppcat: (child) => child.includes('<InitialCategoryOfAbuse>XXX<'),
  refnfa: (child) => child.includes('<ReferralNFA>2<'),
  overlap: () => false,
}

/** Defects no rule tells of, and what is told of children who have none. */
function judged(found: readonly Found[], defects: readonly Defect[]) {
  const byRule = new Set(found.filter(({ by }) => by === 'rule').map(({ child }) => child))
  const spoilt = new Set<string | null>(defects.map(({ child }) => child))
  const ofOthers = found.filter(({ child, rule }) => !spoilt.has(child) && !explained.has(rule))
  return {
    unfound: defects.filter(({ child }) => !byRule.has(child)),
    unexplained: ofOthers.map(({ rule, child, line }) => ({ rule, child, line })),
  }
}

const nothing = { unfound: [], unexplained: [] }

describe(`of ${children} children each defect is found by a rule, and of the others only what is explained`, () => {
  const manifest = generated()
  const skip = manifest === null
  const at = join(folder, 'defects')

  it('SSDA903', { skip }, async () => {
    const { found } = await checkSsda903Files({
      year: 2026,
      paths: [join(at, '903/this_year')],
      lastYear: join(at, '903/last_year'),
      postcodes: join(sharedReturns, 'conformance/whole-file/postcodes.csv'),
    })
    const defects = (manifest?.ssda903.defects ?? []).filter(({ was, now }) => was !== now)
    assert.equal(defects.length, made.get(children)?.[0] ?? defects.length)
    assert.deepEqual(judged(found, defects), nothing)
  })

  it('census', { skip }, async () => {
    const path = join(at, 'cin/cin.xml')
    const { found } = await checkCinFiles({ year: 2026, path })
    const elements = (await readFile(path, 'utf8')).split('<Child>')
    const ids = new Map(elements.map((element) => [/<LAchildID>(.*?)</.exec(element)?.[1], element]))
    const isMade = ({ child, what }: Defect): boolean => leaves[what]?.(ids.get(child) ?? '') ?? true
    const defects = (manifest?.cin.defects ?? []).filter(isMade)
    assert.equal(defects.length, made.get(children)?.[1] ?? defects.length)
    assert.deepEqual(judged(found, defects), nothing)
  })
})
