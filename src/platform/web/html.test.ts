import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { escape, html, isWords, nothing, raw } from './html.ts'

const shown = (markup: unknown): string => String(markup)

describe('the html template', () => {
  it('escapes text and keeps markup', () => {
    assert.equal(shown(html`<p>${'Fish & chips'}</p>`), '<p>Fish &#38; chips</p>')
    assert.equal(
      shown(html`<p title="${'"'}">${"<b>'&"}${html`<i>${1}</i>`}${raw('<hr>')}</p>`),
      '<p title="&#34;">&#60;b&#62;&#39;&#38;<i>1</i><hr></p>',
    )
  })

  it('joins a list, however deep, and shows nothing for nothing', () => {
    assert.equal(
      shown(html`${['<', [html`<br>`, ['>']]]}${null}${undefined}${false}${''}${0}${nothing}`),
      '&#60;<br>&#62;0',
    )
  })

  it('keeps what looks like a placeholder, and letters beyond ASCII, as typed', () => {
    assert.equal(shown(html`${'$& $1 \\n Zoë 漢 👋 >'}`), '$& $1 \\n Zoë 漢 👋 &#62;'.replace('$&', '$&#38;'))
  })

  it('lets no typed text open a tag, close an attribute or start an entity', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '&', '<', '>', '"', "'", '\\', 'é', '👋') }),
        (typed) => {
          const safe = escape(typed)
          assert.doesNotMatch(safe.replaceAll(/&#(38|60|62|34|39);/g, ''), /[&<>"']/)
          assert.equal(
            safe.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))),
            typed,
          )
        },
      ),
    )
  })

  it('knows words from a component’s options', () => {
    assert.deepEqual(
      [isWords('a'), isWords(html`a`), isWords({ text: 'a' }), isWords(undefined)],
      [true, true, false, false],
    )
  })
})
