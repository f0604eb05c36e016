import { createHash } from 'node:crypto'
import type { Day } from '../../platform/dates/day.ts'
import { touches, windowOn, inCohort, type Window } from './cohort.ts'
import { episodesOf, type EpisodeObject } from './episodes.ts'
import { fieldsOf } from './fields.ts'
import type { ChildHeld } from './held-child.ts'

/** A child as the collection takes them (DfE CSC API 1.0.1). What the record does not say is left out: nothing there may be null. */
export interface ChildObject {
  readonly la_child_id: string
  readonly mis_child_id: string
  readonly purge?: true
  readonly child_details?: Readonly<Record<string, unknown>> | undefined
  readonly social_care_episodes?: readonly EpisodeObject[]
}

/** What a day's record of a child comes to: their object, or why there is none. */
export type Reckoned =
  | { readonly kind: 'sendable'; readonly object: ChildObject; readonly digest: string }
  | { readonly kind: 'not asked for' }
  | { readonly kind: 'number not taken' }

/** Letters and figures, twenty at most; `0x` is stopped by the wall before the collection (Data to Insight's notes). */
const taken = /^(?!.*0x)[A-Za-z0-9]{1,20}$/i

/** The child as the collection would have them on a day. Pure: the same record gives the same bytes. */
export function reckon(child: ChildHeld, on: Day): Reckoned {
  const window = windowOn(on)
  if (!inCohort(child, window)) return { kind: 'not asked for' }
  const { person } = child
  const number = fieldsOf(person).text('laChildId', 20)
  if (number === undefined || !taken.test(number)) return { kind: 'number not taken' }
  const object: ChildObject = {
    la_child_id: number,
    mis_child_id: person.id,
    child_details: detailsOf(child, on, window),
    social_care_episodes: episodesOf(child, on, window),
  }
  return { kind: 'sendable', object, digest: digestOf(object) }
}

/** SHA-256 of the object as it is sent. */
const digestOf = (object: ChildObject): string =>
  createHash('sha256').update(JSON.stringify(object)).digest('hex')

function detailsOf(
  { person, sought, addresses }: ChildHeld,
  on: Day,
  window: Window,
): ChildObject['child_details'] {
  const { day, text } = fieldsOf(person)
  const upn = text('upn', 13)
  const current = sought.find((row) => touches(window, window.from, row.day('endedOn')))
  const homes = addresses.filter(
    ({ row, day: at }) =>
      row['kind'] === 'home' &&
      row['confidential'] !== true &&
      (at('fromOn') ?? on) <= on &&
      (at('toOn') ?? on) >= on,
  )
  return {
    unique_pupil_number: upn?.length === 13 ? upn : undefined,
    former_unique_pupil_number: text('formerUpn', 13)?.length === 13 ? text('formerUpn', 13) : undefined,
    unique_pupil_number_unknown_reason: upn === undefined ? text('upnUnknown', 4) : undefined,
    first_name: text('givenName', Infinity),
    surname: text('familyName', Infinity),
    date_of_birth: day('bornOn'),
    expected_date_of_birth: day('bornOn') === undefined ? day('expectedOn') : undefined,
    sex: sexOf(text('sex', 1)),
    ethnicity: text('ethnicity', 4),
    disabilities: disabilitiesOf(person['disabilities']),
    postcode: homes.at(-1)?.text('postcode', 8),
    uasc_flag: current !== undefined,
    uasc_end_date: current?.day('endedOn'),
  }
}

/** The code list ends at U: a child recorded as neither is sent as not known, as the census has it. */
const sexOf = (sex: string | undefined): string | undefined => (sex === 'I' ? 'U' : sex)

const disabilitiesOf = (codes: unknown): readonly string[] | undefined =>
  Array.isArray(codes) && codes.length > 0
    ? [...new Set(codes.map(String))]
        .filter((code) => code.length <= 4)
        .toSorted()
        .slice(0, 12)
    : undefined
