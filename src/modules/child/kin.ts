/** What a relative is called in a sentence about the child: families' own words, not the record's. */
const said: Readonly<Record<string, string>> = {
  mother: 'mum',
  father: 'dad',
  parent: 'parent',
  'step-parent': 'step-parent',
  sibling: 'brother or sister',
  'half-sibling': 'half-brother or half-sister',
  grandparent: 'grandparent',
  'aunt or uncle': 'aunt or uncle',
  carer: 'carer',
  'partner of parent': 'parent’s partner',
  'significant adult': '',
  'child of': 'their child',
}

/** 'mum Kelly', or 'mum' where no name is held. A sex is known only of some, so brothers and sisters may be neither. */
export function kinWords(kind: string, name: string | null, sex: string | null = null): string {
  const word = bySex[kind]?.[sex ?? ''] ?? said[kind] ?? kind
  return [word, name].filter((part) => part !== null && part !== '').join(' ') || 'someone we cannot name'
}

const bySex: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sibling: { M: 'brother', F: 'sister' },
  'half-sibling': { M: 'half-brother', F: 'half-sister' },
  grandparent: { M: 'grandad', F: 'nan' },
  'aunt or uncle': { M: 'uncle', F: 'aunt' },
  'step-parent': { M: 'stepdad', F: 'stepmum' },
  parent: { M: 'dad', F: 'mum' },
  'child of': { M: 'son', F: 'daughter' },
}

/** With a capital, to begin a sentence. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
