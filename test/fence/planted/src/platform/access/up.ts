// Breach: a layer that looks up.
import { clocks } from '../clocks/clocks.ts'

export const up = clocks
