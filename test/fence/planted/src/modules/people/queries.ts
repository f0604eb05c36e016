// Breach: a low chapter reads one that comes after it.
import { allocation } from '../allocation/index.ts'

export const everyone = [allocation]
