import type { Field } from '../../platform/record/field.ts'

/** The same question of a number, answered from `from` to `to`, both included: told with whatever else is wrong. */
export const within = (field: Field<number>, from: number, to: number): Field<number> => ({
  ...field,
  schema: field.schema.refine((number) => number >= from && number <= to, { error: field.missing }),
})
