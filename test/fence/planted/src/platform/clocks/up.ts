// Breach: a layer that looks up.
import { record } from '../record/record.ts'

export const up = record
