// Breach: a layer that looks up.
import { access } from '../access/access.ts'

export const up = access
