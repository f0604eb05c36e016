// What other chapters may use. Everything else in this folder is private to it.
export { clocks } from './clocks.ts'
export { duties } from './duties.ts'
export { conference, cpPlan, coreGroup, type Conference, type CpPlan, type CoreGroup } from './record.ts'
export { meetingInvitation, type MeetingInvitation } from './invitation.ts'
export { planOfProtection } from './plan-of-protection.ts'
export { pages } from './pages.ts'
export * from './from-returns.ts'
export * from './checks.ts'
