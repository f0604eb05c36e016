import annexA from '../../../data/code-lists/annex-a.json' with { type: 'json' }
import cin from '../../../data/code-lists/cin.json' with { type: 'json' }
import shared from '../../../data/code-lists/shared.json' with { type: 'json' }
import ssda903 from '../../../data/code-lists/ssda903.json' with { type: 'json' }

/** Said on screen in place of what was published, where that is a heading of a census: the code is what is kept and sent. */
const plainly: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  referral_source: {
    '1A': 'A relative or carer of the child',
    '1B': 'A neighbour, childminder or somebody else who knows the child',
    '1C': 'The child',
    '1D': 'A stranger, or another member of the public',
    '2A': 'A school',
    '2B': 'Another education service',
    '3A': 'A GP',
    '3B': 'A health visitor',
    '3C': 'A school nurse',
    '3D': 'Another primary health service',
    '3E': 'A hospital’s accident and emergency department',
    '3F': 'Another health service, such as a hospice',
    '4': 'Council housing or a housing association',
    '5A': 'Social care in this council, such as adult social care',
    '5B': 'Another department of this council, such as youth justice',
    '5C': 'Another council',
    '5D': 'Early help in this council',
    '6': 'The police',
    '7': 'A court, probation, Cafcass, immigration or a prison',
    '8': 'A children’s centre, charity or independent agency',
    '9': 'Somebody who did not say who they are',
    '10': 'Not known',
  },
}

const lists = { ...shared.lists, ...cin.lists, ...ssda903.lists, ...annexA.lists }

/**
 * The options of a choice that is a national code list: each code with its published label, or with plainer words for it, in the order given but that
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
  const plain = plainly[list]?.[code]
  if (plain !== undefined) return plain
  return label.startsWith('(') ? `Code ${code}` : label
}
