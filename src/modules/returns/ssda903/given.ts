/** A row, as far as what stood in its cells goes. */
interface Written {
  readonly given: { readonly [field: string]: string | undefined } | null
}

/** Something stands in the cell, whether it could be read or not. */
export const isFilled = <R extends Written>(row: R, field: keyof R & string): boolean =>
  row[field] !== null || row.given?.[field] !== undefined

/** Something stands in any of the cells. */
export const anyFilled = <R extends Written>(row: R, fields: readonly (keyof R & string)[]): boolean =>
  fields.some((field) => isFilled(row, field))

/** Something stands in all of the cells. */
export const allFilled = <R extends Written>(row: R, fields: readonly (keyof R & string)[]): boolean =>
  fields.every((field) => isFilled(row, field))

/** Something stands where a day should and it is not one written dd/mm/yyyy, though we may have made out which is meant. */
export const isNotADay = (row: Written, field: string): boolean => row.given?.[field] !== undefined

const partial = /^(?:ZZ|\d{1,2})\/(?:ZZ|\d{1,2})\/(?:ZZZZ|\d{4})$/i

/** As `isNotADay`, for a day whose parts may be ZZ where they are not known (guide to the SSDA903 return). */
export function isNotAPartialDay(row: Written, field: string): boolean {
  const given = row.given?.[field]
  return given !== undefined && !(partial.test(given) && /z/i.test(given))
}
