import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { asset } from './assets/assets.ts'
import { html } from './html.ts'
import { layout, type Shell } from './layout.ts'

const shell: Shell = {
  council: 'Exampleshire Council',
  demonstration: true,
  signedIn: 'Amira K',
  unread: 3,
  csrf: 'a"b',
  nonce: 'n1',
  navigation: [
    { text: 'My work', href: '/my-work', current: true },
    { text: 'Children', href: '/children' },
  ],
}
const page = (more = {}, round: Partial<Shell> = {}): string =>
  String(layout({ title: 'My <work>', body: html`<p>Body</p>`, ...more }, { ...shell, ...round }))

describe('every page', () => {
  it('says its title once as a heading, and in the window’s name with the council’s', () => {
    assert.match(page(), /<title>My &#60;work&#62; - Holdfast - Exampleshire Council<\/title>/)
    assert.equal(page().match(/<h1/g)?.length, 1)
    assert.match(page(), /<h1 class="hf-h1">My &#60;work&#62;<\/h1>/)
  })

  it('starts with a link past the header, and names its language', () => {
    assert.match(page(), /<html lang="en-GB"/)
    assert.match(page(), /<body[^>]*>\s*<a href="#main" class="govuk-skip-link"/)
    assert.match(page(), /<main id="main" tabindex="-1">/)
  })

  it('says there is an error in the window’s name and first in the page', () => {
    const wrong = page({ errors: [{ text: 'Enter a day', href: '#day' }] })
    assert.match(wrong, /<title>Error: My &#60;work&#62;/)
    assert.ok(wrong.indexOf('There is a problem') < wrong.indexOf('<h1'))
    assert.match(wrong, /<a href="#day">Enter a day<\/a>/)
  })

  it('says that everyone is invented, in a demonstration only', () => {
    assert.match(page(), /Demonstration\. Everyone here is invented\./)
    assert.doesNotMatch(page({}, { demonstration: false }), /invented/)
  })

  it('posts what is searched for, so that no name is written in an address', () => {
    assert.match(page(), /<form class="hf-header__search" role="search" action="\/search" method="post">/)
    assert.match(page(), /name="_csrf" value="a&#34;b"/)
  })

  it('counts what is unread in words, and shows no nought', () => {
    assert.match(page(), /3<span class="govuk-visually-hidden"> unread<\/span>/)
    assert.doesNotMatch(page({}, { unread: 0 }), /unread/)
  })

  it('marks where the reader is', () => {
    assert.match(page(), /<a class="govuk-service-navigation__link" href="\/my-work" aria-current="true">/)
  })

  it('offers nothing to someone not signed in', () => {
    const outside = page({}, { signedIn: null, navigation: [] })
    assert.doesNotMatch(outside, /\/search|\/inbox|\/account|<nav/)
  })

  it('carries no inline script or style, no crown, no GOV.UK and no Transport', () => {
    const script = `<script type="module" src="${asset('holdfast.js')}" nonce="n1"></script>`
    assert.deepEqual(page().match(/<script[^>]*>[^<]*<\/script>/g), [script])
    assert.doesNotMatch(page(), /<style| style=| on[a-z]+=|crown|GOV\.UK|Transport/)
  })

  it('leaves the child’s name as the one first heading under a masthead', () => {
    const under = page({ masthead: html`<h1>Leo Barker, 6</h1>` })
    assert.equal(under.match(/<h1/g)?.length, 1)
    assert.match(under, /<h2 class="hf-h1 hf-h1--sub">My &#60;work&#62;<\/h2>/)
  })

  it('is roomier for families, and bare for a letter', () => {
    assert.match(page(), /class="govuk-template__body hf-staff"/)
    assert.match(page({ staff: false }), /class="govuk-template__body"/)
    assert.doesNotMatch(page({ printable: true }), /<header|<footer/)
  })

  it('turns the / shortcut off for who asks', () => {
    assert.match(page({}, { shortcuts: false }), /data-shortcuts="off"/)
    assert.doesNotMatch(page(), /data-shortcuts/)
  })
})
