/** Somebody or something that could do harm, what stands against it, and the tests that show it. */
interface Threat {
  readonly id: string
  readonly of: string
  readonly control: string
  readonly tests: readonly string[]
  /** What does not stand against it, or not yet. */
  readonly left?: string
}

const door = 'src/app/who-may/who-may.test.ts: answers as the matrix says, and shows nothing it keeps back'
const reads = 'src/app/looked.test.ts: holds for ${asked} answers: random people, routes and children'
const restricted = 'src/modules/restrictions/restrictions.test.ts'
const waysIn = 'src/modules/sign-in/ways-in.test.ts'
const conflicts =
  'src/modules/restrictions/restrictions.test.ts: has no such record, though it is allocated to them: not in lists, not by its address, not in search'
const seals =
  'src/platform/seals/seals.test.ts: is found, whatever was done and wherever (${mutations} times)'
const bad =
  'test/bad-input/bad-input.test.ts: ${from + 1} to ${from + some.length} are each answered with what a person can act on, while others are served and nothing is stored'

/** What could go wrong, T1 to T23, in the order of the threat model. */
export const threats: readonly Threat[] = [
  {
    id: 'T1',
    of: 'A curious colleague',
    control:
      'Records are open by allocation, team and service; every look is written down before it is shown, is told to the child’s team, and is searched for patterns each minute; reading many at once is braked',
    tests: [
      reads,
      'src/modules/who-looked/watch.test.ts: finds 96 in 100 of ${planted} planted patterns within five minutes, and flags at most 0.5% of ordinary person-days',
      'src/modules/who-looked/pages.test.ts: asks again who it is at the limit, stops at half as many more, and tells the officer',
    ],
  },
  {
    id: 'T2',
    of: 'A parent’s former partner who works here',
    control:
      'A conflict of interest keeps a named colleague from a record in every way in; a search by them is a search for nobody, in words and in time',
    tests: [
      conflicts,
      'src/modules/search/excluded.test.ts: is answered, byte for byte, as a search for nobody',
      'src/modules/search/excluded.test.ts: takes as long as one: the medians of 24 are within ten milliseconds',
    ],
  },
  {
    id: 'T3',
    of: 'Somebody who looks at their own family',
    control:
      'A record that may be a colleague’s own family is closed to them until somebody else decides; an opening in an emergency is told to managers and looked into by another',
    tests: [
      'src/modules/restrictions/conflicts/conflicts.test.ts: at the same address, cannot open the record from the moment it is matched until somebody decides',
      `${restricted}: is looked into by somebody else, who says what they found`,
    ],
  },
  {
    id: 'T4',
    of: 'Whoever administers the servers or owns the tables',
    control:
      'The application runs as a role that owns nothing; what was written is sealed in a chain whose heads a witness on another machine keeps; backups and the continuity pack are locked for named people',
    tests: [
      seals,
      'src/platform/db/migrate.test.ts: run the application as a role that is nobody',
      'src/platform/backup/lock.test.ts: is opened by nobody else, and says so',
    ],
    left: 'Two people are not yet needed to restore',
  },
  {
    id: 'T5',
    of: 'A partner’s account that was taken over',
    control:
      'Partners only send: they see a receipt and how what they sent stands, and learn nothing of whom we know; limits by address and key; messages are signed',
    tests: [
      'src/modules/police-notices/api.test.ts: is taken once however often it is sent, with the same answer, and no word of whom we know',
      'src/modules/police-notices/api.test.ts: is stopped when it comes too often, by its address and before it is read',
      'src/modules/front-door/sent-in/afterwards.test.ts: says the same of a child we know and of one we do not',
    ],
  },
  {
    id: 'T6',
    of: 'SQL in what is typed',
    control:
      'Statements take values as parameters only; the database itself keeps hidden children from whoever asks (row-level security), and the application’s role can neither change what is written for good nor the tables',
    tests: [
      'src/platform/access/seat-belt.test.ts: in whatever way every table is asked',
      'src/platform/access/seat-belt.test.ts: by any value the role can set itself',
      'src/platform/db/copy.test.ts: keeps any text at all',
    ],
    left: 'sqlmap has not been run against it',
  },
  {
    id: 'T7',
    of: 'Script or HTML in notes, names of files and what partners write',
    control:
      'Every page is made by a template that escapes; the content security policy allows no inline script or style',
    tests: [
      'src/platform/web/html.test.ts: lets no typed text open a tag, close an attribute or start an entity',
      'src/platform/web/layout.test.ts: carries no inline script or style, no crown, no GOV.UK and no Transport',
      'test/browser/every-page.test.ts: ${route} has no barrier, no more than 12 questions in a form, nothing past the edge and no breach of the policy',
    ],
  },
  {
    id: 'T8',
    of: 'A form sent from another site',
    control:
      'Every form carries a token of its session, and Origin and Sec-Fetch-Site are held to ours; no GET changes a record',
    tests: [
      `${waysIn}: of another site is refused, whoever the browser says is signed in`,
      'src/app/who-may/who-may.test.ts: lets nobody write by a permission to look',
    ],
  },
  {
    id: 'T9',
    of: 'Another child’s address, or an answer that was not asked for',
    control:
      'One policy decides each door by role and how somebody stands to the child; a command takes the answers it asks for and no other',
    tests: [
      door,
      'src/app/who-may/who-may.test.ts: has a place for every door, and every door asks for a permission of its place',
    ],
  },
  {
    id: 'T10',
    of: 'A stolen or planted session, a shared computer',
    control:
      'A new secret at each sign-in and step-up, of which only the hash is kept; 15 minutes idle, 12 hours at most, so many at once; signing out everywhere; a cookie bound to the host',
    tests: [
      `${waysIn}: asks somebody who came in a while ago to show again that it is them, before an export`,
      `${waysIn}: ends on every device when asked to`,
      `${waysIn}: comes with what keeps a page from being framed, guessed at or fetched without TLS`,
    ],
  },
  {
    id: 'T11',
    of: 'A lost laptop or telephone',
    control:
      'Pages are not to be stored; nothing of a child is kept in the browser; the continuity pack opens only by its passphrase',
    tests: [
      `${waysIn}: comes with what keeps a page from being framed, guessed at or fetched without TLS`,
      'test/browser/continuity.test.ts: opens by itself with the network off, and only with its passphrase',
    ],
    left: 'The browser’s profile on disk has not been searched after signing out',
  },
  {
    id: 'T12',
    of: 'Ransomware on the machines of the database',
    control:
      'Backups locked for people, checked whole before and after; WAL in an archive; a restore to a named second is drilled; a pack for the day nothing can be reached',
    tests: [
      'npm run drill:pitr',
      'src/app/cli/backup.test.ts: bring a county to another machine, verified to the last row',
      'src/platform/backup/backup.test.ts: is found altered wherever one byte of it was',
    ],
    left: 'That a store takes no change is the council’s to set up; an attacker with its credentials is not simulated',
  },
  {
    id: 'T13',
    of: 'XML that swells, nests or reaches outside',
    control:
      'Read as a stream; a DTD is refused before it acts; 64 levels; limits of elements and attributes',
    tests: [
      'src/platform/files/xml.test.ts: refuses a DTD before anything in it can act',
      'src/platform/files/xml.test.ts: reads 64 levels and refuses 65',
      'src/platform/files/xml.test.ts: refuses an element that swells without end',
    ],
  },
  {
    id: 'T14',
    of: 'A workbook or CSV that is a bomb',
    control:
      'The directory is read before anything is unpacked: 100 times, 200 MB, so many entries; a process of its own with limits of memory and time',
    tests: [
      'src/platform/files/workbook.test.ts: refuses more than 200 MB in all, by what the directory says, before unpacking any of it',
      'src/platform/files/workbook.test.ts: a workbook that fills its memory, or outlasts its time, ends its own process and no other',
      bad,
    ],
  },
  {
    id: 'T15',
    of: 'A formula in what we export',
    control: 'A cell that begins as a formula is written as text; workbooks hold no formula',
    tests: [
      'src/modules/returns/on-file/write-found.test.ts: shows a cell that begins as a formula does as text',
      'src/modules/returns/on-file/write-found.test.ts: is a workbook without a formula in it',
    ],
  },
  {
    id: 'T16',
    of: 'A harmful file that is uploaded',
    control:
      'Known by what is in it, never by its name; refused with a sentence or cleaned; kept by its digest outside the web root; sent out as an attachment; given to the council’s virus scanner first, where there is one',
    tests: [
      bad,
      'test/bad-input/bad-uploads.test.ts: keep names to themselves: one that climbs, or is none, is a name and no more',
      'test/bad-input/bad-documents.test.ts: are each refused with what to do, or kept without what they say of their maker',
      'src/platform/vault/vault.test.ts: lies under its digest, two folders deep, for its owner alone, and once however often it is given',
      'src/platform/scanner/clamd.test.ts: is looked into before anything of ours reads it (ASVS 5.0 V5.4.3)',
    ],
    left: 'A council without a scanner has none: HOLDFAST_SCANNER names it',
  },
  {
    id: 'T17',
    of: 'A partner’s message sent again, or altered',
    control:
      'Signed with a moment that must be within five minutes; one effect a key, and the same answer again',
    tests: [
      'src/modules/police-notices/api.test.ts: is refused where it was altered, signed by another, or is older or newer than five minutes',
      'src/modules/police-notices/api.test.ts: is refused where the key was used for something else, or none was sent',
    ],
  },
  {
    id: 'T18',
    of: 'A colleague who destroys or back-dates evidence',
    control:
      'Nothing is deleted or written over: a correction is an event with when it happened and when it was said; everything is sealed',
    tests: [
      seals,
      'src/platform/db/migrate.test.ts: let the application change what it keeps, and only add to what was written for good',
      'src/app/rebuild-clocks.test.ts: every record says what its events say',
    ],
  },
  {
    id: 'T19',
    of: 'A package that was tampered with',
    control:
      'Exact versions and hashes in a lock; few packages; a list of all of them; the registry is asked what is known',
    tests: ['assurance/dependencies.test.ts: are at most 40, each of one exact version', 'npm run made-of'],
    left: 'npm ci cannot be used while the lock names no build of the linter for some machines',
  },
  {
    id: 'T20',
    of: 'What can be worked out from counts, times and refusals',
    control:
      'Small numbers are taken out of what leaves; lists and counts are of what somebody may see; a search says nothing by its time',
    tests: [
      'src/modules/insight/suppress.test.ts: never leaves a small number that taking away would tell, whatever the counts',
      'src/modules/search/excluded.test.ts: takes as long as one: the medians of 24 are within ten milliseconds',
    ],
  },
  {
    id: 'T21',
    of: 'Summaries that are generated',
    control:
      'There are none: no text is made by a model, and nothing is sent to one. A package or an address of one would be seen by this test',
    tests: ['assurance/dependencies.test.ts: have none that talks to a model'],
  },
  {
    id: 'T22',
    of: 'A leaver, an account nobody uses, more access than a job needs',
    control:
      'Roles are read at each request; accounts are closed after 30 days without use and on their last day; nobody gives themselves access',
    tests: [
      'src/modules/administration/administration.test.ts: take on a new role at their next request, and are signed out when their account is closed',
      `${waysIn}: is closed in the night; one never used yet waits for its first day`,
      'src/modules/administration/administration.test.ts: cannot change themselves, so nobody gives themselves access and the last administrator stays',
    ],
    left: 'No feed from the staff directory; access is not certified again each quarter',
  },
  {
    id: 'T23',
    of: 'Ourselves: a migration or a release that loses something',
    control:
      'An upgrade begins with a backup; migrations run once, in order, whole or not at all, and refuse one that was edited; kills, lost servers and full disks are drilled',
    tests: [
      'src/app/cli/backup.test.ts: begins with a backup of a database in use',
      'src/platform/db/migrate.test.ts: leave nothing of one that fails, and keep those before it',
      'npm run drill:crash',
      'npm run drill:failover',
      'npm run drill:disk-full',
    ],
    left: 'Migrations have no way back but the backup; a release under load is not drilled',
  },
]

const ids = (text: string): string =>
  text.replace(/^(\S+\.ts): (.*)$/s, '`$1`, “$2”').replace(/^(npm run \S+)$/, '`$1`')

/** docs/threats.md */
export function threatsPage(): string {
  return [
    '# What could go wrong, and what shows that it does not',
    '',
    'Written by `npm run assure -- --write` from `assurance/threats.ts`. A test fails where a test that is named here is not there.',
    '',
    '| | Threat | What stands against it | Shown by | Not there |',
    '|---|---|---|---|---|',
    ...threats.map(
      ({ id, of, control, tests, left = '' }) =>
        `| ${[id, of, control, tests.map(ids).join('<br>'), left].join(' | ')} |`,
    ),
    '',
  ].join('\n')
}
