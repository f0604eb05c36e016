import { exitThisPage } from '../../../platform/web/govuk/exit-this-page.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import type { Page } from '../../../platform/web/layout.ts'

/** A page for people outside: no account, and a way off it at once. */
export const outside = (title: string, body: Html, more: Partial<Page> = {}): Page => ({
  title,
  width: 'reading',
  staff: false,
  body: html`${exitThisPage({
    redirectUrl: 'https://www.bbc.co.uk/weather',
    text: 'Exit this page',
  })}${body}`,
  ...more,
})

/** Said to an address that has sent, or tried, too often. */
export const tooOften: Page = outside(
  'We could not take this now',
  html`<p class="govuk-body">A lot has been sent from your address in the last hour, so this form has stopped for a while. Nothing of this one was kept. Go back to keep a copy of what you wrote.</p>
    <p class="govuk-body"><strong>Ring us instead</strong>: the council’s number is on its website. If a child is in danger now, ring 999.</p>`,
)
