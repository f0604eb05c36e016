import annexA from '../../../data/code-lists/annex-a.json' with { type: 'json' }
import cin from '../../../data/code-lists/cin.json' with { type: 'json' }
import shared from '../../../data/code-lists/shared.json' with { type: 'json' }
import ssda903 from '../../../data/code-lists/ssda903.json' with { type: 'json' }

const lists = { ...shared.lists, ...cin.lists, ...ssda903.lists, ...annexA.lists }

/**
 * The options of a choice that is a national code list: each code with its published label, in the order given but that
 * codes of figures alone come first, as JavaScript keeps its keys.
 * The codes are named where the record is declared, so that the compiler and the table's check both know them.
 *
 * @throws RangeError when the record is loaded, if the list has no such code
 */
export function labels<const C extends string>(
  list: keyof typeof lists,
  codes: readonly C[],
): Readonly<Record<C, string>> {
  const published = new Map<string, string>(lists[list].codes.map(({ code, label }) => [code, label]))
  return Object.fromEntries(codes.map((code) => [code, labelled(published, list, code)])) as Record<C, string>
}

function labelled(published: ReadonlyMap<string, string>, list: string, code: string): string {
  const label = published.get(code)
  if (label === undefined) throw new RangeError(`${list} has no code ${code}`)
  return label.startsWith('(') ? `Code ${code}` : label
}
