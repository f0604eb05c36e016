import { tidy } from '../govuk/compared.ts'
import type { Html } from '../html.ts'

/** The words a reader hears or sees, in order, without the markup. */
export const heard = (markup: Html): string =>
  tidy(markup)
    .replaceAll(/<svg.*?<\/svg>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
