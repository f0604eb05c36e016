export { chapter } from './chapter.ts'

// What other chapters may use. Everything else in this folder is private to it.
export { clocks } from './clocks.ts'
export { noticeOfChild } from './record.ts'
export { standingNow } from './queue.ts'
export { takeIn } from './intake/take-in.ts'
export { NotNotices } from './intake/read.ts'
