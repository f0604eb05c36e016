// What other chapters may use. Everything else in this folder is private to it.
export { clocks } from './clocks.ts'
export { duties } from './duties.ts'
export {
  careEpisode,
  careSummary,
  claReview,
  type CareEpisode,
  type CareSummary,
  type ClaReview,
} from './record.ts'
export {
  asylum,
  previousPermanence,
  motherhood,
  deprivationOfLiberty,
  type Asylum,
  type PreviousPermanence,
  type Motherhood,
  type DeprivationOfLiberty,
} from './background/record.ts'
export * from './from-returns.ts'
export * from './background/from-returns.ts'
export { careHistory, timeInCare, type CarePeriod, type LegalSpell, type Placement } from './care-history.ts'
export { visitsOwed, type InCare, type VisitSpan } from './visiting.ts'
export * from './checks.ts'
