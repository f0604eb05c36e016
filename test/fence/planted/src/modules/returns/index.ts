// No breach: a reader may read every chapter by its door.
import { assessment } from '../assessment/index.ts'
import { plans } from '../plans/index.ts'

export const returns = [assessment, plans]
