import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
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
