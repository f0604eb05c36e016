// Breach: a layer that looks up.
import { files } from '../files/files.ts'

export const up = files
