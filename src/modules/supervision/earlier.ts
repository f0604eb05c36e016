import type { Actor } from '../../platform/access/policy.ts'
import { choice } from '../../platform/record/field.ts'
import type { Part } from '../../platform/record/perform-together.ts'
import type { Typed } from '../../platform/record/draft.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { action, followUpsOf, type Became } from '../actions/index.ts'
import type { DirectionOpen } from './queries.ts'

/** What is asked of each earlier direction, and of each answer to it. */
export const becameField = choice({
  label: 'What became of it?',
  options: { done: 'Done', 'not done': 'Not done yet', 'not needed': 'No longer needed' },
  missing: 'Select what became of it',
})

/** A question about one direction, as the form names it. */
export const nameOf = (directionId: string, question: string): string =>
  `direction.${directionId}.${question}`

/** The direction a name of the form is about; null for a question of the discussion itself. */
export const directionOf = (name: string): string | null =>
  /^direction\.([0-9a-f-]{36})\./.exec(name)?.[1] ?? null

/** What may be said of a direction by whoever writes: nothing where it waits for somebody else. */
export const choicesFor = (one: DirectionOpen, actor: Actor): Became[] =>
  Object.keys(becameField.options ?? {}).filter((became) => became in followUpsOf(one, actor.id)) as Became[]

/** Of the directions of a child, those the writer can answer here. */
export const answerable = (all: readonly DirectionOpen[], actor: Actor): DirectionOpen[] =>
  all.filter((one) => choicesFor(one, actor).length > 0)

/** What asking of a direction needs: who writes, what the form says, and the records that may show that something was done. */
interface Answering {
  readonly actor: Actor
  readonly childId: string
  readonly typed: Typed
  readonly evidence: Readonly<Record<string, string>>
}

/** What the form says of one direction: the command that says it, or what is missing. */
export interface Said {
  readonly part?: Part
  readonly findings: readonly Finding[]
}

export function partOf(one: DirectionOpen, { actor, childId, typed, evidence }: Answering): Said {
  const field = (question: string): string => nameOf(one.id, question)
  const unseen = unseenIn(one, typed)
  if (unseen !== null) return { findings: [unseen] }
  const command = followUpsOf(one, actor.id)[typed[field('became')] as Became]
  if (command === undefined) return { findings: [found(one, `Select what became of “${one.what}”`)] }
  const posted = Object.fromEntries(Object.keys(action.fields).map((name) => [name, typed[field(name)]]))
  const named = String(posted['evidenceId'] ?? '')
  const offered = named === '' || Object.hasOwn(evidence, named)
  const part = {
    command,
    childId,
    recordId: one.id,
    version: one.version,
    posted,
    moved: found(one, changed(one)),
  }
  return {
    // Where there is no record to select, what is missing is the words.
    part: { ...part, field: (name) => field(name === 'evidenceId' && isEmpty(evidence) ? 'evidence' : name) },
    findings: offered ? [] : [found(one, 'Select the record from the list', 'evidenceId')],
  }
}

const isEmpty = (offered: object): boolean => Object.keys(offered).length === 0

const found = ({ id }: DirectionOpen, message: string, question = 'became'): Finding => ({
  rule: 'earlier',
  message,
  at: nameOf(id, question),
})

/** A direction that was given, or changed, after the form was opened: nobody answers what they have not seen. */
function unseenIn(one: DirectionOpen, typed: Typed): Finding | null {
  const version = typed[nameOf(one.id, 'version')]
  if (version === undefined)
    return found(one, `“${one.what}” was asked while you wrote: say what became of it`)
  return Number(version) === one.version ? null : found(one, changed(one))
}

const changed = ({ what }: DirectionOpen): string =>
  `Somebody else changed “${what}” while you wrote: look at it again, and say what became of it`

/** Directions the form had an answer to that are no longer open: somebody else answered them meanwhile. */
export function goneFrom(typed: Typed, still: readonly DirectionOpen[]): string[] {
  const ids = new Set(still.map(({ id }) => id))
  const asked = Object.keys(typed).filter((name) => name.endsWith('.version'))
  return asked.flatMap((name) => directionOf(name) ?? []).filter((id) => !ids.has(id))
}
