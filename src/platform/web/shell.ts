import { attributes } from './govuk/attributes.ts'
import { serviceNavigation } from './govuk/service-navigation.ts'
import { html, nothing, raw, type Html } from './html.ts'

/** What stands round every page, for whoever is signed in. */
export interface Shell {
  /** The council's name: 'Exampleshire Council'. */
  readonly council: string
  /** Whether everyone in this database is invented. */
  readonly demonstration?: boolean | undefined
  /** The name of the person signed in, and null before they are. */
  readonly signedIn: string | null
  readonly navigation: readonly NavigationLink[]
  /** Unread things in the inbox; undefined where there is none to open. */
  readonly unread?: number | undefined
  /** Sent back with every form, so that another site cannot post in this person's name. */
  readonly csrf?: string | undefined
  /** This response's own, for the content security policy. */
  readonly nonce?: string | undefined
  /** Whether / moves to the search box. True unless the person has turned it off. */
  readonly shortcuts?: boolean | undefined
  /** What keeps things from being saved at the moment; undefined when all is well. */
  readonly trouble?: string | undefined
  /** Until when this record is open to this person in an emergency, as the clock says it; undefined where it is theirs to read. */
  readonly emergencyUntil?: string | undefined
  /** Whether this person may search, and may record. True unless said otherwise: no link is shown that would be refused. */
  readonly searches?: boolean | undefined
  readonly records?: boolean | undefined
}

interface NavigationLink {
  readonly text: string
  readonly href: string
  /** True inside this part of the product; 'page' on its own first page. */
  readonly current?: boolean | 'page' | undefined
}

/** The hidden field every form needs; nothing before sign-in. */
const csrfField = ({ csrf }: Pick<Shell, 'csrf'>): Html =>
  csrf ? html`<input type="hidden" name="_csrf" value="${csrf}">` : nothing

const mark = raw(
  '<svg class="hf-header__mark" viewBox="0 0 20 22" aria-hidden="true" focusable="false">' +
    '<path d="M10 1v11M10 12c0 4-6 3-8 9M10 12c0 4 6 3 8 9M10 12v9"/></svg>',
)

/** The pattern that drawings fill 'late' and 'nobody' with. Drawn once a page, since drawings refer to it by id. */
export const hatch = raw(
  '<svg width="0" height="0" aria-hidden="true" focusable="false" class="govuk-visually-hidden"><defs>' +
    '<pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
    '<rect width="8" height="8" fill="#fcefec"/><rect width="3" height="8" fill="#dba79f"/></pattern></defs></svg>',
)

/** The band at the top: whose system this is, search, + Record, inbox and account. */
export function header(shell: Shell): Html {
  return html`<header>
    <div class="govuk-generic-header hf-header">
      <div class="hf-wrap hf-header__in">
        <div class="govuk-generic-header__logo">
          <a href="/" class="govuk-generic-header__homepage-link">${mark}Holdfast</a>
        </div>
        <span class="hf-header__org">${shell.council}${shell.demonstration && '. Demonstration, invented people'}</span>
        ${shell.signedIn !== null && tools(shell, shell.signedIn)}
      </div>
    </div>
    ${shell.navigation.length > 0 && navigation(shell)}
    ${
      shell.trouble !== undefined &&
      html`<div class="hf-demo hf-emergency" role="alert"><div class="hf-wrap"><strong>${shell.trouble}</strong></div></div>`
    }
    ${
      shell.emergencyUntil !== undefined &&
      html`<div class="hf-demo hf-emergency">
          <div class="hf-wrap">
            <strong>Opened in an emergency until ${shell.emergencyUntil}.</strong> To read only. Each page you open is written down.
          </div>
        </div>`
    }
    ${
      shell.demonstration &&
      html`<div class="hf-demo"><div class="hf-wrap">Demonstration. Everyone here is invented.</div></div>`
    }
  </header>`
}

function tools(shell: Shell, name: string): Html {
  const inMenu = shell.navigation.length > 0
  return html`<div class="hf-header__tools">
    ${shell.searches !== false && searchBox(shell)}
    ${shell.records !== false && html`<a class="hf-header__record hf-not-phone" href="/record">+ Record</a>`}
    ${shell.searches !== false && html`<a class="hf-header__find" href="/search">Search</a>`}
    ${shell.unread !== undefined && html`<a href="/inbox">Inbox${unread(shell.unread)}</a>`}
    <a${attributes({ class: inMenu && 'hf-not-phone', href: '/account' })}>${name}<span class="govuk-visually-hidden">: your account</span></a>
    ${inMenu && html`<a class="hf-only-phone hf-no-script" href="#menu">Menu</a>`}
  </div>`
}

/** A name never goes into an address, so search is posted. */
const searchBox = (shell: Shell): Html =>
  html`<form class="hf-header__search" role="search" action="/search" method="post">
      ${csrfField(shell)}
      <label class="govuk-visually-hidden" for="search">Search children, people and addresses</label>
      <input id="search" name="q" type="search" autocomplete="off" placeholder="Search ( / )">
    </form>`

const unread = (count: number): Html | false =>
  count > 0 &&
  html` <span class="hf-count">${count > 99 ? '99+' : count}<span class="govuk-visually-hidden"> unread</span></span>`

const menuEnd = raw(
  '<li class="govuk-service-navigation__item hf-only-phone"><a class="govuk-service-navigation__link" href="/account">Your account</a></li>' +
    '<li class="govuk-service-navigation__item hf-no-script"><a class="govuk-service-navigation__link" href="#main">Close menu</a></li>',
)

/** On a phone GOV.UK's menu button opens it; without JavaScript the Menu link in the header does, by `:target`. */
function navigation({ navigation: links }: Shell): Html {
  const items = links.map(({ text, href, current }) => ({
    text,
    href,
    current: current === 'page',
    active: current === true,
  }))
  return serviceNavigation({
    navigation: items,
    navigationLabel: 'Main',
    containerClasses: 'hf-wrap',
    attributes: { id: 'menu' },
    // Even of one link: the account stands in the menu too.
    collapseNavigationOnMobile: true,
    slots: { navigationEnd: menuEnd },
  })
}

/** Help, and how every date is worked out. */
export const footer: Html = html`<footer class="hf-footer">
  <div class="hf-wrap">
    <h2 class="govuk-visually-hidden">Help</h2>
    <a class="govuk-link" href="/help">Help and what’s new</a>
    <a class="govuk-link" href="/help/report-a-problem">Report a problem</a>
    <a class="govuk-link" href="/help/accessibility">Accessibility statement</a>
    <a class="govuk-link" href="/clocks">How every date is worked out</a>
  </div>
</footer>`
