// Breaches: four ways to write without the one writer.
import type { Kysely } from 'kysely'

type Any = Kysely<{ careEpisode: { id: string } }>
export const add = (db: Any): unknown => db.insertInto('careEpisode').values({ id: '1' })
export const change = (db: Any): unknown => db.updateTable('careEpisode').set({ id: '2' })
export const remove = (db: Any): unknown => db.deleteFrom('careEpisode')
export const plain = `insert into care_episode (id) values ('1')`
