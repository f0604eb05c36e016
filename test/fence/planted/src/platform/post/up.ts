// Breach: a layer that looks up.
import { db } from '../db/db.ts'

export const up = db
