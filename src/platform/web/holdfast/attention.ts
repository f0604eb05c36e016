import { html, nothing, type Html, type Words } from '../html.ts'
import { link } from './section.ts'

/** Something somebody must answer. */
export interface Concern {
  readonly what: Words
  /** Since when, who owns it and what clears it. */
  readonly more: Words
  readonly action: { readonly text: string; readonly href: string; readonly about?: string | undefined }
}

interface Attention {
  /** All of them, gravest first: three are shown. */
  readonly concerns: readonly Concern[]
  /** Where the rest are. */
  readonly allHref: string
  /** 'Needs attention' unless given. */
  readonly title?: string | undefined
}

const most = 3

/** The only filled box near the top of a page: at most three things, each with an owner and what clears it. Nothing for none. */
export function attention({ concerns, allHref, title = 'Needs attention' }: Attention): Html {
  if (concerns.length === 0) return nothing
  const rest = concerns.length - most
  const others = rest > 0 && html`<a class="govuk-link hf-small" href="${allHref}">and ${rest} more</a>`
  return html`<section class="hf-attn" aria-labelledby="h-attention">
    <div class="hf-attn__head"><h2 class="hf-h2" id="h-attention">${title}</h2>${others}</div>
    <ul class="hf-plain">${concerns.slice(0, most).map(concern)}</ul>
  </section>`
}

const concern = ({ what, more, action }: Concern): Html =>
  html`<li><div><p><strong>${what}</strong></p><p class="hf-small">${more}</p></div>
    <div>${link(action.text, action.href, action.about)}</div></li>`
