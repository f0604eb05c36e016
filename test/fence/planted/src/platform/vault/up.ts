// Breach: a layer that looks up.
import { people } from '../people/people.ts'

export const up = people
