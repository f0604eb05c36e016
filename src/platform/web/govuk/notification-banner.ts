import { html, type Html, type Words } from '../html.ts'
import { attributes, classes, type Styled } from './attributes.ts'

interface NotificationBanner extends Styled {
  /** Plain text is shown as the banner's heading; markup as it stands. */
  readonly text?: Words | undefined
  readonly titleText?: Words | undefined
  readonly titleId?: string | undefined
  readonly titleHeadingLevel?: number | undefined
  readonly type?: 'success' | undefined
  readonly role?: string | undefined
  readonly disableAutoFocus?: boolean | undefined
}

/** What has just happened, or what the reader should know before the rest. */
export function notificationBanner(given: NotificationBanner): Html {
  const { text, titleId, titleHeadingLevel: level = 2, type, role, disableAutoFocus } = given
  const done = type === 'success'
  const id = titleId || 'govuk-notification-banner-title'
  const own = attributes({
    class: classes('govuk-notification-banner', done && 'govuk-notification-banner--success', given.classes),
    role: role || (done ? 'alert' : 'region'),
    'aria-labelledby': id,
    'data-module': 'govuk-notification-banner',
    'data-disable-auto-focus': disableAutoFocus?.toString(),
    ...given.attributes,
  })
  const words =
    typeof text === 'string' ? html`<p class="govuk-notification-banner__heading">${text}</p>` : text
  const title = given.titleText || (done ? 'Success' : 'Important')
  return html`<div${own}>
    <div class="govuk-notification-banner__header">
      <h${level} class="govuk-notification-banner__title" id="${id}">${title}</h${level}>
    </div>
    <div class="govuk-notification-banner__content">${words}</div>
  </div>`
}
