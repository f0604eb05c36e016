import type { Role } from '../../platform/access/policy.ts'
import { daysBetween, dayOf, minuteOfDay, weekday, type Instant } from '../../platform/dates/day.ts'
import { counted } from '../../platform/people/name.ts'
import {
  bursts,
  eachChild,
  groups,
  missed,
  quarter,
  times,
  week,
  type Flag,
  type Look,
  type PatternId,
  type Reader,
} from './looks.ts'

interface Pattern {
  /** What the officer reads as its heading. */
  readonly says: string
  readonly finds: (reader: Reader) => readonly Flag[]
}

/** A name borne by more children than this is shared by chance. */
const rareName = 1 / 200
/** Outside records in an hour beyond which it stands out; those who read many by duty are held to more. */
const manyFor = (role: Role): number => (readsMany.has(role) ? 150 : 50)
const readsMany: ReadonlySet<Role> = new Set(['SCR', 'EDT', 'BS', 'PERF', 'QA', 'INSP'])
/** Any child may be theirs to look at today: what a worker does once stands out when they do it on a second day. */
const anybodys: ReadonlySet<Role> = new Set([...readsMany, 'CPC', 'IRO'])
/** Outside records in an hour of a night, a Saturday or a Sunday. */
const manyAtNight = 6
const worksAtNight: ReadonlySet<Role> = new Set(['EDT', 'DIR'])
/** Days after a transfer in which a question back is part of the work. */
const handover = 28
/** Who may look into a colleague's family by their office. */
const inCharge: ReadonlySet<Role> = new Set(['TM', 'SM', 'DIR', 'LADO', 'DPO'])

export const patterns = {
  'own family hidden': {
    says: 'Asked for a record kept from them',
    finds: ({ misses }) =>
      groups(
        misses.filter(({ why }) => why === 'conflict'),
        ({ childId, at }) => `${childId} ${quarter(at)}`,
      ).map(([key, some]) =>
        missed(
          'own family hidden',
          key,
          some,
          some[0]?.childId ?? null,
          `Asked ${times(some.length)} for the record of somebody whom they, or business support, have said is close to them. It was not shown.`,
        ),
      ),
  },
  'hidden records': {
    says: 'Asked for several hidden records',
    finds: ({ misses }) =>
      groups(
        misses.filter(({ why }) => why === 'restricted'),
        ({ at }) => week(at),
      )
        .filter(([, some]) => some.length >= 3)
        .map(([key, some]) =>
          missed(
            'hidden records',
            key,
            some,
            null,
            `Asked ${times(some.length)} in one week for restricted records that are not open to them. None was shown.`,
          ),
        ),
  },
  declared: aboutOne(
    'declared',
    'Somebody they told us they are close to',
    (look) => look.common.includes('declared'),
    () =>
      'The child, or somebody in the family, has the name and birth date of somebody whom they told us is in their household, their family or a friend.',
  ),
  address: aboutOne(
    'address',
    'A child who lives where they live',
    (look) => look.common.includes('address'),
    () => 'The child lives at the address they gave us as their own.',
  ),
  neighbour: aboutOne(
    'neighbour',
    'A child who lives near them',
    (look) => look.common.includes('postcode'),
    () => 'The child lives in the postcode they gave us as their own.',
  ),
  colleague: {
    says: 'A colleague’s family',
    finds: (reader) =>
      inCharge.has(reader.role)
        ? []
        : eachChild(
            reader,
            'colleague',
            (look) => look.common.includes('colleague'),
            anybodys.has(reader.role) ? 2 : 1,
            () =>
              'A colleague of theirs has a conflict of interest about this child, and they do not work with the child themselves.',
          ),
  },
  'family name': {
    says: 'The same family name',
    finds: (reader) => [
      ...eachChild(
        reader,
        'family name',
        (look) => look.common.includes('family name') && look.nameShare <= rareName,
        anybodys.has(reader.role) ? 2 : 1,
        () => 'The child has their family name, which few children here have.',
      ),
      ...eachChild(
        reader,
        'family name',
        (look) => look.common.includes('family name') && look.nameShare > rareName,
        2,
        (days) =>
          `The child has their family name, a common one, and they opened the record on ${days} days.`,
      ),
    ],
  },
  'after it ended': {
    says: 'After their work with the child ended',
    finds: (reader) =>
      eachChild(
        reader,
        'after it ended',
        ({ theirsTo, at }) => theirsTo !== null && daysBetween(theirsTo, dayOf(at)) > handover,
        2,
        (days, look) =>
          `The child stopped being theirs or their team’s ${counted(
            daysBetween(look.theirsTo ?? dayOf(look.at), dayOf(look.at)),
            'day',
          )} before. They have opened the record on ${days} days since.`,
      ),
  },
  'coming back': {
    says: 'Coming back to one child',
    finds: (reader) =>
      eachChild(
        reader,
        'coming back',
        ({ theirsTo }) => theirsTo === null,
        4,
        (days) =>
          `They never worked with the child, opened the record on ${days} days of a fortnight, and wrote nothing.`,
      ),
  },
  'talked about': {
    says: 'A record that many people opened',
    finds: (reader) =>
      inCharge.has(reader.role)
        ? []
        : eachChild(
            reader,
            'talked about',
            ({ others }) => others >= 5,
            1,
            (_days, look) =>
              `${counted(look.others + 1, 'person', 'people')} who do not work with this child opened the record within a day.`,
          ),
  },
  'out of hours': {
    says: 'Several records out of hours',
    finds: ({ role, looks }) =>
      worksAtNight.has(role)
        ? []
        : bursts(
            'out of hours',
            looks.filter(({ at }) => isOutOfHours(at)),
            manyAtNight,
            (many) =>
              `They opened the records of ${many} children they do not work with within an hour, at night or at a weekend.`,
          ),
  },
  many: {
    says: 'Many records in an hour',
    finds: ({ role, looks }) =>
      bursts(
        'many',
        looks,
        manyFor(role) + 1,
        (many) =>
          `They opened the records of ${many} children they do not work with within an hour; for their role up to ${manyFor(role)} is usual.`,
      ),
  },
} as const satisfies Readonly<Record<string, Pattern>>

/** Everything that stands out in one person's looks. */
export const standsOut = (reader: Reader): Flag[] =>
  Object.values<Pattern>(patterns).flatMap(({ finds }) => finds(reader))

/** 20:00 to 07:00, Saturdays and Sundays, in London. */
const isOutOfHours = (at: Instant): boolean => {
  const minute = minuteOfDay(at)
  return minute < 7 * 60 || minute >= 20 * 60 || weekday(dayOf(at)) > 5
}

function aboutOne(id: PatternId, says: string, is: (look: Look) => boolean, why: () => string): Pattern {
  return { says, finds: (reader) => eachChild(reader, id, is, 1, why) }
}
