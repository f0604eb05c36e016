import { html, type Html } from '../html.ts'
import { classes } from './attributes.ts'
import { hint } from './hint.ts'
import { textarea, type Textarea } from './textarea.ts'

interface CharacterCount extends Omit<Textarea, 'describedBy'> {
  readonly maxlength?: number | undefined
  readonly maxwords?: number | undefined
  readonly countType?: 'words' | 'characters' | undefined
  /** The per cent of the limit from which the count is shown. */
  readonly threshold?: number | string | undefined
  readonly countMessage?: { readonly classes?: string | undefined } | undefined
}

/** Several lines of text with a count. A guide and not a wall: what is too long is kept, and said so. */
export function characterCount(given: CharacterCount): Html {
  const { maxlength, maxwords, threshold, countMessage, formGroup = {} } = given
  const id = given.id || given.name
  const countType = given.countType ?? (maxwords ? 'words' : undefined)
  const limit = maxwords || maxlength
  const said = limit ? `You can enter up to ${limit} ${countType === 'words' ? 'words' : 'characters'}` : ''
  const message = hint({
    text: said,
    id: `${id}-info`,
    classes: classes('govuk-character-count__message', countMessage?.classes),
  })
  const counted = {
    'data-module': 'govuk-character-count',
    'data-maxlength': maxlength,
    'data-maxwords': maxwords,
    'data-threshold': threshold,
    'data-count-type': countType,
  }
  return textarea({
    ...given,
    id,
    describedBy: `${id}-info`,
    classes: classes('govuk-js-character-count', given.classes),
    formGroup: {
      ...formGroup,
      classes: classes('govuk-character-count', formGroup.classes),
      attributes: { ...counted, ...formGroup.attributes },
      after: html`${message} ${formGroup.after}`,
    },
  })
}
