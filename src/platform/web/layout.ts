import { attributes } from './govuk/attributes.ts'
import { breadcrumbs, type Crumb } from './govuk/breadcrumbs.ts'
import { errorSummary, type ErrorLink } from './govuk/error-summary.ts'
import { asset } from './assets/assets.ts'
import { html, type Html, type Words } from './html.ts'
import { footer, header, hatch, type Shell } from './shell.ts'

export type { Shell } from './shell.ts'

/** What one page says. What every page has besides is in the shell. */
export interface Page {
  readonly title: string
  /** Words beside or below the heading. */
  readonly lead?: Words | undefined
  readonly errors?: readonly ErrorLink[] | undefined
  /** `reading` keeps forms and narrative to two thirds; `full`, the usual one, is for lists and tables. */
  readonly width?: 'full' | 'reading' | undefined
  /** The child's masthead, which then carries the page's heading. See `holdfast/masthead.ts`. */
  readonly masthead?: Html | undefined
  readonly breadcrumbs?: readonly Crumb[] | undefined
  /** Where the page itself draws its one `<h1>`: a question that is the page's heading. */
  readonly ownHeading?: boolean | undefined
  readonly body?: Html | undefined
  /** Closer text for workers, unless false. False for families, young people, carers and partners. */
  readonly staff?: boolean | undefined
  /** Leaves the header, navigation and footer out: for letters and reports. */
  readonly printable?: boolean | undefined
}

/** The whole document. Every page has a skip link, one `<h1>`, and its errors first. */
export function layout(page: Page, shell: Shell): Html {
  const { title, errors = [], printable, staff = true } = page
  const named = `${errors.length > 0 ? 'Error: ' : ''}${title} - Holdfast - ${shell.council}`
  return html`<!doctype html>
    <html lang="en-GB" class="govuk-template">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
        <meta name="theme-color" content="#0f3640">
        <title>${named}</title>
        <link rel="icon" href="${asset('favicon.svg')}" type="image/svg+xml">
        <link rel="stylesheet" href="${asset('govuk-frontend.min.css')}">
        <link rel="stylesheet" href="${asset('moj-frontend.min.css')}">
        <link rel="stylesheet" href="${asset('holdfast.css')}">
        <script type="module" src="${asset('holdfast.js')}"${attributes({ nonce: shell.nonce })}></script>
      </head>
      <body class="govuk-template__body${staff && ' hf-staff'}${printable && ' hf-printable'}"${shortcuts(shell)}>
        <a href="#main" class="govuk-skip-link" data-module="govuk-skip-link">Skip to main content</a>
        ${hatch} ${!printable && header(shell)}
        <main id="main" tabindex="-1">
          ${page.masthead}
          <div class="hf-wrap hf-main">${content(page, errors)}</div>
        </main>
        ${!printable && footer}
      </body>
    </html>`
}

const shortcuts = (shell: Shell): Html => attributes({ 'data-shortcuts': shell.shortcuts === false && 'off' })

function content({ breadcrumbs: trail, width, body, ...page }: Page, errors: readonly ErrorLink[]): Html {
  const inside = html` ${errors.length > 0 && errorSummary({ titleText: 'There is a problem', errorList: errors })}
  ${!page.ownHeading && heading(page)} ${body}`
  return html`${trail && breadcrumbs({ items: trail })}${
    width === 'reading' ? html`<div class="hf-reading">${inside}</div>` : inside
  }`
}

/** Under a child's masthead, which holds the `<h1>`, the page's own title is a second heading. */
function heading({ title, lead, masthead }: Pick<Page, 'title' | 'lead' | 'masthead'>): Html {
  const named = masthead
    ? html`<h2 class="hf-h1 hf-h1--sub">${title}</h2>`
    : html`<h1 class="hf-h1">${title}</h1>`
  const said = lead && html`<div class="hf-lead">${lead}</div>`
  return html`<div class="hf-row hf-row--base hf-row--apart hf-title">${named}${said}</div>`
}
