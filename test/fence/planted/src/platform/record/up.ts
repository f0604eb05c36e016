// Breach: a layer that looks up.
import { jobs } from '../jobs/jobs.ts'

export const up = jobs
