/** The part of JSON Schema that the official description uses (OpenAPI 3.0.3). */
export interface Schema {
  readonly [keyword: string]: unknown
}

type Check = (value: unknown, said: never, schema: Schema, at: string) => readonly string[]

const typed: Readonly<Record<string, (value: unknown) => boolean>> = {
  array: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  integer: Number.isInteger,
}

const unless = (holds: boolean, words: string): readonly string[] => (holds ? [] : [words])
const nothing: Check = () => []
const entries = (value: unknown): [string, unknown][] =>
  typed['object']?.(value) ? Object.entries(value as object) : []
const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const length = (value: unknown): number => (typeof value === 'string' ? value.length : items(value).length)

const formats: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])$/,
  uuid: /^[0-9a-f-]{36}$/,
}

const checks: Readonly<Record<string, Check>> = {
  title: nothing,
  description: nothing,
  example: nothing,
  default: nothing,
  type: (value, said: string, _, at) => unless(typed[said]?.(value) === true, `${at} is no ${said}`),
  format: (value, said: string, _, at) =>
    unless(formats[said]?.test(String(value)) === true, `${at} is no ${said}`),
  pattern: (value, said: string, _, at) =>
    unless(new RegExp(said).test(String(value)), `${at} is not as ${said}`),
  maxLength: (value, said: number, _, at) => unless(length(value) <= said, `${at} is longer than ${said}`),
  minLength: (value, said: number, _, at) => unless(length(value) >= said, `${at} is shorter than ${said}`),
  maxItems: (value, said: number, _, at) => unless(length(value) <= said, `${at} has more than ${said}`),
  uniqueItems: (value, said: boolean, _, at) =>
    unless(
      !said || new Set(items(value).map((one) => JSON.stringify(one))).size === length(value),
      `${at} repeats itself`,
    ),
  items: (value, said: Schema, _, at) => items(value).flatMap((one, i) => breaches(one, said, `${at}[${i}]`)),
  required: (value, said: readonly string[], _, at) =>
    said.flatMap((name) =>
      unless(
        entries(value).some(([key]) => key === name),
        `${at} lacks ${name}`,
      ),
    ),
  properties: (value, said: Readonly<Record<string, Schema>>, _, at) =>
    entries(value).flatMap(([name, one]) => {
      const schema = said[name]
      return schema === undefined ? [] : breaches(one, schema, `${at}.${name}`)
    }),
  additionalProperties: (value, said: boolean, schema, at) =>
    said
      ? []
      : entries(value).flatMap(([name]) =>
          unless(name in (schema['properties'] as object), `${at} knows no ${name}`),
        ),
}

/** What of the schema a value breaks. @throws Error where the schema says something this does not know */
export function breaches(value: unknown, schema: Schema, at = ''): readonly string[] {
  return Object.entries(schema).flatMap(([keyword, said]) => {
    const check = checks[keyword]
    if (check === undefined) throw new Error(`the description says ${keyword}, which is not checked`)
    return check(value, said as never, schema, at)
  })
}
