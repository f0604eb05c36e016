// Breaches: four ways to write without the one writer.
import type { Kysely } from 'kysely'

type Any = Kysely<{ placement: { id: string } }>
export const add = (db: Any): unknown => db.insertInto('placement').values({ id: '1' })
export const change = (db: Any): unknown => db.updateTable('placement').set({ id: '2' })
export const remove = (db: Any): unknown => db.deleteFrom('placement')
export const plain = `insert into placement (id) values ('1')`
