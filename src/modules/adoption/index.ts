export { chapter } from './chapter.ts'

// What other chapters may use. Everything else in this folder is private to it.
export { clocks } from './clocks.ts'
export { adoption } from './record.ts'
export { adoptedAlone, adoptedFromReturn, adoptionFromList, placedFromReturn } from './from-returns.ts'
export { receiveAdopters } from './receive.ts'
