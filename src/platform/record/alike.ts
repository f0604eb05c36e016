/** How much two texts have in common by their groups of three letters, as PostgreSQL's pg_trgm reckons it: 0 to 100. */
export function alike(one: string, other: string): number {
  const [left, right] = [trigrams(one), trigrams(other)]
  if (left.size === 0 || right.size === 0) return 0
  const shared = left.intersection(right).size
  return Math.round((100 * shared) / left.union(right).size)
}

function trigrams(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(words.flatMap((word) => groupsOf(`  ${word} `)))
}

const groupsOf = (padded: string): string[] =>
  Array.from({ length: padded.length - 2 }, (_, i) => padded.slice(i, i + 3))

/** A text with the children's names taken out, since a copied one differs in them alone. */
export const withoutNames = (text: string, names: readonly string[]): string =>
  names
    .filter((name) => name.length > 1)
    .reduce((left, name) => left.replace(new RegExp(`\\b${RegExp.escape(name)}\\b`, 'gi'), ''), text)
