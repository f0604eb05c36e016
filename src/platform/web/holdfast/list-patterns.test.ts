import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { html } from '../html.ts'
import { filterLine, filterPanel } from './filter-panel.ts'
import { note } from './note.ts'
import { views } from './views.ts'
import { week } from './week.ts'

describe('what stands round a list', () => {
  it('says that nothing is due on a day with nothing in it', () => {
    assert.match(
      String(week([{ day: 'Sat 28', events: [] }])),
      /Sat 28<\/p><ul class="hf-plain"><li><span class="hf-quiet">Nothing due/,
    )
    assert.match(
      String(week([{ day: 'Mon 30', events: ['Visit, <Leo>'] }])),
      /<li>Visit, &#60;Leo&#62;<\/li>/,
    )
  })

  it('marks which view is shown', () => {
    const drawn = String(
      views('Views', [
        { text: 'All', href: '/all' },
        { text: 'Court', href: '/court', current: true },
      ]),
    )
    assert.match(drawn, /<nav aria-label="Views">/)
    assert.match(drawn, /href="\/court" aria-current="true">Court/)
    assert.equal(drawn.match(/aria-current/g)?.length, 1)
  })

  it('posts what must not go into an address', () => {
    const given = {
      action: '/children',
      method: 'post',
      hidden: html`<input type="hidden">`,
      questions: html`<p>Q</p>`,
    } as const
    assert.match(
      String(filterLine(given)),
      /<form class="hf-filter" action="\/children" method="post"><input type="hidden"><p>Q<\/p><button/,
    )
    const panel = String(filterPanel({ ...given, clearHref: '/children' }))
    assert.match(panel, /id="filter"><section class="hf-panel" aria-labelledby="h-filter">/)
    assert.match(panel, /<form action="\/children" method="post">/)
    assert.match(panel, /href="\/children">Clear/)
  })

  it('says what must be known first', () => {
    assert.match(
      String(note('Two people', 'Set 12 Nov')),
      /<strong>Two people<\/strong> <span class="hf-small">Set 12 Nov/,
    )
  })
})
