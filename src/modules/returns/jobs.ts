import { makeReturnJob } from './generate/job.ts'
import { jobs as keyboard } from './keyboard/jobs.ts'

/** What this chapter has done later and by itself. */
export const jobs = [...keyboard, makeReturnJob]
