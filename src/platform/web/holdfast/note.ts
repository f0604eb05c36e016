import { html, type Html, type Words } from '../html.ts'

/** What a worker must know before they go on: 'Two people if Dean is home.' One on a page. */
export const note = (words: Words, more?: Words): Html =>
  html`<div class="hf-note"><p><strong>${words}</strong>${more && html` <span class="hf-small">${more}</span>`}</p></div>`
