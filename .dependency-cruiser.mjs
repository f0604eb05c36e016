// The import directions, as a fence. Run by src/app/fence.test.ts; read it top to bottom as the map.
const modules = '^src/modules/([^/]+)/'
const typeOnly = ['type-only']

/** Chapters that any other may read, by their door; of each other, only those before it in the list. */
export const low = ['return-files', 'people', 'allocation', 'actions', 'visits', 'notes']

/** Chapters that may read every other, and that nobody reads. */
export const readers = [
  'child',
  'my-work',
  'oversight',
  'search',
  'import',
  'returns',
  'dfe-api',
  'insight',
  'quality',
  'supervision',
  'improvement',
]

/** Which of the rest may read which others, beside the low ones. Absent means none; it must stay without a circle. */
export const reads = {
  alerts: ['looked-after', 'plans', 'staff-supervision', 'worries'],
  referrals: ['looked-after'],
  'early-help': ['referrals'],
  'front-door': ['early-help', 'referrals'],
  closure: ['child-in-need', 'early-help', 'plans', 'referrals'],
  'police-notices': ['front-door'],
  assessment: ['referrals'],
  'child-protection': ['plans', 'strategy-and-enquiry'],
  'child-in-need': ['assessment', 'child-protection', 'looked-after', 'plans'],
  missing: ['strategy-and-enquiry'],
  'written-agreements': ['worries'],
  placements: ['looked-after'],
  health: ['looked-after'],
  education: ['looked-after'],
  adoption: ['looked-after'],
  'care-leavers': ['looked-after'],
}

/** Lowest first: a platform part may import only itself and the parts before it. */
export const layers = [
  'dates',
  'post',
  'db',
  'seals',
  'vault',
  'backup',
  'people',
  'access',
  'clocks',
  'record',
  'jobs',
  'files',
  'web',
  'testing',
]

const anyOf = (names) => (names.length === 0 ? 'none' : names.join('|'))

/** A low chapter reads only those before it in the list. */
const lowReads = Object.fromEntries(low.map((name, i) => [name, low.slice(0, i)]))

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: typeOnly } },
    },

    {
      name: 'platform-knows-no-module',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/(modules|app)/' },
    },

    {
      name: 'nothing-imports-app',
      severity: 'error',
      from: { path: '^src/(platform|modules)/' },
      to: { path: '^src/app/' },
    },

    {
      name: 'testing-is-for-tests',
      severity: 'error',
      from: { path: '^src/(platform|modules)/', pathNot: ['^src/platform/testing/', '\\.testing\\.ts$'] },
      to: { path: ['^src/platform/testing/', '\\.testing\\.ts$'] },
    },

    ...layers.map((layer, i) => ({
      name: `platform-${layer}-looks-down`,
      severity: 'error',
      from: { path: `^src/platform/${layer}/` },
      to: { path: `^src/platform/(${anyOf(layers.slice(i + 1))})/`, dependencyTypesNot: typeOnly },
    })),

    {
      name: 'modules-meet-at-the-door',
      severity: 'error',
      comment: 'Another chapter is reached through its index.ts, never inside it.',
      from: { path: modules },
      to: { path: '^src/modules/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'] },
    },

    {
      name: 'reads-only-its-own',
      severity: 'error',
      comment: 'A chapter reads itself, the low chapters, and what is listed for it.',
      from: {
        path: modules,
        pathNot: `^src/modules/(${anyOf([...low, ...readers, ...Object.keys(reads)])})/`,
      },
      to: { path: '^src/modules/', pathNot: ['^src/modules/$1/', `^src/modules/(${anyOf(low)})/`] },
    },

    ...Object.entries({ ...lowReads, ...reads }).map(([name, may]) => ({
      name: `${name}-reads-only-its-own`,
      severity: 'error',
      from: { path: `^src/modules/${name}/` },
      to: {
        path: '^src/modules/',
        pathNot: `^src/modules/(${anyOf([name, ...may, ...(low.includes(name) ? [] : low)])})/`,
      },
    })),

    {
      name: 'nothing-reads-a-reader',
      severity: 'error',
      from: { path: modules, pathNot: '^src/modules/(import|dfe-api)/' },
      to: { path: `^src/modules/(${anyOf(readers)})/`, pathNot: '^src/modules/$1/' },
    },

    {
      name: 'import-reads-returns',
      severity: 'error',
      comment: 'What a record would not give back of a row is worked out by those who make the row.',
      from: { path: '^src/modules/(import|dfe-api)/' },
      to: {
        path: `^src/modules/(${anyOf(readers.filter((name) => name !== 'returns'))})/`,
        pathNot: '^src/modules/$1/',
      },
    },

    {
      name: 'meaning-is-pure',
      severity: 'error',
      comment: 'record, rules and clocks run with no database, no web and no system clock.',
      from: { path: '^src/modules/.+/(record|rules|clocks)\\.ts$' },
      to: {
        path: ['^src/platform/(db|web|jobs)/', '(^|/)node_modules/(kysely|pg|fastify)/', '^(node:)?fs(/|$)'],
        dependencyTypesNot: typeOnly,
      },
    },

    {
      name: 'pages-do-not-speak-sql',
      severity: 'error',
      comment: 'A page shows what a query returns.',
      from: { path: '^src/modules/.+/(pages|views)\\.ts$' },
      to: { path: '(^|/)node_modules/(kysely|pg)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.test\\.ts$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node'],
    },
  },
}
