// What other chapters may use. Everything else in this folder is private to it.
export { clocks } from './clocks.ts'
export { duties, queueClocks } from './duties.ts'
export { pages } from './pages.ts'
export { jobs } from './jobs.ts'
export { noticeOfChild } from './record.ts'
export { standingNow } from './queue.ts'
export { takeIn } from './intake/take-in.ts'
export { NotNotices } from './intake/read.ts'
