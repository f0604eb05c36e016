// Breach: a page that speaks SQL.
import { sql } from 'kysely'

export const page = sql
