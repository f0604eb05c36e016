// What other chapters may use. Everything else in this folder is private to it.
export { clocks } from './clocks.ts'
export { duties } from './duties.ts'
export { conference, cpPlan, coreGroup } from './record.ts'
export { meetingInvitation } from './invitation.ts'
export { planOfProtection } from './plan-of-protection.ts'
export { pages } from './pages.ts'
export * from './from-returns.ts'
export * from './checks.ts'
