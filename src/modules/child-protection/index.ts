export { chapter } from './chapter.ts'

// What other chapters may use. Everything else in this folder is private to it.
export { clocks } from './clocks.ts'
export { conference, cpPlan, coreGroup } from './record.ts'
export { meetingInvitation } from './invitation.ts'
export { askWhy } from './partners.ts'
export { planOfProtection } from './plan-of-protection.ts'
export * from './from-returns.ts'
export * from './checks.ts'
