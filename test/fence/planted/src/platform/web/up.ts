// Breach: a layer that looks up.
import { world } from '../testing/world.ts'

export const up = world
