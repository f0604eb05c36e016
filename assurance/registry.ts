/** What the registry says of one package: its versions, whether a maker withdrew one, and when each came out. */
export interface Told {
  readonly versions: Readonly<Record<string, { readonly deprecated?: string }>>
  /** Moments, by version. */
  readonly time: Readonly<Record<string, string>>
}

/** How one version in use stands on a day. */
export interface Standing {
  /** The maker says not to use it, which is how many a fault is told. */
  readonly withdrawn: boolean
  /** Days since the first newer version of its line came out; 0 where it is the newest. */
  readonly daysBehind: number
}

const day = 24 * 60 * 60 * 1000

/** Reads what the registry told of a package for the version in use; `now` in milliseconds. */
export function standingOf({ versions, time }: Told, used: string, now: number): Standing {
  const newer = Object.keys(versions)
    .filter((version) => isNewer(version, used) && versions[version]?.deprecated === undefined)
    .map((version) => Date.parse(time[version] ?? ''))
    .filter((at) => !Number.isNaN(at))
  const daysBehind = newer.length === 0 ? 0 : Math.floor((now - Math.min(...newer)) / day)
  return { withdrawn: versions[used]?.deprecated !== undefined, daysBehind }
}

/** Whether a version is a later one of the same line, which is meant to fit without a change: 1.x, or 0.3.x. No trial versions. */
function isNewer(version: string, used: string): boolean {
  const [a, b] = [partsOf(version), partsOf(used)]
  if (a === null || b === null || a[0] !== b[0] || (a[0] === 0 && a[1] !== b[1])) return false
  return a[1] === b[1] ? a[2] > b[2] : a[1] > b[1]
}

function partsOf(version: string): readonly [number, number, number] | null {
  const found = /^(\d+)\.(\d+)\.(\d+)$/.exec(version)
  return found === null ? null : [Number(found[1]), Number(found[2]), Number(found[3])]
}

/** Asks the registry about one package; null where it did not answer. */
export async function told(name: string): Promise<Told | null> {
  try {
    const answer = await fetch(`https://registry.npmjs.org/${name.replace('/', '%2f')}`)
    return answer.ok ? ((await answer.json()) as Told) : null
  } catch {
    return null
  }
}
