import { instantOf } from '../platform/dates/day.ts'
import { connect } from '../platform/db/database.ts'
import { bookOf } from './book.ts'
import { buildServer } from './server.ts'

/** One door of the product, as it declares itself. */
interface ListedRoute {
  readonly method: string
  readonly url: string
  /** A permission, `signed in`, or `anyone`. */
  readonly audience: string
  readonly shows: string
}

/** Every route of the chapters, by address. The server is built and never listens; no database is asked. */
export async function listRoutes(): Promise<ListedRoute[]> {
  const found: ListedRoute[] = []
  const db = connect('postgres://nobody@127.0.0.1:1/none')
  const book = bookOf(db, () => instantOf(0))
  const app = await buildServer(
    { book, council: '', demonstration: true, secure: false },
    ({ method, url, config }) => {
      for (const one of [method].flat())
        if (one !== 'HEAD')
          found.push({ method: one, url, audience: config?.audience ?? '', shows: config?.shows ?? '' })
    },
  )
  await app.ready()
  await app.close()
  await db.destroy()
  return found.toSorted((one, other) =>
    `${one.url} ${one.method}`.localeCompare(`${other.url} ${other.method}`, 'en'),
  )
}
