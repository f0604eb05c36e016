import { shortDay, type Day } from '../../platform/dates/day.ts'

const places: Readonly<Record<string, string>> = {
  home: ' at home',
  placement: ' where they are placed',
  school: ' at school or nursery',
  community: ' out and about',
  office: ' in our office',
  other: '',
}

/** ' at home', to end a sentence with; nothing where it is not known. */
export const placeWords = (place: string | null): string => places[place ?? ''] ?? ''

/** 'Thu 5 Nov', with the year where it is not this one. */
export const dayWords = (at: Day, today: Day): string =>
  shortDay(at, { year: at.slice(0, 4) !== today.slice(0, 4) })

/** The first of somebody's names: 'Amira' of 'Amira Khalil'. */
export const firstOf = (name: string): string => name.split(' ')[0] ?? name
