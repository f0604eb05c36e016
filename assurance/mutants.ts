/** One small change to the code, and what the tests made of it. */
export interface Tried {
  /** The file from the root, its line and column. */
  readonly at: string
  /** As Stryker says it. */
  readonly status: string
  readonly change: string
}

/** How many changes were noticed: by a test that failed, or by one that no longer ended. */
export interface Score {
  readonly percent: number
  readonly noticed: number
  readonly lived: number
}

/** Stryker's own mutation score; changes that are no program at all, or were passed over, count on neither side. */
export function scoreOf(tried: readonly Tried[]): Score {
  const count = (...of: string[]): number => tried.filter(({ status }) => of.includes(status)).length
  const noticed = count('Killed', 'Timeout')
  const lived = count('Survived', 'NoCoverage')
  const all = noticed + lived
  return { percent: all === 0 ? 0 : Math.floor((noticed / all) * 10_000) / 100, noticed, lived }
}
