import { attributes, classes, type Styled } from '../govuk/attributes.ts'
import { html, nothing, type Html } from '../html.ts'

interface NotificationBadge extends Styled {
  readonly count: number
  /** What is counted, said aloud: 'unread'. */
  readonly visuallyHiddenText?: string | undefined
}

/** How many are waiting: nothing for none, '99+' from 99. */
export function notificationBadge({ count, visuallyHiddenText, ...given }: NotificationBadge): Html {
  if (count <= 0) return nothing
  const spoken = html`(${count >= 99 ? '99 or more' : count}${visuallyHiddenText && html` ${visuallyHiddenText}`})`
  return html`<span${attributes({ class: classes('moj-notification-badge', given.classes), ...given.attributes })}>
    <span aria-hidden="true">${count >= 99 ? '99+' : count}</span>
    <span class="govuk-visually-hidden">${spoken}</span>
  </span>`
}
