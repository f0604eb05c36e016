import { stat } from 'node:fs/promises'
import type { ListGiven } from '../../modules/returns/index.ts'
import { dayOf } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { Misuse } from '../misuse.ts'
import { exits, verb } from './verb.ts'

const titles = { postcodes: 'Postcode directory', providers: 'Ofsted’s lists of providers' } as const

export const returnsLists = verb({
  name: 'returns lists',
  about:
    'Keeps Ofsted’s lists and a postcode directory, so that placements in the record are held against them; says which are held',
  words: '[XLSX…]',
  options: {
    providers: { takes: 'XLSX…', about: 'Ofsted’s lists of providers, in place of those held', many: true },
    postcodes: {
      takes: 'CSV',
      about: 'the ONS postcode directory (pcd, oseast1m, osnrth1m, laua), in place of the one held',
    },
    authority: {
      takes: 'CODE',
      about:
        'with --postcodes: the council’s GSS code (E06000060); its published one, or where most children’s homes are',
    },
    by: { takes: 'WHO', about: 'who is doing it: what they sign in as' },
  },
  needs: 'database',
  run: async ({ words, values, json, say, database }) => {
    // A shell gives `--providers a.xlsx b.xlsx` as one list and a word.
    const asked = { ...values, providers: [...(values.providers ?? []), ...words] }
    await refuse(asked)
    const { db } = await database()
    if (asked.providers.length > 0 || asked.postcodes !== undefined) await keep(db, asked)
    const { listsGiven } = await import('../../modules/returns/index.ts')
    const given = await listsGiven(db)
    if (json) say(JSON.stringify(given))
    else for (const line of told(given)) say(line)
    return exits.done
  },
})

interface Asked {
  readonly providers: readonly string[]
  readonly postcodes: string | undefined
  readonly authority: string | undefined
  readonly by: string | undefined
}

async function refuse({ providers, postcodes, authority }: Asked): Promise<void> {
  if (authority !== undefined && !/^E\d{8}$/.test(authority))
    throw new Misuse('--authority is a GSS code, as E06000060')
  if (authority !== undefined && postcodes === undefined)
    throw new Misuse('--authority is given with --postcodes')
  for (const path of [...providers, ...(postcodes === undefined ? [] : [postcodes])])
    await stat(path).catch(() => {
      throw new Misuse(`there is nothing at ${path}`)
    })
}

async function keep(db: Db, { by, authority, ...files }: Asked): Promise<void> {
  const { bookOf } = await import('../book.ts')
  const { keepLists } = await import('../../modules/returns/index.ts')
  await keepLists(db, {
    ...files,
    authority: authority ?? (await publishedCode(db)),
    by: by === undefined ? null : await (await import('./import.ts')).staffCalled(db, by),
    today: bookOf(db).today(),
  })
}

const told = (given: readonly ListGiven[]): string[] =>
  given.length === 0
    ? ['None has been given.']
    : given.map(
        ({ kind, entries, givenAt }) =>
          `${titles[kind]}: ${entries} ${entries === 1 ? 'entry' : 'entries'}, given on ${dayOf(givenAt)}`,
      )

/** The council's GSS code, by its number at the Department for Education; null for an invented county. */
async function publishedCode(db: Db): Promise<string | null> {
  const { gssCodeOf } = await import('../../modules/insight/index.ts')
  const own = await db.selectFrom('authority').select('code').executeTakeFirst()
  return own === undefined || own.code === null ? null : gssCodeOf(own.code)
}
