import { checkReturns, checkWholeReturns } from './nightly.ts'

/** What this chapter has done later and by itself. */
export const jobs = [checkReturns, checkWholeReturns]
