import type { FieldKind } from './field.ts'

/** An answer as it was typed: words or a code, or the boxes that were ticked. */
export type TypedAnswer = string | readonly string[]

/** What became of two people's answers to one question. */
interface Merged {
  readonly answer: TypedAnswer
  /** Both changed the same thing: of words both are in the answer, of a choice the later one is. */
  readonly both: boolean
}

/**
 * One person's change to an answer, made to what somebody else has left there meanwhile. Of words, neither loses a
 * sentence that they wrote: where both changed the same sentences, theirs stand first and mine after them.
 *
 * @param was what I began from
 * @param theirs what stands now
 * @param mine what I have made of `was`
 */
export function mergeAnswer(
  kind: FieldKind,
  was: TypedAnswer,
  theirs: TypedAnswer,
  mine: TypedAnswer,
): Merged {
  if (same(theirs, mine) || same(was, mine)) return { answer: theirs, both: false }
  if (same(was, theirs)) return { answer: mine, both: false }
  if (kind === 'choices' || kind === 'names') return { answer: mergeTicks(was, theirs, mine), both: false }
  if (kind !== 'words' && kind !== 'line') return { answer: mine, both: true }
  return mergeWords(textOf(was), textOf(theirs), textOf(mine))
}

const textOf = (answer: TypedAnswer): string => (typeof answer === 'string' ? answer : answer.join('\n'))
const listOf = (answer: TypedAnswer): readonly string[] =>
  typeof answer !== 'string' ? answer : answer === '' ? [] : [answer]

/** Whether two answers are the same, whatever sent them: a browser ends its lines in its own way. */
export const same = (one: TypedAnswer, other: TypedAnswer): boolean =>
  typeof one === 'string' && typeof other === 'string'
    ? one === other
    : listOf(one).length === listOf(other).length && new Set(listOf(one)).isSubsetOf(new Set(listOf(other)))

/** What they have ticked, with what I ticked, without what I took out. */
function mergeTicks(was: TypedAnswer, theirs: TypedAnswer, mine: TypedAnswer): readonly string[] {
  const [before, now, chosen] = [was, theirs, mine].map((answer) => new Set(listOf(answer))) as [
    Set<string>,
    Set<string>,
    Set<string>,
  ]
  return [...now.difference(before.difference(chosen)).union(chosen.difference(before))]
}

function mergeWords(was: string, theirs: string, mine: string): Merged {
  const base = sentences(was)
  const parts = partsOf(base, sentences(theirs), sentences(mine))
  const settled = parts.map(settle)
  return { answer: joined(settled.flatMap(({ words }) => words)), both: settled.some(({ both }) => both) }
}

/** A stretch of the text between two sentences that nobody changed, as each of the three has it. */
type Part = readonly [was: readonly string[], theirs: readonly string[], mine: readonly string[]]

function settle([was, theirs, mine]: Part): { words: readonly string[]; both: boolean } {
  const [before, now, own] = [was, theirs, mine].map(spoken)
  if (before === own || now === own) return { words: theirs, both: false }
  if (before === now) return { words: mine, both: false }
  if (theirs.length === 0 || mine.length === 0) return { words: [...theirs, ...mine], both: false }
  const apart = inPlaceOf(was, theirs, mine) ?? inPlaceOf(was, mine, theirs)
  if (apart !== null) return { words: apart, both: false }
  const mineAlone = mine.filter((one) => !theirs.some((other) => bare(other) === bare(one)))
  return { words: [...theirs, ...mineAlone], both: mineAlone.length > 0 && was.length > 0 }
}

/** Where one only wrote round what was there, the other's change stands inside it; null where both changed it. */
function inPlaceOf(
  was: readonly string[],
  round: readonly string[],
  changed: readonly string[],
): readonly string[] | null {
  const at = round.findIndex(
    (_, i) => was.length > 0 && was.every((one, j) => bare(one) === bare(round[i + j] ?? '')),
  )
  return at === -1 ? null : [...round.slice(0, at), ...changed, ...round.slice(at + was.length)]
}

const bare = (sentence: string): string => sentence.trim()
const spoken = (part: readonly string[]): string => part.map(bare).join('\n')

/** The sentences of a text, each with the space after it; a new line ends one too. */
const sentences = (text: string): string[] =>
  text.match(/[^\n]*?[.!?…]+["”’')]*[^\S\n]+|[^\n]*\n+|[^\n]+$/g) ?? []

/** The stretches that changed, and between them each sentence that all three have. */
function partsOf(was: readonly string[], theirs: readonly string[], mine: readonly string[]): Part[] {
  const [inTheirs, inMine] = [kept(was, theirs), kept(was, mine)]
  const parts: Part[] = []
  let [w, t, m] = [0, 0, 0]
  for (const [i, sentence] of was.entries()) {
    const [atTheirs, atMine] = [inTheirs[i], inMine[i]]
    if (atTheirs === undefined || atMine === undefined) continue
    parts.push([was.slice(w, i), theirs.slice(t, atTheirs), mine.slice(m, atMine)])
    parts.push([[sentence], [theirs[atTheirs] ?? ''], [mine[atMine] ?? '']])
    ;[w, t, m] = [i + 1, atTheirs + 1, atMine + 1]
  }
  return [...parts, [was.slice(w), theirs.slice(t), mine.slice(m)]]
}

/** For each sentence of the first, where it stands in the second; undefined where it does not: the longest run in order. */
function kept(was: readonly string[], now: readonly string[]): (number | undefined)[] {
  const [left, right] = [was.map(bare), now.map(bare)]
  const width = right.length + 1
  const longest = new Uint32Array((left.length + 1) * width)
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--)
      longest[i * width + j] =
        left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const places: (number | undefined)[] = []
  for (let i = 0, j = 0; i < left.length; i++) {
    while (j < right.length && left[i] !== right[j] && at(i, j + 1) >= at(i + 1, j)) j++
    const found = j < right.length && left[i] === right[j]
    places.push(found ? j++ : undefined)
  }
  return places
}

/** One text again, with a space wherever two sentences would touch. */
const joined = (words: readonly string[]): string =>
  words.reduce(
    (text, next) => (text === '' || /\s$/.test(text) || /^\s/.test(next) ? text + next : `${text} ${next}`),
    '',
  )
