import { rebuildClocks } from './rebuild.ts'

/** What this chapter has done later and by itself. */
export const jobs = [rebuildClocks]
