import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { rules } from './modules.ts'
import { sourcesPage } from './sources.ts'

describe('the page of sources', () => {
  it('names each provision once, in order, with all that cite it', () => {
    const cites = [
      { id: 'b', source: 'Children Act 1989 s.47' },
      { id: 'a', source: 'Care Standards Act 2000 s.11', edition: 'as amended' },
      { id: 'c', source: 'Children Act 1989 s.47' },
    ]
    assert.deepEqual(
      sourcesPage([{ title: 'Clocks', cites }])
        .split('\n')
        .slice(4),
      [
        '## Clocks',
        '',
        '- Care Standards Act 2000 s.11 (as amended): `a`',
        '- Children Act 1989 s.47: `b`, `c`',
        '',
      ],
    )
  })
})

/** Papers of our own making, which nobody who reads a page can look up. */
const ownPapers =
  /\bseed 0|\bprocesses(\.md)? §?\w?\d|\(timescales|timescales 0|\b(ux|house|decisions|trust|roles-and-access)(\.md| §)|measures table|\(decision|Cabinet report on|monitoring visit of/i

const src = path.join(import.meta.dirname, '..')
const under = (folder: string, files: string): string[] =>
  globSync(files, { cwd: folder }).map((file) => path.join(folder, file))

describe('where a rule comes from', () => {
  it('is a law, guidance or a local standard, and never a paper of ours', () => {
    const written = under(src, '**/*.ts')
      .filter((file) => !file.endsWith('.test.ts') && !file.includes('/county/'))
      .flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(/\b(?:source|edition)(?::| =)\s+(['`][^\n]*)/g)].map(
          ([, words]) => words ?? '',
        ),
      )
    assert.ok(written.length > 150, `${written.length} sources read`)
    assert.deepEqual(
      written.filter((words) => ownPapers.test(words)),
      [],
    )
  })

  it('is told on the page for every rule that guards what is done', () => {
    const page = readFileSync(path.join(src, '../docs/sources.md'), 'utf8')
    assert.ok(rules.length > 80, `${rules.length} rules`)
    assert.deepEqual(
      rules.filter(({ id, source }) => !page.includes(source) || !page.includes(`\`${id}\``)),
      [],
    )
  })

  it('says so on the pages made of them', () => {
    const docs = path.join(src, '../docs')
    for (const page of ['sources.md', 'clocks.md'])
      assert.doesNotMatch(readFileSync(path.join(docs, page), 'utf8'), ownPapers, page)
  })
})
