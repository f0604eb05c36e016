// Breaches: past the door of a chapter, and a chapter that plans may not read.
import { inside } from '../assessment/queries.ts'

export const plans = inside
