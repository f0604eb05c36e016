// What other chapters may use. Everything else in this folder is private to it.
export { clocks } from './clocks.ts'
export { duties, queueClocks } from './duties.ts'
export { pages } from './pages.ts'
export { jobs } from './jobs.ts'
export { noticeOfChild, grades, type NoticeOfChild } from './record.ts'
export { standingNow, notices, queueByDay, delays, type Standing } from './queries.ts'
export { takeIn, dueOf, type IntakeAnswer, type Giver } from './intake/take-in.ts'
export { NotNotices } from './intake/read.ts'
