const bits = { named: 1, again: 2, made: 4, changed: 8, covered: 16, settled: 32 } as const

/**
 * What an import knows of a child: it is *named* in the files; its records are to be read back *again*, because it was here before or came
 * another time after it was made; the import *made* it, or *changed* something of it; what the return can tell of it is kept (*covered*);
 * its clocks are read (*settled*).
 */
type ChildMark = keyof typeof bits

/** The marks of every child an import comes to. All in one map: of 200,000 children, a set for each mark held a third of what the import may. */
export class ChildMarks {
  readonly #marks = new Map<string, number>()

  /** How many children bear any mark. */
  get size(): number {
    return this.#marks.size
  }

  add(childId: string, mark: ChildMark): void {
    this.#marks.set(childId, (this.#marks.get(childId) ?? 0) | bits[mark])
  }

  has(childId: string, mark: ChildMark): boolean {
    return ((this.#marks.get(childId) ?? 0) & bits[mark]) !== 0
  }

  /** The children who bear all of these marks, in the order the import came to them. */
  with(...all: readonly ChildMark[]): string[] {
    const found: string[] = []
    this.#each(all, (childId) => found.push(childId))
    return found
  }

  /** How many children bear all of these marks. */
  count(...all: readonly ChildMark[]): number {
    let count = 0
    this.#each(all, () => (count += 1))
    return count
  }

  #each(all: readonly ChildMark[], take: (childId: string) => void): void {
    const wanted = all.reduce((sum, mark) => sum | bits[mark], 0)
    this.#marks.forEach((marks, childId) => {
      if ((marks & wanted) === wanted) take(childId)
    })
  }
}
