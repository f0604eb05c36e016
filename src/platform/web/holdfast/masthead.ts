import { tag } from '../govuk/tag.ts'
import { html, type Html, type Words } from '../html.ts'
import { subNavigation, type SubNavigationLink } from '../moj/sub-navigation.ts'

/** A fact about a child, and its name: 'Lives with'. */
export interface Fact {
  readonly name: string
  readonly is: Words
}

interface Masthead {
  /** 'Leo Barker, 6'. */
  readonly heading: string
  /** The child's first name, for 'Leo’s record'. */
  readonly firstName: string
  /** The pages above, top first. */
  readonly above: readonly { readonly text: string; readonly href: string }[]
  /** The plan or status the child has: 'Child protection: neglect'. Most grave first. */
  readonly plans?: readonly string[] | undefined
  /** What a worker must know before they go: 'Risk to workers'. */
  readonly flags?: readonly string[] | undefined
  /** Always shown: where the child lives and who works with them. */
  readonly facts: readonly Fact[]
  /** Left out on a phone: date of birth, numbers, school. */
  readonly moreFacts?: readonly Fact[] | undefined
  /** Buttons. */
  readonly actions?: Html | undefined
  readonly pages: readonly SubNavigationLink[]
}

/** The head of every page of one child: who, what plan, where, with whom, whose. */
export function masthead(given: Masthead): Html {
  const { heading, firstName, above, plans = [], flags = [], facts, moreFacts = [], actions, pages } = given
  const trail = above.map(
    ({ text, href }) =>
      html`<a class="govuk-link" href="${href}">${text}</a> <span aria-hidden="true">›</span> `,
  )
  return html`<div class="hf-mast"><div class="hf-wrap">
    <nav aria-label="Breadcrumb"><p class="hf-small govuk-!-margin-0">${trail}${heading}</p></nav>
    <div class="hf-mast__top"><h1 class="hf-h1">${heading}</h1>
      ${plans.map((plan) => marked('Status', plan, 'hf-tag--plan'))} ${flags.map((flag) => marked('Flag', flag, 'hf-tag--flag'))}
      ${actions && html`<div class="hf-mast__do">${actions}</div>`}
    </div>
    ${factsOf(facts, '')} ${moreFacts.length > 0 && factsOf(moreFacts, ' hf-small hf-not-phone')}
    ${subNavigation({ label: `${firstName}’s record`, items: pages })}
  </div></div>`
}

const marked = (kind: string, words: string, classes: string): Html =>
  tag({ text: html`<span class="govuk-visually-hidden">${kind}: </span>${words}`, classes })

const factsOf = (facts: readonly Fact[], classes: string): Html =>
  html`<dl class="hf-facts${classes}">${facts.map(({ name, is }) => html`<div><dt>${name}</dt><dd>${is}</dd></div>`)}</dl>`
