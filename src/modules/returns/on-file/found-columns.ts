import type { Found } from './found.ts'

/** The columns of a file of findings, in our words, and what stands in them. */
export const foundColumns: readonly (readonly [string, (found: Found) => string | number | null])[] = [
  ['Finding', ({ finding }) => finding],
  ['Level', ({ level }) => level],
  ['Rule', ({ rule }) => rule],
  ['Found by', ({ by }) => by],
  ['Return', ({ ofLastYear }) => (ofLastYear ? 'last year' : 'this year')],
  ['Table', ({ table }) => table],
  ['File', ({ file }) => file],
  ['Line', ({ line }) => line],
  ['Column', ({ field }) => field],
  ['Child', ({ child }) => child],
  ['What it says', ({ message }) => message],
]
