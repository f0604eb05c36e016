// Breach: a record that knows the database.
import { sql } from 'kysely'

export const record = sql
