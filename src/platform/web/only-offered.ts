import type { Field, FieldKind, Fields } from '../record/field.ts'
import type { Finding, Rule } from '../record/rule.ts'
import type { Shown } from './question.ts'

type Offered = Shown['people'] & {}
type Held = Readonly<Record<string, unknown>> | null

interface Given {
  readonly answers: Readonly<Record<string, unknown>>
}

/**
 * Whom a question offers is whom it takes, or whoever stood there before: a form written by hand could name anybody else's child, a record of theirs, or a colleague
 * who may not be chosen, and show what is written of them.
 *
 * @param offered the people, colleagues and records offered, by question: a question that is not there is open to any
 * @param held the record as it stands; null where there is none yet
 */
export const onlyOffered = (
  fields: Fields,
  asks: readonly string[],
  offered: Offered,
  held: Held,
): Rule<Given>[] =>
  asks.flatMap((at) => {
    const field: Field<unknown> | undefined = fields[at]
    const options = offered[at]
    if (field === undefined || options === undefined || !namesOne.has(field.kind)) return []
    const takes = (answer: unknown): boolean =>
      (answer ?? null) === null || answer === held?.[at] || Object.hasOwn(options, String(answer))
    return [{ ...rule, at, says: field.missing, holds: ({ answers }: Given) => takes(answers[at]) }]
  })

/** The kinds of question that name somebody or something there is already. */
export const namesOne: ReadonlySet<FieldKind> = new Set(['person', 'staff', 'team', 'record'])

const rule = {
  id: 'offered',
  source: 'Local standard: who may be named in a record is offered by its form',
} as const

/** The same, told of what was posted. */
export const notOffered = (rules: readonly Rule<Given>[], posted: Given['answers']): Finding[] =>
  rules
    .filter(({ at = '', holds }) => posted[at] !== '' && !holds({ answers: posted }))
    .map(({ id, says, at }) => ({ rule: id, message: says, ...(at !== undefined && { at }) }))
