import { html, type Html, type Words } from '../html.ts'
import { attributes, classes, type Attributes, type Styled } from './attributes.ts'

interface ServiceLink {
  readonly text?: Words | undefined
  readonly href?: string | undefined
  /** This very page. */
  readonly current?: boolean | undefined
  /** A page inside this part of the product. */
  readonly active?: boolean | undefined
  readonly attributes?: Attributes | undefined
}

export interface ServiceNavigation extends Styled {
  readonly serviceName?: string | undefined
  readonly serviceUrl?: string | undefined
  readonly navigation?: readonly (ServiceLink | false | null | undefined)[] | undefined
  readonly navigationId?: string | undefined
  readonly navigationLabel?: string | undefined
  readonly navigationClasses?: string | undefined
  readonly menuButtonText?: string | undefined
  readonly menuButtonLabel?: string | undefined
  readonly collapseNavigationOnMobile?: boolean | undefined
  readonly ariaLabel?: string | undefined
  /** Ours: in place of GOV.UK's width. */
  readonly containerClasses?: string | undefined
  readonly slots?: Slots | undefined
}

interface Slots {
  readonly start?: Words | undefined
  readonly end?: Words | undefined
  /** Beside the navigation, in place of below it. */
  readonly endInline?: boolean | undefined
  readonly navigationStart?: Words | undefined
  readonly navigationEnd?: Words | undefined
}

/** The service's name and the ways into it. */
export function serviceNavigation(given: ServiceNavigation): Html {
  const { serviceName, slots = {}, ariaLabel = 'Service information' } = given
  const own = attributes({
    class: classes('govuk-service-navigation', given.classes),
    'data-module': 'govuk-service-navigation',
    ...given.attributes,
  })
  const inside = container(given, slots)
  if (!serviceName && !slots.start && !slots.end) return html`<div${own}>${inside}</div>`
  return html`<section aria-label="${ariaLabel}" ${own}>${inside}</section>`
}

function container(given: ServiceNavigation, slots: Slots): Html {
  const { containerClasses = 'govuk-width-container' } = given
  return html`<div class="${classes(containerClasses, slots.endInline && 'govuk-service-navigation__inlining-container')}">
    ${slots.start}
    <div class="govuk-service-navigation__container">${serviceName(given)}${wrapper(given, slots)}</div>
    ${slots.end}
  </div>`
}

function serviceName({ serviceName: name, serviceUrl }: ServiceNavigation): Html | undefined {
  if (!name) return undefined
  const inside = serviceUrl
    ? html`<a href="${serviceUrl}" class="govuk-service-navigation__link">${name}</a>`
    : html`<span class="govuk-service-navigation__text">${name}</span>`
  return html`<span class="govuk-service-navigation__service-name">${inside}</span>`
}

function wrapper(given: ServiceNavigation, { navigationStart, navigationEnd }: Slots): Html | undefined {
  const links = (given.navigation ?? []).filter((each): each is ServiceLink => Boolean(each))
  if (links.length === 0 && !navigationStart && !navigationEnd) return undefined
  const { collapseNavigationOnMobile = links.length > 1, navigationId = 'navigation' } = given
  const label = given.navigationLabel || given.menuButtonText || 'Menu'
  return html`<nav aria-label="${label}" class="${classes('govuk-service-navigation__wrapper', given.navigationClasses)}">
    ${collapseNavigationOnMobile && menuButton(given, navigationId)}
    <ul class="govuk-service-navigation__list" id="${navigationId}">
      ${navigationStart}${links.map(link)}${navigationEnd}
    </ul>
  </nav>`
}

function menuButton({ menuButtonText, menuButtonLabel }: ServiceNavigation, navigationId: string): Html {
  const text = menuButtonText || 'Menu'
  return html`<button${attributes({
    type: 'button',
    class: 'govuk-service-navigation__toggle govuk-js-service-navigation-toggle',
    'aria-controls': navigationId,
    'aria-label': menuButtonLabel === text ? null : menuButtonLabel,
    hidden: true,
    'aria-hidden': 'true',
  })}>${text}</button>`
}

function link({ text, href, current, active, attributes: more }: ServiceLink): Html {
  const here = current || active
  // A strong element, so that people who override colours and styles still see which one is theirs.
  const words = here ? html`<strong class="govuk-service-navigation__active-fallback">${text}</strong>` : text
  const marked = { 'aria-current': here && (current ? 'page' : 'true') }
  const item = classes('govuk-service-navigation__item', here && 'govuk-service-navigation__item--active')
  const inside = href
    ? html`<a${attributes({ class: 'govuk-service-navigation__link', href, ...marked, ...more })}>${words}</a>`
    : text && html`<span${attributes({ class: 'govuk-service-navigation__text', ...marked })}>${words}</span>`
  return html`<li class="${item}">${inside}</li>`
}
