import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import config, { layers } from '../../.dependency-cruiser.mjs'
import { snake } from '../platform/record/names.ts'
import { records } from './modules.ts'
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
  /\b(?:insertInto|updateTable|deleteFrom|mergeInto)\s*\(\s*(?:'(\w+)'|([^')\s]))|\bcopyInto\s*\(\s*\w+\s*,\s*(?:'(\w+)'|(\S))|\binsert\s+into\s+(?:(\w+)|(\$))|\bdelete\s+from\s+(?:(\w+)|(\$))|\bupdate\s+(?:(\w+)|(\$\S*))(?:\s+as\s+\w+|\s+\w+)?\s+set\b/gi

/** The tables a statement of this text writes: 'a table it was handed' where it is not named. */
const written = (text: string): string[] =>
  [...text.matchAll(writes)].map((match) => {
    const [, ...named] = match
    const name = named.find((one) => one !== undefined && /^\w{2,}$/.test(one))
    return name === undefined ? 'a table it was handed' : snake(name)
  })

/** What is written of children and their families, and what follows from it. */
const ofTheRecord = new Set([
  ...records.map(({ table }) => snake(table)),
  'event',
  'clock_reading',
  'coverage',
  'read_event',
  'a table it was handed',
])

const mayWrite = /^src\/platform\/(record|access|db|jobs|testing)\//

/** The bulk forms of the writer, each with its reason. Everything else goes through `perform` or `inOneChange`. */
const bulkWriters: Readonly<Record<string, string>> = {
  'src/modules/people/receive.ts': 'people of a return: a person is not a record of a child',
  'src/modules/people/told.ts': 'people of a synthetic county',
  'src/modules/people/match.ts': 'two people of a return made one, with the events of a merge',
  'src/modules/import/put-back.ts':
    'a withdrawn import: rows go back to what stood before, each with an event',
  'src/modules/import/withdraw.ts':
    'a withdrawn import: rows are kept whole and taken out of view, each with an event',
  'src/platform/backup/restore.ts': 'a backup: every table comes back as it was',
  'src/app/county/store.ts': 'a synthetic county: the looks its staff took',
  'src/app/county/visits-checked.ts':
    'a synthetic county: its visits as they were checked, each with an event of its day',
}

const recordWrites = (tree: string): string[] =>
  globSync('src/**/*.ts', { cwd: tree })
    .filter((file) => !/\.(test|testing)\.ts$/.test(file) && !mayWrite.test(file) && !(file in bulkWriters))
    .flatMap((file) =>
      written(readFileSync(join(tree, file), 'utf8'))
        .filter((table) => ofTheRecord.has(table))
        .map((table) => `${file} writes ${table}`),
    )

describe('only the store writes the record', () => {
  it('holds', () => assert.deepEqual(recordWrites(root), []))
  it('is seen to break', () =>
    assert.deepEqual(
      recordWrites(planted),
      Array(4).fill('src/modules/placements/queries.ts writes care_episode'),
    ))
  it('lets no one keep an exception they do not need', () => {
    for (const file of Object.keys(bulkWriters)) {
      const tables = written(readFileSync(join(root, file), 'utf8'))
      assert.ok(
        tables.some((table) => ofTheRecord.has(table)),
        file,
      )
    }
  })

  for (const [statement, table] of [
    ["db.insertInto('careEpisode')", 'care_episode'],
    ["tx.updateTable('visit')", 'visit'],
    ["tx.deleteFrom('event')", 'event'],
    ["copyInto(tx, 'visit', columns)", 'visit'],
    ['copyInto(tx, table, columns)', 'a table it was handed'],
    ['tx.insertInto(table as AnyTable)', 'a table it was handed'],
    ['insert into visit (id)', 'visit'],
    ['update person set state = 1', 'person'],
    ['update ${sql.table(on)} as held set x', 'a table it was handed'],
    ['DELETE FROM visit', 'visit'],
  ] as const) {
    it(`knows ${statement}`, () => assert.deepEqual(written(statement), [table]))
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
