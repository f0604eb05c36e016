import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import config, { layers } from '../../.dependency-cruiser.mjs'
import { root } from './setting.ts'

// Breaches are planted in a small tree of their own, so that nothing is left in src whatever happens here.
const planted = join(root, 'test/fence/planted')

async function breaches(tree: string): Promise<string[]> {
  const options = { ...config.options, tsConfig: { fileName: join(root, 'tsconfig.json') }, baseDir: tree }
  const { output } = await cruise(['src'], {
    ...options,
    ruleSet: { forbidden: config.forbidden },
    validate: true,
  })
  const { summary } = output as ICruiseResult
  assert.ok(
    summary.totalCruised > 10,
    `the fence read ${summary.totalCruised} files: it has not seen the code`,
  )
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)
}

describe('the import fence', () => {
  it('holds', async () => assert.deepEqual(await breaches(root), []))

  it('is seen to break: every rule names its planted breach', async () => {
    const found = await breaches(planted)
    const chapter = 'src/modules'
    for (const breach of [
      `modules-meet-at-the-door: ${chapter}/plans/queries.ts -> ${chapter}/assessment/queries.ts`,
      `reads-only-its-own: ${chapter}/plans/queries.ts -> ${chapter}/assessment/queries.ts`,
      `people-reads-only-its-own: ${chapter}/people/queries.ts -> ${chapter}/allocation/index.ts`,
      `nothing-reads-a-reader: ${chapter}/plans/commands.ts -> ${chapter}/returns/index.ts`,
      `platform-knows-no-module: src/platform/dates/day.ts -> ${chapter}/people/index.ts`,
      `nothing-imports-app: ${chapter}/plans/jobs.ts -> src/app/server.ts`,
      `testing-is-for-tests: ${chapter}/plans/reactions.ts -> src/platform/testing/world.ts`,
      `meaning-is-pure: ${chapter}/assessment/rules.ts -> fs`,
      `meaning-is-pure: ${chapter}/plans/review/clocks.ts -> src/platform/web/web.ts`,
    ]) {
      assert.ok(found.includes(breach), `${breach} in\n${found.join('\n')}`)
    }
    const starts = [
      `meaning-is-pure: ${chapter}/assessment/record.ts -> `,
      `pages-do-not-speak-sql: ${chapter}/assessment/pages.ts -> `,
      `no-cycles: ${chapter}/placements/circle.ts -> `,
      ...layers.slice(0, -1).map((layer) => `platform-${layer}-looks-down: src/platform/${layer}/up.ts -> `),
    ]
    for (const start of starts)
      assert.ok(
        found.some((breach) => breach.startsWith(start)),
        `${start} in\n${found.join('\n')}`,
      )
  })

  it('lets through what is allowed', async () => {
    const found = await breaches(planted)
    assert.deepEqual(
      found.filter((breach) => breach.includes(': src/modules/returns/index.ts')),
      [],
    )
  })
})

const writes =
  /\b(insertInto|updateTable|deleteFrom|mergeInto|copyInto)\s*\(|\binsert\s+into\s+\w|\bdelete\s+from\s+\w|\bupdate\s+\w+\s+set\b/i
const mayWrite = /^src\/(platform\/(record|access|db|jobs|testing)\/|modules\/import\/staging)/

const writers = (tree: string): string[] =>
  globSync('src/**/*.ts', { cwd: tree })
    .filter((file) => !file.endsWith('.test.ts') && !mayWrite.test(file))
    .filter((file) => writes.test(readFileSync(join(tree, file), 'utf8')))

describe('only the store writes', () => {
  it('holds', () => assert.deepEqual(writers(root), []))
  it('is seen to break', () => assert.deepEqual(writers(planted), ['src/modules/placements/queries.ts']))

  for (const statement of [
    "db.insertInto('x')",
    "tx.updateTable('x')",
    "tx.deleteFrom('x')",
    "copyInto(tx, 'x')",
    'insert into x',
    'update x set y = 1',
    'DELETE FROM x',
  ]) {
    it(`knows ${statement}`, () => assert.match(statement, writes))
  }
})

describe('a chapter asks nobody for the time', () => {
  it('is seen to break: the linter names Date and Temporal', () => {
    // The linter passes the planted tree by; a copy outside the project is not passed by.
    const copy = mkdtempSync(join(tmpdir(), 'holdfast-fence-'))
    try {
      cpSync(planted, copy, { recursive: true })
      const { stdout } = spawnSync(
        process.execPath,
        [
          join(root, 'node_modules/oxlint/bin/oxlint'),
          '-c',
          join(root, '.oxlintrc.json'),
          'src/modules/plans/today.ts',
        ],
        { cwd: copy, encoding: 'utf8' },
      )
      assert.match(stdout, /'Date'/)
      assert.match(stdout, /'Temporal'/)
    } finally {
      rmSync(copy, { recursive: true })
    }
  })
})
