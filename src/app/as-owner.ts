import { connect, type Db } from '../platform/db/database.ts'

/** Lends one connection of the role that owns the tables, for what the application itself may not do. */
export async function asOwner<T>(ownerUrl: string, work: (owner: Db) => Promise<T>): Promise<T> {
  const owner = connect(ownerUrl, { most: 1 })
  try {
    return await work(owner)
  } finally {
    await owner.destroy()
  }
}
