import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { asset, assets, serve } from './assets.ts'

const text = (name: string): string => String(serve(asset(name))?.content)

describe('the files a browser is sent', () => {
  it('are found by an address that holds a hash of their content', () => {
    for (const [name, { url, type }] of assets) {
      assert.match(
        url,
        new RegExp(`^/assets/${name.replace(/\.\w+$/, '').replaceAll('.', '\\.')}-[0-9a-f]{12}\\.`),
      )
      assert.match(type, /^(text\/(css|javascript); charset=utf-8|image\/svg\+xml)$/)
      assert.equal(serve(url)?.url, url)
    }
  })

  it('are the listed ones and nothing else on the disk', () => {
    for (const path of ['/assets/holdfast.css', '/assets/../assets.ts', '/assets/%2e%2e/assets.ts', '']) {
      assert.equal(serve(path), undefined)
    }
    assert.throws(() => asset('other.css'), /no asset called other.css/)
  })

  it('point only at each other', () => {
    assert.match(text('holdfast.js'), /from '\/assets\/govuk-frontend\.min-[0-9a-f]{12}\.js'/)
    assert.match(text('holdfast.js'), /import\('\/assets\/moj-frontend\.min-[0-9a-f]{12}\.js'\)/)
    for (const name of assets.keys())
      assert.doesNotMatch(text(name), /sourceMappingURL|https?:\/\/(?!www\.w3\.org)[^"')]*\.(js|css|woff2?)/)
  })

  it('bring no typeface that only GOV.UK may use', () => {
    for (const name of assets.keys()) assert.doesNotMatch(text(name), /GDS Transport|@font-face/)
  })

  it('weigh under 100 kB compressed for a first page, of the 150 kB a page may', () => {
    const first = [
      'holdfast.css',
      'holdfast.js',
      'favicon.svg',
      'govuk-frontend.min.css',
      'govuk-frontend.min.js',
      'moj-frontend.min.css',
    ]
    const weight = first.reduce((sum, name) => sum + gzipSync(text(name)).length, 0)
    assert.ok(weight < 100_000, `${weight} bytes`)
  })
})
