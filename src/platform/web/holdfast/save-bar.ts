import { button } from '../govuk/button.ts'
import { html, type Html } from '../html.ts'

interface SaveBar {
  /** 'Save visit'. */
  readonly save: string
  /** A second button, sent as `save=draft`: 'Save draft'. */
  readonly draft?: string | undefined
  /** 'Saved 15:42', or nothing yet. The script says it again after each save of a form with `data-draft`. */
  readonly saved?: string | undefined
}

/** Stays at the foot of the screen while a long form is filled in. The page leaves room, so that it never hides the focus. */
export function saveBar({ save, draft, saved = '' }: SaveBar): Html {
  const second =
    draft && button({ text: draft, name: 'save', value: 'draft', classes: 'govuk-button--secondary' })
  return html`<div class="hf-save">${button({ text: save, preventDoubleClick: true })}${second}
    <span class="hf-quiet hf-small" role="status" data-draft-status>${saved}</span></div>`
}
