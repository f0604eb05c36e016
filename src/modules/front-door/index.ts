export { chapter } from './chapter.ts'

// What other chapters may use. Everything else in this folder is private to it.
export { clocks } from './clocks.ts'
export { pages } from './pages.ts'
export { agencyCheck } from './agency-checks/record.ts'
export { contact } from './record.ts'
export { contactFromList } from './from-returns.ts'
export { draftFeedback as letterAbout } from './feedback.ts'
export { openContacts, readIt, type More, type Told } from './receive.ts'
export { waited } from './waited.ts'
export { frontDoorPage } from './frame.ts'
