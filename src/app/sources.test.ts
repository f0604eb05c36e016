import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { clocks } from './clocks.ts'
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

  it('is the page in docs', () => {
    const page = readFileSync(new URL('../../docs/sources.md', import.meta.url), 'utf8')
    assert.equal(page, sourcesPage([{ title: 'Clocks', cites: clocks }]))
  })
})
