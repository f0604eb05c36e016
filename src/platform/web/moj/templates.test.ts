import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, it } from 'node:test'
import { tidy } from '../govuk/compared.ts'
import { html, raw, type Html } from '../html.ts'
import { addAnother } from './add-another.ts'
import { alert } from './alert.ts'
import { badge } from './badge.ts'
import { buttonMenu } from './button-menu.ts'
import { datePicker } from './date-picker.ts'
import { filter } from './filter.ts'
import { identityBar } from './identity-bar.ts'
import { interruptionCard } from './interruption-card.ts'
import { multiSelect } from './multi-select.ts'
import { notificationBadge } from './notification-badge.ts'
import { resultsPagination } from './pagination.ts'
import { sideNavigation } from './side-navigation.ts'
import { subNavigation } from './sub-navigation.ts'
import { timeline } from './timeline.ts'

interface Nunjucks {
  readonly configure: (paths: readonly string[], options: object) => Environment
}
interface Environment {
  readonly addFilter: (name: string, filter: (value: unknown) => unknown) => void
  readonly renderString: (template: string, context: object) => string
}

const packages = createRequire(import.meta.url)
const nunjucks = packages('nunjucks') as Nunjucks
const paths = [
  dirname(packages.resolve('@ministryofjustice/frontend/package.json')),
  join(dirname(packages.resolve('govuk-frontend')), '..'),
]
const environment = nunjucks.configure(paths, { autoescape: true })
// Their filter for a date; ours is told the words.
for (const name of ['date', 'mojDate']) environment.addFilter(name, () => 'Thu 5 November 2026')

/** What their template draws. */
function theirs(name: string, params: object, body = ''): string {
  const plain = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  const macro = plain === 'interruptionCard' ? plain : `moj${plain.charAt(0).toUpperCase()}${plain.slice(1)}`
  const from = `{%- from "moj/components/${name}/macro.njk" import ${macro} -%}`
  const draw = body ? `{% call ${macro}(params) %}${body}{% endcall %}` : `{{ ${macro}(params) }}`
  return environment.renderString(from + draw, { params })
}

/** Their templates leave a space before a bracket and after a class. */
const loose = (markup: string | Html): string =>
  tidy(markup)
    .replace(/ {2,}/g, ' ')
    .replace(/" >/g, '">')
    .replace(/ "/g, '"')
    .replace(/> (?=<)/g, '>')

const same = (ours: Html, drawn: string): void => assert.equal(loose(ours), loose(drawn))

describe('sub-navigation', () => {
  it('is MoJ’s', () => {
    const given = {
      label: 'Leo’s <record>',
      classes: 'more',
      attributes: { id: 'sub' },
      items: [
        { text: 'Overview & more', href: '/a?b=1&c=2', active: true },
        { text: 'Plan', href: '/plan', classes: 'one', attributes: { id: 'plan' } },
      ],
    }
    same(subNavigation(given), theirs('sub-navigation', given))
  })
})

describe('button-menu', () => {
  it('is MoJ’s', () => {
    const given = {
      button: { text: 'Actions', classes: 'x' },
      alignMenu: 'right' as const,
      classes: 'more',
      attributes: { id: 'menu' },
      items: [
        { text: 'Move <team>', href: '/move', classes: 'one' },
        { text: 'End', name: 'end', value: 'yes' },
      ],
    }
    same(buttonMenu(given), theirs('button-menu', given))
    same(buttonMenu({ items: [] }), theirs('button-menu', { items: [], button: {} }))
  })
})

describe('identity-bar', () => {
  it('is MoJ’s', () => {
    const given = {
      title: { text: 'Leo <Barker>' },
      menus: [{ items: [{ text: 'Print', href: '/print' }] }],
      attributes: { id: 'bar' },
    }
    same(identityBar(given), theirs('identity-bar', given))
    same(identityBar({ classes: 'alone' }), theirs('identity-bar', { classes: 'alone' }))
  })
})

describe('interruption-card', () => {
  const body = '<p>Think.</p>'
  it('is MoJ’s', () => {
    const given = {
      heading: 'Restricted & yours',
      primaryAction: { text: 'Open', href: '/open', attributes: { id: 'open' } },
      secondaryAction: { text: 'Go back', href: '/back' },
    }
    same(interruptionCard({ ...given, body: raw(body) }), theirs('interruption-card', given, body))
  })
  it('swaps a link for a button, and submits without an address', () => {
    const given = {
      heading: 'Stop',
      primaryAction: { text: 'Open', href: '/open', style: 'link' as const },
      secondaryAction: { text: 'Back', style: 'button' as const },
    }
    same(interruptionCard({ ...given, body: raw(body) }), theirs('interruption-card', given, body))
  })
})

describe('alert', () => {
  for (const variant of ['information', 'success', 'warning', 'error'] as const) {
    it(`is MoJ’s: ${variant}`, () => {
      const given = { variant, title: 'Saved <it>', text: 'The visit is saved.' }
      same(alert(given), theirs('alert', given))
    })
  }
  it('is MoJ’s with every option, and with a title alone', () => {
    const given = {
      title: 'Saved',
      text: 'It is saved.',
      showTitleAsHeading: true,
      headingTag: 'h3' as const,
      dismissible: true,
      dismissText: 'Close',
      disableAutoFocus: true,
      focusOnDismissSelector: '#main',
      role: 'alert',
      classes: 'more',
      attributes: { id: 'alert' },
    }
    same(alert(given), theirs('alert', given))
    same(alert({ title: 'Saved' }), theirs('alert', { title: 'Saved' }))
  })
})

describe('filter', () => {
  const options = '<div class="govuk-form-group">Words</div>'
  it('is MoJ’s', () => {
    const given = {
      heading: { text: 'Filter' },
      submit: { text: 'Show these', attributes: { 'data-x': '1' } },
      attributes: { id: 'filter' },
      selectedFilters: {
        heading: { text: 'Chosen' },
        clearLink: { text: 'Clear', href: '/all' },
        categories: [{ heading: { text: 'Plan' }, items: [{ text: 'In our care <x>', href: '/all?plan=' }] }],
      },
    }
    same(filter({ ...given, options: raw(options) }), theirs('filter', { ...given, optionsHtml: options }))
  })
  it('is MoJ’s with nothing chosen', () => {
    const given = { heading: { text: 'Filter' } }
    same(filter({ ...given, options: raw(options) }), theirs('filter', { ...given, optionsHtml: options }))
  })
})

describe('timeline', () => {
  it('is MoJ’s', () => {
    const datetime = { timestamp: '2026-11-05', shown: 'Thu 5 November 2026', type: 'date' }
    const items = [
      {
        label: { text: 'Plan <agreed>' },
        byline: { text: 'Helen Tate' },
        datetime,
        text: 'Version 3',
        classes: 'a',
      },
      { label: { text: 'Plan made' }, datetime, text: 'Version 1', attributes: { id: 'made' } },
    ]
    for (const given of [{ items }, { items, headingLevel: 3, classes: 'b', attributes: { id: 'line' } }]) {
      same(timeline(given), theirs('timeline', given))
    }
  })
})

describe('badge and notification-badge', () => {
  it('is MoJ’s', () => {
    const given = { text: '<New>', classes: 'moj-badge--red', attributes: { id: 'b' } }
    same(badge(given), theirs('badge', given))
  })
  it('counts as MoJ’s does', () => {
    for (const count of [0, 1, 98, 99, 400]) {
      const given = { visuallyHiddenText: 'unread', classes: 'x', attributes: { id: 'n' } }
      same(
        notificationBadge({ count, ...given }),
        theirs('notification-badge', { text: String(count), ...given }),
      )
    }
  })
})

describe('pagination', () => {
  const items = [
    { number: 1, href: '?page=1', current: true },
    { ellipsis: true },
    { number: 9, href: '?page=9' },
  ]
  const around = {
    previous: { href: '?page=0' },
    next: { href: '?page=2' },
    landmarkLabel: 'Children',
    classes: 'x',
  }
  for (const results of [
    { count: 30, from: 1, to: 10, text: 'children' },
    { from: 1, to: 10 },
    { count: 30 },
    { pages: { current: 1, count: 9 } },
  ]) {
    it(`is MoJ’s: ${JSON.stringify(results)}`, () => {
      same(
        resultsPagination({ items, ...around, results }),
        theirs('pagination', { items, ...around, results }),
      )
      same(
        resultsPagination({ items: [], classes: '', results }),
        theirs('pagination', { items: [], classes: '', results }),
      )
    })
  }
})

describe('side-navigation', () => {
  const items = [
    { text: 'Health <all>', href: '/health', active: true },
    { text: 'School', href: '/school', attributes: { id: 's' } },
  ]
  it('is MoJ’s', () => {
    const given = { label: 'Care', classes: 'x', items }
    same(sideNavigation(given), theirs('side-navigation', given))
  })
  it('is MoJ’s in sections', () => {
    const heading = { text: 'Care', classes: 'y', attributes: { id: 'h' } }
    const sections = [
      { heading, items },
      { heading: { text: 'Other', headingLevel: 2 }, items },
    ]
    same(sideNavigation({ sections }), theirs('side-navigation', { sections }))
  })
})

describe('date-picker', () => {
  it('is MoJ’s', () => {
    const given = {
      id: 'next',
      name: 'next',
      value: '3/12/2026',
      label: { text: 'Next <visit>' },
      hint: { text: 'By Monday' },
      errorMessage: { text: 'Enter a day' },
      minDate: '22/11/2026',
      maxDate: '22/12/2026',
      excludedDates: '25/12/2026',
      excludedDays: 'saturday',
      leadingZeros: false,
      weekStartDay: 'monday' as const,
      classes: 'more',
    }
    same(datePicker(given), theirs('date-picker', given))
    const least = { id: 'a', name: 'a', label: { text: 'A' } }
    same(datePicker(least), theirs('date-picker', least))
  })
})

describe('add-another', () => {
  // Their template drops the value 0, so removing the first would say nothing: told as a string, it keeps it, as ours does.
  const questions = ['<p>one</p>', '<p>two</p>']
  it('is MoJ’s', () => {
    for (const count of [1, 2]) {
      const some = questions.slice(0, count)
      const given = { id: 'people', itemLabel: 'Person', classes: 'x', attributes: { 'data-y': '1' } }
      const drawn = theirs('add-another', {
        ...given,
        items: some.map((each, i) => ({ fieldset: { html: each }, removeButton: { value: String(i) } })),
      })
      same(addAnother({ ...given, items: some.map(raw) }), drawn)
    }
  })
})

describe('multi-select, which has no template', () => {
  it('names every box, and marks where the script puts “select all”', () => {
    const drawn = String(
      multiSelect({
        idPrefix: 'kids-',
        name: 'child',
        caption: 'Children to allocate',
        head: ['Child'],
        rows: [{ value: '7', label: 'Select <Leo>', cells: [html`<a href="/7">Leo</a>`], checked: true }],
      }),
    )
    assert.match(drawn, /data-module="moj-multi-select" data-id-prefix="kids-"/)
    assert.match(drawn, /id="kids-select-all"/)
    assert.match(
      drawn,
      /<input class="govuk-checkboxes__input" type="checkbox" id="kids-1" name="child" value="7" checked>/,
    )
    assert.match(drawn, /for="kids-1"><span class="govuk-visually-hidden">Select &#60;Leo&#62;<\/span>/)
    assert.match(drawn, /<a href="\/7">Leo<\/a>/)
  })
})
