import { isDay, type Day } from '../../platform/dates/day.ts'

/** A record as it stands. */
export interface Row {
  readonly id: string
  readonly state: string
  readonly [field: string]: unknown
}

/** The answers of a record, each as the collection takes it or not at all: a value that came broken is never sent. */
export interface Fields {
  readonly row: Row
  readonly id: string
  readonly day: (field: string) => Day | undefined
  /** Undefined too where it is longer than the collection takes. */
  readonly text: (field: string, most: number) => string | undefined
  readonly flag: (field: string) => boolean | undefined
}

export function fieldsOf(row: Row): Fields {
  return {
    row,
    id: row.id,
    day: (field) => {
      const value = row[field]
      return typeof value === 'string' && isDay(value) ? value : undefined
    },
    text: (field, most) => {
      const value = row[field]
      return typeof value === 'string' && value !== '' && value.length <= most ? value : undefined
    },
    flag: (field) => {
      const value = row[field]
      return typeof value === 'boolean' ? value : undefined
    },
  }
}
