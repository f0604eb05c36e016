export { chapter } from './chapter.ts'

// What other chapters may use. Everything else in this folder is private to it.
export { clocks } from './clocks.ts'
export { careEpisode, careSummary, claReview } from './record.ts'
export { asylum, previousPermanence, motherhood, deprivationOfLiberty } from './background/record.ts'
export * from './from-returns.ts'
export * from './background/from-returns.ts'
export {
  cameOn,
  kindsFromSixteen,
  notRegistered,
  registrationHeld,
  stays,
  tooYoungFor,
  unregisteredKinds,
} from './homes.ts'
export { timeInCare, type Placement } from './care-history.ts'
export { visitsOwed } from './visiting.ts'
export * from './checks.ts'
