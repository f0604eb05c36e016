import { atLeast, atMost, none, shown } from './bounds.ts'
import { speed } from './speed.ts'
import type { Figure, Step } from './step.ts'

/** Who may see. */
const seeing: readonly Step[] = [
  {
    name: 'matrix',
    asked:
      'Every door × role × how they stand to the child, with marks in every column of text: nothing is shown that is kept back',
    full: 'HOLDFAST_MATRIX=full node --test src/app/who-may/who-may.test.ts',
    short: 'node --test src/app/who-may/who-may.test.ts',
    minutes: 240,
    figures: [
      none('answers that are not as the matrix says', /([\d,]+) wrong$/gm),
      shown('questions asked', /^([\d,]+) of [\d,]+ cells/gm),
      shown('doors', /cells: ([\d,]+) doors/g),
    ],
  },
  {
    name: 'row-security',
    asked:
      'Over 200 raw statements by the role that serves, of every table, view and function: no hidden child; no table without the belt',
    full: 'node --test src/platform/access/seat-belt.test.ts src/platform/access/seat-belt.lints.test.ts src/platform/access/seat-belt.doors.test.ts',
    minutes: 15,
    figures: [],
  },
  {
    name: 'search-timing',
    asked: 'A search by somebody kept from a child equals a search for nobody, in words and within 10 ms',
    full: 'node --test src/modules/search/excluded.test.ts',
    minutes: 10,
    figures: [],
  },
]

/** Who did see, and what was changed. */
const seen: readonly Step[] = [
  {
    name: 'reads',
    asked:
      '10,000 random answers: each that shows a child has one reading, of just those it shows; refused where it cannot be written',
    full: 'HOLDFAST_READS=10000 node --test src/app/looked.test.ts',
    short: 'node --test src/app/looked.test.ts',
    minutes: 90,
    figures: [
      atLeast(10_000, 'answers', /^([\d,]+) answers over/gm),
      none('kinds of answer missing from the readings, or too many', /([\d,]+) kinds wrong/g),
    ],
  },
  {
    name: 'snooping',
    asked:
      '50 planted patterns among a month of 400 people: 48 told within five minutes, at most 0.5 % of ordinary days',
    full: 'HOLDFAST_WATCH=full node --test src/modules/who-looked/watch.test.ts',
    short: 'node --test src/modules/who-looked/watch.test.ts',
    minutes: 60,
    figures: [
      atLeast(48, 'of 50 found', /(\d+) of 50 found/g),
      atMost(0.5, '% of ordinary person-days flagged', /person-days flagged \(([\d.]+)%\)/g),
      atMost(300_000, 'ms, the slowest look', /slowest look of the job (\d+) ms/g),
    ],
  },
  {
    name: 'tampering',
    asked:
      '1,000 edits, deletions, insertions, exchanges, cuts and whole rewrites by the owner of the tables are found',
    full: 'HOLDFAST_MUTATIONS=1000 node --test src/platform/seals/seals.test.ts',
    short: 'node --test src/platform/seals/seals.test.ts',
    minutes: 60,
    figures: [atLeast(1000, 'tamperings found, all there were', /(\d+) of \1 tamperings were found/g)],
  },
  {
    name: 'seals-and-pack',
    asked:
      'On the county of 60,000: seals held to 150,000 rows a second or more; a continuity pack of at most 100 MB',
    full: 'npm run -s bench -- trust 60000',
    short: 'npm run -s bench -- trust 1000',
    minutes: 180,
    figures: [
      atLeast(150_000, 'rows a second', 'seals.rowsASecond'),
      shown('rows', 'seals.rows'),
      none('faults', 'seals.faults'),
      atMost(100, 'MB of pack', 'pack.megabytes'),
      shown('children in the pack', 'pack.children'),
    ],
  },
]

const kept = (at = ''): Figure[] => [
  none('acknowledged and lost', `${at}lost`),
  none('half written', `${at}halfWritten`),
  none('doubled', `${at}doubled`),
]

/** Nothing lost. */
const lost: readonly Step[] = [
  {
    name: 'crash',
    asked:
      'The server killed 200 times and its database 100 times while eight people write: nothing lost, half written or doubled',
    full: 'npm run -s drill:crash -- --kills 200 --database-kills 100',
    short: 'npm run -s drill:crash -- --kills 2 --database-kills 1',
    minutes: 90,
    figures: [
      ...kept(),
      atLeast(1, 'writes acknowledged', 'acknowledged'),
      atLeast(200, 'kills of the server', 'kills.app'),
      atLeast(100, 'kills of the database', 'kills.database'),
    ],
  },
  {
    name: 'failover',
    asked:
      'The primary of three killed ten times: nothing lost, no write taken by two; controls that must lose do',
    full: 'npm run -s drill:failover -- --rounds 10 --controls 3',
    short: 'npm run -s drill:failover -- --rounds 1 --controls 1',
    minutes: 60,
    figures: [
      ...kept('synchronous.'),
      atLeast(10, 'rounds', 'synchronous.rounds'),
      none('writes taken by an old primary', 'synchronous.splitBrain'),
      none('seals that do not fit', 'synchronous.sealFaults'),
      atMost(10_000, 'ms until somebody was answered again', 'synchronous.longestPause'),
      atLeast(1, 'lost by the asynchronous control, as it must', 'controls.asynchronous.lost'),
      atLeast(1, 'lost by promoting the wrong one, as it must', 'controls.leastPromoted.lost'),
    ],
  },
  {
    name: 'named-second',
    asked:
      'Server and disk lost: restored to two named seconds, the same by SHA-256 over the ordered rows of every table',
    full: 'npm run -s drill:pitr -- --seconds 10',
    short: 'npm run -s drill:pitr -- --seconds 1',
    minutes: 30,
    figures: [
      none('tables that differ at the first second', 'restored.0.differing.length'),
      none('tables that differ at the second second', 'restored.1.differing.length'),
      ...kept('restored.1.'),
      atLeast(1, 'seals verified (1 is yes)', 'restored.1.verified'),
      shown('tables', 'restored.1.tables'),
      shown('rows', 'restored.1.rows'),
    ],
  },
  {
    name: 'disk-full',
    asked:
      'The disk of the database, of its WAL and of our own files filled: nothing lost, said over every page, back within 60 s',
    full: 'npm run -s drill:disk-full -- --seconds 10',
    short: 'npm run -s drill:disk-full -- --only data --seconds 2',
    minutes: 30,
    figures: [
      atLeast(1, 'a small disk could be mounted (1 is yes)', 'ran'),
      ...kept(),
      none('disks nobody was told of', 'withoutBanner'),
      atMost(60_000, 'ms to the next acknowledged write', 'longestBackAfter'),
      atLeast(3, 'disks filled', 'volumes.length'),
    ],
  },
  {
    name: 'backup',
    asked: 'One byte of a backup changed 1,000 times, plain and locked: always found',
    full: 'HOLDFAST_FLIPS=1000 node --test src/platform/backup/backup.test.ts src/platform/backup/lock.test.ts src/platform/backup/documents.test.ts',
    short:
      'node --test src/platform/backup/backup.test.ts src/platform/backup/lock.test.ts src/platform/backup/documents.test.ts',
    minutes: 60,
    figures: [
      atLeast(
        1000,
        'changed bytes found, all there were',
        /(\d+) of \1 changed bytes of a backup were found/g,
      ),
      atLeast(
        1000,
        'changed bytes of a locked one',
        /(\d+) of \1 changed bytes of a locked backup were found/g,
      ),
    ],
  },
  {
    name: 'repeats',
    asked: '10,000 forms sent again, out of order and 32 at once: one effect each, and the same answer',
    full: 'HOLDFAST_REPEATS=10000 node --test src/app/repeats.test.ts',
    short: 'node --test src/app/repeats.test.ts',
    minutes: 90,
    figures: [atLeast(10_000, 'posts', /([\d,]+) repeats, in any order and many at once/g)],
  },
  {
    name: 'fuzz',
    asked:
      'Each command given 1,000 random answers, hostile, of the wrong kind, of other children, out of date: no fault, nothing half written',
    full: 'HOLDFAST_FUZZ=1000 node --test src/app/fuzz.test.ts',
    short: 'node --test src/app/fuzz.test.ts',
    minutes: 240,
    figures: [
      atLeast(1000, 'of each command', 'runs'),
      shown('commands', 'commands'),
      shown('records held to their history', 'held'),
    ],
  },
  {
    name: 'edits',
    asked:
      '10,000 random histories of 2 to 16 people who edit one record or write in one draft: nothing overwritten unseen',
    full: 'HOLDFAST_HISTORIES=10000 node --test src/app/edits.test.ts',
    short: 'node --test src/app/edits.test.ts',
    minutes: 120,
    figures: [atLeast(10_000, 'histories', /([\d,]+) random histories of 2 to 16 editors/g)],
  },
  {
    name: 'two-writers',
    asked: 'Two people write one assessment, 1,000 afternoons: no word lost',
    full: 'HOLDFAST_INTERLEAVINGS=1000 node --test src/modules/assessment/written/two-writers.test.ts',
    short: 'node --test src/modules/assessment/written/two-writers.test.ts',
    minutes: 60,
    figures: [
      atLeast(1000, 'afternoons without a lost word', /(\d+) afternoons of two writers, no word lost/g),
    ],
  },
  {
    name: 'killed-jobs',
    asked:
      'Every job there is killed before every statement, alerts, messages and what is sent to the DfE among them: each effect exactly once',
    full: 'HOLDFAST_EVERY_KILL=1 HOLDFAST_KILLS=all node --test src/modules/alerts/killed.test.ts src/modules/dfe-api/jobs.test.ts src/platform/jobs/jobs.test.ts src/app/jobs-killed.test.ts',
    short:
      'node --test src/modules/alerts/killed.test.ts src/platform/jobs/jobs.test.ts src/app/jobs-killed.test.ts',
    minutes: 60,
    figures: [atLeast(40, 'kills of the sending', /(\d+) kills: \d+ versions, none missing/g)],
  },
  {
    name: 'history',
    asked:
      'A random history of 5,000 commands, corrections and imports: clocks rebuilt are the same row for row, records say what their events say',
    full: 'HOLDFAST_HISTORY=5000 node --test src/app/rebuild-clocks.test.ts',
    short: 'node --test src/app/rebuild-clocks.test.ts',
    minutes: 90,
    figures: [atLeast(5000, 'changes', /([\d,]+) changes, \d+ readings the same/g)],
  },
  {
    name: 'bad-files',
    asked:
      '300 broken and hostile files: each answered with a sentence, none stops the server, nothing half stored',
    full: 'HOLDFAST_BAD_FILES=300 node --test test/bad-input/*.test.ts',
    short: 'HOLDFAST_BAD_FILES=60 node --test test/bad-input/*.test.ts',
    minutes: 90,
    figures: [
      atLeast(300, 'broken and hostile files', /(\d+) broken and hostile files of \d+ kinds/g),
      atLeast(300, 'hostile documents', /to \d+ of (\d+), and half keeps none/g),
    ],
  },
]

/** Seen to be so. */
const said: readonly Step[] = [
  {
    name: 'dependencies',
    asked:
      'No known critical or high fault in what is used at run time; at most 40 named directly; a list of all of it (SBOM)',
    full: 'npm run -s made-of',
    minutes: 10,
    figures: [
      atMost(40, 'named directly', 'direct'),
      none('known critical', 'critical'),
      none('known high', 'high'),
      none('withdrawn by their makers', 'withdrawn'),
      none('named directly, and a newer one out for over 90 days', 'behind'),
      atLeast(1, 'components listed', 'components'),
    ],
  },
  {
    name: 'log-and-metrics',
    asked:
      'Marks in every column of text, every door asked, refused and failed: none in the log, none in the metrics',
    full: 'node --test src/app/who-may/who-may.test.ts src/platform/web/log.test.ts src/modules/administration/metrics.test.ts',
    minutes: 15,
    figures: [
      none('marks in the log', /(\d+) marks in [\d,]+ lines of the log/g),
      none('marks in the metrics', /(\d+) marks in [\d,]+ lines of metrics/g),
      atLeast(300, 'lines of the log', /marks in ([\d,]+) lines of the log/g),
      atLeast(300, 'lines of metrics', /marks in ([\d,]+) lines of metrics/g),
    ],
  },
  {
    name: 'mutants',
    asked:
      'Every small change to what decides who may see, reckons days and seals (Stryker): 85 in 100 are noticed by a test',
    full: 'npm run -s mutate',
    short: 'npm run -s mutate -- decide',
    minutes: 120,
    figures: [
      atLeast(85, '% of policy', 'policy.percent'),
      atLeast(85, '% of clocks', 'clocks.percent'),
      atLeast(85, '% of seals', 'seals.percent'),
      shown('changes to policy noticed', 'policy.noticed'),
      shown('changes to clocks noticed', 'clocks.noticed'),
      shown('changes to seals noticed', 'seals.noticed'),
    ],
  },
  {
    name: 'browser',
    asked:
      'Every page that links reach, as every role, axe at 1280 and 320 px; not one report of the content security policy',
    full: 'HOLDFAST_MINUTES=40 npm run -s test:browser',
    minutes: 40,
    figures: [atLeast(1, 'tests passed', /^ℹ pass (\d+)/gm), none('tests failed', /^ℹ fail (\d+)/gm)],
  },
]

/** Everything that is shown by running it, in the order in which it is run: what takes longest comes last. */
export const steps: readonly Step[] = [
  ...said.slice(0, 1),
  ...seen.slice(0, 4),
  ...lost,
  ...seeing,
  ...said.slice(1),
  ...seen.slice(4),
  ...speed,
]
