// Breach: a reader is read.
import { returns } from '../returns/index.ts'

export const command = returns
