import type { Attributes } from '../govuk/attributes.ts'
import { button } from '../govuk/button.ts'
import { html, raw, type Html, type Words } from '../html.ts'

interface InterruptionAction {
  readonly text: string
  /** Left out, it submits the form round the card. */
  readonly href?: string | undefined
  readonly style?: 'button' | 'link' | undefined
  readonly attributes?: Attributes | undefined
}

interface InterruptionCard {
  readonly heading: Words
  /** 2 under a child's masthead, which holds the page's first heading. */
  readonly headingLevel?: 1 | 2 | undefined
  readonly body: Html
  readonly primaryAction: InterruptionAction
  readonly secondaryAction?: InterruptionAction | undefined
}

/** Stop and think: before a restricted record is opened, or help ends with directions still open. */
export function interruptionCard({
  heading,
  headingLevel = 1,
  body,
  primaryAction,
  secondaryAction,
}: InterruptionCard): Html {
  const tag = raw(`h${headingLevel}`)
  return html`<div class="moj-interruption-card"> <div class="moj-interruption-card__content">
    <${tag} class="moj-interruption-card__heading">${heading}</${tag}>
    <div class="moj-interruption-card__body">${body}</div>
    <div class="govuk-button-group moj-interruption-card__actions">
      ${action({ style: 'button', ...primaryAction })} ${secondaryAction && action({ style: 'link', ...secondaryAction })}
    </div>
  </div> </div>`
}

function action({ text, href, style, attributes }: InterruptionAction): Html {
  if (style === 'link') return html`<a class="govuk-link govuk-link--inverse" href="${href}">${text}</a>`
  return button({ text, href, classes: 'govuk-button--inverse', preventDoubleClick: true, attributes })
}
