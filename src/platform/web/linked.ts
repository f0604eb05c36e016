import type { Html } from './html.ts'

const record = /"\/children\/([0-9a-f]{8}-[0-9a-f-]{27})/g

/**
 * The children whose records these words lead to, for `request.shows`. For a page made of many lists that are each cut short, where every
 * name is a link: what is written down is then what the reader was shown, not what was read for it.
 */
export const linkedChildren = (...parts: readonly Html[]): string[] => [
  ...new Set(parts.flatMap((part) => [...part.toString().matchAll(record)].map(([, id = '']) => id))),
]
