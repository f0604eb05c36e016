import type { Verb } from './verb.ts'

/** Every verb, in the order the help shows them. A verb's file is read when it is asked for. */
export const verbs = {
  start: async () => (await import('./start.ts')).start,
  county: async () => (await import('./county.ts')).county,
  import: async () => (await import('./import.ts')).importReturns,
  'import list': async () => (await import('./import.ts')).importList,
  'import withdraw': async () => (await import('./import.ts')).importWithdraw,
  notices: async () => (await import('./notices.ts')).notices,
  'notices waiting': async () => (await import('./notices.ts')).noticesWaiting,
  measures: async () => (await import('./measures.ts')).measures,
  'returns check': async () => (await import('./returns-check.ts')).returnsCheck,
  'returns generate': async () => (await import('./returns-generate.ts')).returnsGenerate,
  'returns roundtrip': async () => (await import('./returns-roundtrip.ts')).returnsRoundtrip,
  'returns replay': async () => (await import('./returns-replay.ts')).returnsReplay,
  ssd: async () => (await import('./ssd.ts')).ssd,
  'clocks due': async () => (await import('./clocks-due.ts')).clocksDue,
  'clocks list': async () => (await import('./clocks-list.ts')).clocksList,
  'clocks rebuild': async () => (await import('./clocks-rebuild.ts')).clocksRebuild,
  routes: async () => (await import('./routes.ts')).routes,
  verify: async () => (await import('./verify.ts')).verify,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  'user add': async () => (await import('./user-add.ts')).userAdd,
  'user code': async () => (await import('./user-code.ts')).userCode,
  'user list': async () => (await import('./user-list.ts')).userList,
  'user disable': async () => (await import('./user-disable.ts')).userDisable,
} satisfies Record<string, () => Promise<Verb>>
