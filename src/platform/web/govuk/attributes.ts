import { escape, raw, type Html } from '../html.ts'

/** What may be written on an element. See `attributes` for what each kind of value does. */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>

/** What every component may be given besides its own options. */
export interface Styled {
  readonly classes?: string | undefined
  readonly attributes?: Attributes | undefined
}

/** ` name="value"` for each, in the order given. True writes the bare name; null, undefined and false write nothing. */
export function attributes(values: Attributes): Html {
  let written = ''
  for (const name in values) {
    const value = values[name]
    if (value === null || value === undefined || value === false) continue
    written += value === true ? ` ${escape(name)}` : ` ${escape(name)}="${escape(String(value))}"`
  }
  return raw(written)
}

/** The class names that apply, in the order given. */
export function classes(...names: readonly unknown[]): string {
  return names.filter((name): name is string => typeof name === 'string' && name !== '').join(' ')
}
