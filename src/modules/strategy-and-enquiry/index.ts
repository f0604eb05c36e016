export { chapter } from './chapter.ts'

// What other chapters may use. Everything else in this folder is private to it.
export { clocks } from './clocks.ts'
export { strategyDiscussion, section47 } from './record.ts'
export { enquiryFromCensus, enquiryFromList } from './from-returns.ts'
