/**
 * The receipt of each child in a post, in their order. The description says one for all, as a JSON string; senders have met a JSON list and
 * words with spaces between, one for each child. All three are read, and what came is kept as it came.
 */
export function receiptsOf(text: string, children: number): readonly string[] {
  const said = listIn(text)
  const one = said[0] ?? ''
  return Array.from({ length: children }, (_, at) => (said.length === children ? (said[at] ?? one) : one))
}

function listIn(text: string): readonly string[] {
  try {
    const said: unknown = JSON.parse(text)
    if (typeof said === 'string') return [said]
    if (Array.isArray(said)) return said.filter((each): each is string => typeof each === 'string')
  } catch {
    // Not JSON: words.
  }
  return text.split(/\s+/).filter((word) => word !== '')
}
