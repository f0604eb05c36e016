import type { Postcodes } from '../ssda903/postcodes.ts'

/** The authority most children's homes are in, for a return that does not say whose it is; null when no home is known. */
export function ownAuthority(homePostcodes: Iterable<string | null>, { find }: Postcodes): string | null {
  const homes = new Map<string, number>()
  for (const homePost of homePostcodes) {
    const at = homePost === null ? undefined : find(homePost)
    if (at !== undefined) homes.set(at.authority, (homes.get(at.authority) ?? 0) + 1)
  }
  // Of equals the first by name, so that the order of rows does not matter.
  const ranked = [...homes].toSorted(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
  return ranked[0]?.[0] ?? null
}
