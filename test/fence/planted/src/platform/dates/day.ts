// Breach: the platform knows a chapter.
import { people } from '../../modules/people/index.ts'

export const day = people
