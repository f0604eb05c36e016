import type { MyChild } from './queries.ts'

/** How many families these children are of: brothers and sisters, and theirs, are one. */
export function familiesOf(children: readonly Pick<MyChild, 'id' | 'siblings'>[]): number {
  const head = new Map(children.map(({ id }) => [id, id]))
  const headOf = (id: string): string => {
    const above = head.get(id) ?? id
    return above === id ? id : headOf(above)
  }
  for (const { id, siblings } of children)
    for (const sibling of siblings) head.set(headOf(sibling), headOf(id))
  return new Set(children.map(({ id }) => headOf(id))).size
}
