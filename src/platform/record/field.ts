import * as z from 'zod'
import { day, instant, instantAt, type Day, type Instant } from '../dates/day.ts'

/** How a question is asked and kept. `words` is narrative: it never decides anything, so clocks do not load it. */
export type FieldKind =
  | 'day'
  | 'instant'
  | 'choice'
  | 'choices'
  | 'names'
  | 'checklist'
  | 'line'
  | 'words'
  | 'yes-no'
  | 'whole'
  | 'person'
  | 'staff'
  | 'team'
  | 'record'

/** One question on a form, one column in the table, one line in the summary. */
export interface Field<T> {
  readonly kind: FieldKind
  readonly label: string
  readonly hint?: string
  /** What to do when the answer is missing or cannot be read, as an instruction. */
  readonly missing: string
  readonly options?: Readonly<Record<string, string>>
  /** Of a checklist: each thing to be checked, in the order asked; `options` are its answers. */
  readonly checks?: Readonly<Record<string, string>>
  /** False where the answer may be left out: the schema then reads nothing as null. */
  readonly required: boolean
  /** Settled by a command, and put right by no form: what a file is, who decided. */
  readonly settled?: true
  /** Reads what a browser posts. The message is what the worker sees. */
  readonly schema: z.ZodType<T>
}

export type Fields = Readonly<Record<string, Field<unknown>>>
export type Answers<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer T> ? T : never }

interface Wording {
  readonly label: string
  readonly hint?: string
  /** What to do when the answer is missing or cannot be read, as an instruction. */
  readonly missing: string
}
type Options = Readonly<Record<string, string>>

/** A calendar day, as the browser's date field posts it or as typed: 3/11/2026, 3 11 26, 2026-11-03. */
export function dayField({ missing, ...wording }: Wording): Field<Day> {
  const schema = z.string({ error: missing }).transform((text, ctx) => {
    const read = typedDay(text)
    if (read !== null) return read
    ctx.addIssue({ code: 'custom', message: missing })
    return z.NEVER
  })
  return { kind: 'day', ...wording, missing, required: true, schema }
}

/** A moment, as typed: 3/11/2026 14:30, 3 11 26 at 9.05, 2026-11-03T14:30, all of London; or in full with its offset. */
export function instantField({ missing, ...wording }: Wording): Field<Instant> {
  const schema = z.string({ error: missing }).transform((text, ctx) => {
    const read = typedInstant(text)
    if (read !== null) return read
    ctx.addIssue({ code: 'custom', message: missing })
    return z.NEVER
  })
  return { kind: 'instant', ...wording, missing, required: true, schema }
}

/** One of a list. The options are code → words on screen. */
export function choice<const O extends Options>({
  missing,
  options,
  ...wording
}: Wording & { readonly options: O }): Field<keyof O & string> {
  return { kind: 'choice', ...wording, missing, options, required: true, schema: oneOf(options, missing) }
}

/** Any of a list; none chosen is an empty list. */
export function choices<const O extends Options>({
  missing,
  options,
  ...wording
}: Wording & { readonly options: O }): Field<readonly (keyof O & string)[]> {
  const one = oneOf(options, missing)
  const schema = z.preprocess(asList, z.array(one))
  return { kind: 'choices', ...wording, missing, options, required: false, schema }
}

/** Things to be checked, each with one of the same few answers; one left unanswered is left out. */
export function checklist<const C extends Options, const O extends Options>({
  missing,
  checks,
  options,
  ...wording
}: Wording & { readonly checks: C; readonly options: O }): Field<Checked<C, O>> {
  const names = z.enum(Object.keys(checks), { error: missing })
  const schema = z.partialRecord(names, oneOf(options, missing), { error: missing }) as unknown as z.ZodType<
    Checked<C, O>
  >
  return { kind: 'checklist', ...wording, missing, checks, options, required: false, schema }
}
type Checked<C, O> = { readonly [K in keyof C]?: keyof O & string }

/** Several words or names, none of a fixed list; none given is an empty list. */
export function names({ missing, ...wording }: Wording): Field<readonly string[]> {
  const schema = z.preprocess(asList, z.array(someText(missing)))
  return { kind: 'names', ...wording, missing, required: false, schema }
}

/** Yes or no, never chosen beforehand. */
export function yesNo({ missing, ...wording }: Wording): Field<boolean> {
  const schema = z.enum(['yes', 'no'], { error: missing }).transform((v) => v === 'yes')
  return { kind: 'yes-no', ...wording, missing, required: true, schema }
}

/** A person on the record, by id. */
export function person({ missing, ...wording }: Wording): Field<string> {
  return { kind: 'person', ...wording, missing, required: true, schema: z.guid({ error: missing }) }
}

/** Another record this one belongs to, by id. */
export function recordField({ missing, ...wording }: Wording): Field<string> {
  return { kind: 'record', ...wording, missing, required: true, schema: z.guid({ error: missing }) }
}

/** A team, by id. */
export function teamField({ missing, ...wording }: Wording): Field<string> {
  return { kind: 'team', ...wording, missing, required: true, schema: z.guid({ error: missing }) }
}

/** A member of staff, by id. */
export function staffField({ missing, ...wording }: Wording): Field<string> {
  return { kind: 'staff', ...wording, missing, required: true, schema: z.guid({ error: missing }) }
}

/** A few words on one line. */
export function line({ missing, ...wording }: Wording): Field<string> {
  return { kind: 'line', ...wording, missing, required: true, schema: someText(missing) }
}

/** Narrative. */
export function words({ missing, ...wording }: Wording): Field<string> {
  return { kind: 'words', ...wording, missing, required: true, schema: someText(missing) }
}

/** The largest whole number a column of ours holds. */
const mostKept = 2_147_483_647

/** A whole number, nought or more. */
export function whole({ missing, ...wording }: Wording): Field<number> {
  const schema = z.coerce
    .number({ error: missing })
    .int({ error: missing })
    .min(0, { error: missing })
    .max(mostKept, { error: missing })
  return { kind: 'whole', ...wording, missing, required: true, schema }
}

/** The same question, which may be left unanswered. */
export function optional<T>(field: Field<T>): Field<T | null> {
  const schema = z.union([z.undefined().transform(() => null), field.schema]) as z.ZodType<T | null>
  return { ...field, required: false, schema }
}

/** The same answer, which a command settles and no form of correction asks about. */
export const settled = <T>(field: Field<T>): Field<T> => ({ ...field, settled: true })

const asList = (value: unknown): unknown =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

const someText = (missing: string) =>
  z
    .string({ error: missing })
    .transform(storable)
    .pipe(z.string().trim().min(1, { error: missing }))

// What comes out of a file by copying may hold a character that is none (U+0000), or half of one: PostgreSQL keeps neither.
const storable = (text: string): string => text.replaceAll('\u0000', '').toWellFormed()

function oneOf<const O extends Options>(options: O, missing: string): z.ZodType<keyof O & string> {
  const keys = Object.keys(options) as (keyof O & string)[]
  return z.enum(keys, { error: missing })
}

const typed = /^(\d{1,2})[\s/.-](\d{1,2})[\s/.-](\d{4}|\d{2})$/

/** @returns null if the words are not a real calendar day; two-figure years are of this century */
export function typedDay(text: string): Day | null {
  const [, d, m, y] = typed.exec(text.trim()) ?? []
  const iso =
    d && m && y ? `${y.length === 2 ? `20${y}` : y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}` : text.trim()
  try {
    return day(iso)
  } catch {
    return null
  }
}

/** A day, then a time: 3/11/2026 14:30, 3 11 26 at 9.05, 2026-11-03T14:30. */
const dayAndTime = /^(.*\d)(?:T|,?\s+(?:at\s+)?)(\d{1,2})[:.](\d{2})$/i

/** @returns null if the words are not a real moment; a time without an offset is London's */
function typedInstant(text: string): Instant | null {
  const [, said = '', hour = '', minute = ''] = dayAndTime.exec(text.trim()) ?? []
  const on = typedDay(said)
  try {
    return on === null ? instant(text.trim()) : instantAt(on, `${hour.padStart(2, '0')}:${minute}`)
  } catch {
    return null
  }
}
