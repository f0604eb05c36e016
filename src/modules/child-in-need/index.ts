// What other chapters may use. Everything else in this folder is private to it.
export { cinPlan, cinReview, type CinPlan, type CinReview } from './record.ts'
