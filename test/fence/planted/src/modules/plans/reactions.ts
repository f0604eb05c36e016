// Breach: the tests' world in the product.
import { world } from '../../platform/testing/world.ts'

export const reaction = world
