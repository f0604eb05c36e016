import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'

const src = join(import.meta.dirname, '../..')

/** Every place in the product where something is done as the service, which sees every child. */
const doors: Readonly<Record<string, string>> = {
  'app/cli.ts': 'every command but `start`: given by whoever runs the machine',
  'app/cli/start.ts': 'the demonstration county is made before anybody is answered',
  'modules/administration/pages.ts': 'the health of the server: whether every event is sealed',
  'modules/administration/users/identity-pages.ts': 'whose council account it is',
  'modules/administration/users/pages.ts': 'accounts are opened, changed and closed',
  'modules/administration/users/set-up-pages.ts': 'what somebody chooses their password with',
  'modules/administration/workforce/pages.ts': 'what the workforce census asks of a member of staff',
  'modules/alerts/commands.ts':
    'whoever was told of a duty answers it, though the record is not open to them',
  'modules/import/pages.ts': 'an import meets every child there is',
  'modules/insight/pages.ts': 'a measure counts every child there is; whom it names is asked of each row',
  'modules/restrictions/pages.ts': 'somebody asks to be let in to what is hidden from them',
  'modules/restrictions/queries.ts': 'a manager looks into what a colleague opened, and is told of no child',
  'modules/returns/pages.ts': 'a return holds every child',
  'modules/search/queries.ts': 'names are looked up by their likeness, and narrowed afterwards',
  'modules/sign-in/code-lock.ts': 'at a start, keys of one-time codes that lay open are locked',
  'modules/sign-in/pages.ts': 'who signs in is not known yet',
  'platform/access/near-miss.ts': 'that somebody asked for what is hidden from them is written down',
  'platform/access/session.ts': 'sessions are kept from whoever has one',
  'platform/jobs/tasks.ts': 'a job is nobody’s question',
  'platform/seals/keep-sealing.ts': 'every event is sealed',
  'platform/web/app.ts': 'the pages that say `asService` of themselves, all of them in this list',
}

const opens = /asService\(|\basService\b\s*[:,}]|const asService\b/

describe('the doors in the seat-belt', () => {
  it('are these, and each is there for what it says', () => {
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.includes('.test') && file !== 'platform/db/asking.ts')
      .filter((file) => opens.test(readFileSync(join(src, file), 'utf8').replace(/^import .*$/gm, '')))
    assert.deepEqual(files.toSorted(), Object.keys(doors).toSorted())
  })
})
