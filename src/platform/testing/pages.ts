import { findSession, openSession } from '../access/session.ts'
import type { Actor } from '../access/policy.ts'
import type { Book } from '../record/book.ts'
import { cookieName } from '../web/admit.ts'
import { buildApp, type App, type Setting } from '../web/app.ts'

/** A server of these chapters alone, for `inject`. Nothing listens. */
export async function serverOf(
  book: Book,
  chapters: readonly ((app: App) => Promise<void>)[],
  masthead: Setting['masthead'],
  also: Pick<Setting, 'scanner'> = {},
): Promise<App> {
  const app = buildApp({
    book,
    masthead,
    council: 'Exampleshire Council',
    demonstration: true,
    secure: false,
    navigation: [],
    clockNames: new Map(),
    ...also,
  })
  for (const pages of chapters) await app.register(async (inner) => pages(inner as App))
  return app
}

/** What a browser of somebody signed in sends with everything: the cookie, and the token for forms. */
export interface SignedIn {
  readonly cookie: string
  readonly csrf: string
}

/** Signs somebody in. */
export async function signIn({ db }: Book, { id }: Actor): Promise<SignedIn> {
  const secret = await openSession(db, id)
  const session = await findSession(db, secret)
  return { cookie: `${cookieName({ secure: false })}=${secret}`, csrf: session?.csrf ?? '' }
}

/** The words of a page as they are read, without markup and with spaces closed up. */
export const wordsOf = (page: string): string =>
  page
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#38;', '&')
    .replaceAll('&#39;', '’')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,:])/g, '$1')
