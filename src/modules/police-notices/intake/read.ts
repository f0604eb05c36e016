import * as z from 'zod'
import { addYears, dayOf, instantAt, instant, type Day, type Instant } from '../../../platform/dates/day.ts'
import { typedDay } from '../../../platform/record/field.ts'
import { grades, parts, presences, type Grade, type Part, type Presence } from '../record.ts'

/** Somebody named, as the police wrote it. */
interface NamedPerson {
  readonly part: Part
  readonly givenName: string | null
  readonly familyName: string | null
  readonly bornOn: Day | null
  readonly bornSaid: string | null
  readonly presence: Presence | null
  readonly school: string | null
  readonly lines: string | null
  readonly postcode: string | null
}

/** A notice as it came, read. */
export interface IncomingNotice {
  readonly policeRef: string
  readonly incidentAt: Instant
  readonly grade: Grade | null
  /** Null where the police have not screened it. */
  readonly policeScreenedAt: Instant | null
  readonly policeScreened: boolean
  readonly narrative: string | null
  readonly weapons: boolean | null
  readonly strangulation: boolean | null
  readonly pregnancy: boolean | null
  readonly coerciveControl: boolean | null
  readonly breachOfOrder: boolean | null
  readonly marac: boolean | null
  readonly lines: string | null
  readonly postcode: string | null
  readonly people: readonly NamedPerson[]
}

/** What could not be read, by its place in the file: it never repeats what was written. */
export interface Unread {
  /** The first notice is 1. */
  readonly notice: number
  readonly policeRef: string | null
  readonly field: string
  readonly says: string
}

interface ReadNotices {
  readonly notices: readonly IncomingNotice[]
  readonly unread: readonly Unread[]
}

/** As many as one file or sending may hold. */
const mostNotices = 5000
const mostPeople = 30

const text = (most: number) =>
  z.preprocess(
    (value) => (typeof value === 'number' ? String(value) : value === '' ? null : value),
    z
      .string()
      .trim()
      .max(most, { error: `must be at most ${most} characters` })
      .nullish()
      .transform((said) => said || null),
  )

/** A code as it may be written; nothing for what is no word at all. */
const plain = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number'
    ? String(value).trim().toLowerCase()
    : ''

const yes = new Set(['true', 'yes', 'y', '1'])
const no = new Set(['false', 'no', 'n', '0'])
const yesOrNo = z.unknown().transform((value, ctx) => {
  const said = plain(value)
  if (said === '') return null
  if (yes.has(said) || no.has(said)) return yes.has(said)
  ctx.addIssue({ code: 'custom', message: 'must be yes or no' })
  return z.NEVER
})

const coded = <const O extends Readonly<Record<string, string>>>(options: O, must: string) =>
  z.unknown().transform((value, ctx) => {
    const said = plain(value)
    if (said === '') return null
    if (Object.hasOwn(options, said)) return said as keyof O & string
    ctx.addIssue({ code: 'custom', message: must })
    return z.NEVER
  })

const london = /^(\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})[T ](\d{2}:\d{2})(:\d{2})?$/
const moment = z.string({ error: 'must be a day and a time' }).transform((said, ctx) => {
  const read = momentSaid(said.trim())
  if (read !== null) return read
  ctx.addIssue({ code: 'custom', message: 'must be a day and a time, as 2026-11-20T23:10' })
  return z.NEVER
})

/** A time without its offset is London's. */
function momentSaid(said: string): Instant | null {
  const [, on = '', time = ''] = london.exec(said) ?? []
  const onDay = typedDay(on)
  try {
    return onDay === null ? instant(said) : instantAt(onDay, time)
  } catch {
    return null
  }
}

/** What is left out is asked for like what is empty. */
const orEmpty = (names: string) => {
  const empty = Object.fromEntries(names.split(' ').map((name) => [name, null]))
  return (given: unknown): unknown =>
    typeof given === 'object' && given !== null ? { ...empty, ...given } : given
}

const personRead = z
  .object({
    role: z.unknown(),
    givenName: text(100),
    familyName: text(100),
    bornOn: text(40),
    presence: coded(presences, 'must be present, heard, not present or unknown'),
    school: text(200),
    address: text(300),
    postcode: text(10),
  })
  .transform(({ role, bornOn, address, ...said }, ctx): NamedPerson => {
    const part = plain(role)
    if (!Object.hasOwn(parts, part)) {
      ctx.addIssue({
        code: 'custom',
        path: ['role'],
        message: 'must be victim, perpetrator, child or unborn',
      })
      return z.NEVER
    }
    const born = bornOn === null ? null : typedDay(bornOn)
    const bornSaid = born === null ? bornOn : null
    return { ...said, part: part as Part, bornOn: born, bornSaid, lines: address }
  })

const person = z.preprocess(
  orEmpty('role givenName familyName bornOn presence school address postcode'),
  personRead,
)

const noticeRead = z
  .object({
    policeRef: text(60),
    incidentAt: moment,
    grade: coded(grades, 'must be standard, medium or high'),
    policeScreened: yesOrNo,
    policeScreenedAt: z.preprocess((value) => (value === '' ? null : value), moment.nullish()),
    narrative: text(20_000),
    weapons: yesOrNo,
    strangulation: yesOrNo,
    pregnancy: yesOrNo,
    coerciveControl: yesOrNo,
    breachOfOrder: yesOrNo,
    marac: yesOrNo,
    address: text(300),
    postcode: text(10),
    people: z
      .array(person, { error: 'must be a list' })
      .min(1, { error: 'must name at least one person' })
      .max(mostPeople, { error: `must name at most ${mostPeople} people` }),
  })
  .transform(({ policeRef, address, policeScreened, policeScreenedAt, ...said }, ctx): IncomingNotice => {
    if (policeRef === null) {
      ctx.addIssue({ code: 'custom', path: ['policeRef'], message: 'must be given' })
      return z.NEVER
    }
    const screened = policeScreened === true || (policeScreenedAt ?? null) !== null
    return {
      ...said,
      policeRef,
      lines: address,
      policeScreened: screened,
      policeScreenedAt: policeScreenedAt ?? null,
    }
  })

const notice = z.preprocess(
  orEmpty(
    'policeRef grade policeScreened policeScreenedAt narrative weapons strangulation pregnancy coerciveControl breachOfOrder marac address postcode',
  ),
  noticeRead,
)

/**
 * Reads notices one by one: one that cannot be read is told of by its place and field and keeps back none of the others.
 *
 * @throws NotNotices when it is no list of notices at all
 */
export function readNotices(given: unknown, now: Instant): ReadNotices {
  const list = Array.isArray(given) ? given : (given as { notices?: unknown } | null)?.notices
  if (!Array.isArray(list)) throw new NotNotices('There is no list called notices in it.')
  if (list.length > mostNotices)
    throw new NotNotices(`It has more than ${mostNotices} notices: send them in parts.`)
  const notices: IncomingNotice[] = []
  const unread: Unread[] = []
  for (const [i, each] of list.entries()) {
    const read = notice.safeParse(each)
    const wrong = read.success
      ? ahead(read.data, now)
      : read.error.issues.map(({ path, message }) => [path.join('.'), message] as const)
    if (read.success && wrong.length === 0)
      notices.push({ ...read.data, people: read.data.people.map((one) => bornBy(one, dayOf(now))) })
    for (const [field, says] of wrong) unread.push({ notice: i + 1, policeRef: refOf(each), field, says })
  }
  return { notices, unread }
}

const ahead = ({ incidentAt }: IncomingNotice, now: Instant): (readonly [string, string])[] =>
  dayOf(incidentAt) > dayOf(now) ? [['incidentAt', 'must not be in the future']] : []

/** A day of birth still to come is a year of two figures, of the century before. */
const bornBy = (one: NamedPerson, today: Day): NamedPerson =>
  one.bornOn === null || one.bornOn <= today || one.part === 'unborn'
    ? one
    : { ...one, bornOn: addYears(one.bornOn, -100) }

/** The police's own number says nothing of who anybody is, so that the sender can find the notice. */
const refOf = (given: unknown): string | null => {
  const ref = (given as { policeRef?: unknown } | null)?.policeRef
  return typeof ref === 'string' || typeof ref === 'number' ? String(ref).slice(0, 60) : null
}

/** What was given is no file of notices. The message says what to do, and repeats nothing of it. */
export class NotNotices extends Error {
  override readonly name = 'NotNotices'
}
