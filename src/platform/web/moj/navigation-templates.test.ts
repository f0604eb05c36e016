import { describe, it } from 'node:test'
import { raw } from '../html.ts'
import { alert } from './alert.ts'
import { badge } from './badge.ts'
import { buttonMenu } from './button-menu.ts'
import { same, theirs } from './compared.ts'
import { identityBar } from './identity-bar.ts'
import { interruptionCard } from './interruption-card.ts'
import { notificationBadge } from './notification-badge.ts'
import { sideNavigation } from './side-navigation.ts'
import { subNavigation } from './sub-navigation.ts'

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
