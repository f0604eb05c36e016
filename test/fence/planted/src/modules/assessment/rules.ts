// Breach: a rule that reads a file.
import { readFileSync } from 'node:fs'

export const rule = readFileSync
