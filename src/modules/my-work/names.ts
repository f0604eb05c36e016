import type { Day } from '../../platform/dates/day.ts'
import { ageWords, nameOf } from '../../platform/people/name.ts'
import { link } from '../../platform/web/holdfast/section.ts'
import type { Html } from '../../platform/web/html.ts'
import type { Listed } from './queries.ts'

/** 'Leo Barker, 6', or the name alone where no age is known. */
export function listedName(child: Listed, on: Day): string {
  const age = ageWords(child, on)
  return age === 'age not known' ? nameOf(child) : `${nameOf(child)}, ${age}`
}

/** The child's name, opening their record. */
export const childLink = (child: Listed, on: Day): Html =>
  link(listedName(child, on), `/children/${child.id}/overview`)
