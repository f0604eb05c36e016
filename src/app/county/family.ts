import type { PersonTold } from '../../modules/people/index.ts'
import type { Chance } from './chance.ts'
import type { DayNumber, Ledger } from './ledger.ts'
import { groupOf, nhsNumber, phoneFor, pupilNumber, type NameGroup } from './person.ts'
import { D, type Adult, type Told } from './story.ts'
import { home, names, oneOf, postcode, places, schoolFor, sentences } from './words.ts'

type Kind = 'mother' | 'father' | 'partner of parent' | 'grandparent' | 'aunt or uncle'

interface Relative extends Adult {
  readonly kind: Kind
  readonly household: boolean
  readonly holdsResponsibility: boolean
}

export interface Family {
  readonly children: readonly Told[]
  readonly mother: Adult
  readonly relatives: readonly Relative[]
  readonly firstOn: DayNumber
}

/** What is wanted of a family: how many children, and how old the eldest is today. */
interface Wanted {
  readonly children: number
  readonly eldest: readonly [number, number]
  /** In days, at least: they were born when the work that goes on today began. */
  readonly youngest: number
  readonly firstOn: DayNumber
  readonly recordedBy: string
  readonly firstNumber: number
  readonly oddity: Oddity | null
}

/** What a screen must bear with: each is some child's truth. */
export type Oddity =
  'long name' | 'no birth date' | 'unborn' | 'hidden address' | 'restricted' | 'risk to workers' | 'faults'

/** Invents a family, with everyone who matters to the children, and writes them down. */
export function invent(ledger: Ledger, chance: Chance, wanted: Wanted): Family {
  const group = groupOf(chance)
  const name = chance.of(group.families)
  const recorded = { recordedAt: ledger.stamp(wanted.firstOn, chance), recordedBy: wanted.recordedBy }
  const adult = (sex: 'M' | 'F', familyName: string, youngest: number): Adult => {
    const givenName = chance.of(sex === 'M' ? group.men : group.women)
    const id = ledger.id(wanted.firstOn, chance)
    const bornOn = chance.odds(0.7)
      ? D(ledger.span.today - (youngest + chance.whole(0, 18)) * 365 - chance.whole(0, 364))
      : null
    ledger.people.push({
      id,
      kind: 'adult',
      givenName,
      familyName,
      bornOn,
      sex,
      ethnicity: group.ethnicity,
      ...phoneFor(chance),
      ...speaks(group, chance),
      ...recorded,
    })
    return { id, name: givenName }
  }
  const eldest = chance.whole(...wanted.eldest)
  const mother = adult('F', name, Math.max(19, 18 + Math.floor(eldest / 365)))
  const children = childrenOf(ledger, chance, wanted, { group, name, mother, eldest, recorded })
  const relatives = relativesOf(chance, mother, (sex, youngest) =>
    adult(sex, chance.odds(0.5) ? name : chance.of(group.families), youngest),
  )
  const family = { children, mother, relatives, firstOn: wanted.firstOn }
  for (const child of children) relate(ledger, chance, family, child, wanted)
  live(ledger, chance, family, wanted)
  return family
}

const speaks = (group: NameGroup, chance: Chance) =>
  group.language === 'English' || chance.odds(0.45)
    ? { firstLanguage: 'English' }
    : { firstLanguage: group.language, interpreter: chance.odds(0.6) }

interface Brood {
  readonly group: NameGroup
  readonly name: string
  readonly mother: Adult
  readonly eldest: number
  readonly recorded: Pick<PersonTold, 'recordedAt' | 'recordedBy'>
}

function childrenOf(ledger: Ledger, chance: Chance, wanted: Wanted, brood: Brood): Told[] {
  const children: Told[] = []
  let age = brood.eldest
  const used = new Set<string>()
  for (let i = 0; i < wanted.children; i += 1) {
    const unborn = wanted.oddity === 'unborn' && i === wanted.children - 1
    children.push(childOf(ledger, chance, wanted, { ...brood, eldest: age, i, unborn, used }))
    age = Math.max(Math.min(age, wanted.youngest), age - chance.whole(380, 1700))
  }
  return children
}

type Nth = Brood & { readonly i: number; readonly unborn: boolean; readonly used: Set<string> }

function childOf(ledger: Ledger, chance: Chance, wanted: Wanted, nth: Nth): Told {
  const { group, i, unborn } = nth
  const { today } = ledger.span
  const [sex, forThem] = chance.odds(0.51) ? (['M', group.boys] as const) : (['F', group.girls] as const)
  const born = unborn ? today + chance.whole(30, 120) : today - nth.eldest
  const [hidden, long] = (['no birth date', 'long name'] as const).map(
    (odd) => odd === wanted.oddity && i === 0,
  )
  const given = long === true ? names.long.given : unborn ? 'Baby' : fresh(chance, forThem, nth.used)
  const years = Math.floor((today - born) / 365.25)
  const school = schoolFor(unborn ? null : years, chance)
  const id = ledger.id(wanted.firstOn, chance)
  ledger.people.push({
    id,
    laChildId: String(wanted.firstNumber + i),
    familyName: long ? names.long.family : nth.name,
    ...(unborn
      ? { kind: 'unborn', givenName: null, bornOn: null, expectedOn: D(born), sex: 'U' }
      : {
          kind: 'child',
          givenName: given,
          bornOn: hidden ? null : D(born),
          sex,
          ...identity(chance, wanted, years, group),
        }),
    ...(school === null ? {} : { school }),
    ...warnings(chance, wanted),
    ...nth.recorded,
  })

  return {
    id,
    name: given,
    born: hidden ? null : born,
    girl: sex === 'F',
    about: { child: given, adult: nth.mother.name, school: school ?? 'nursery' },
  }
}

function warnings(chance: Chance, { oddity }: Wanted) {
  if (oddity === 'restricted') return { restrictedLevel: 2 }
  return oddity === 'risk to workers' ? { workerRisk: chance.of(sentences.workerRisk) } : {}
}

function fresh(chance: Chance, from: readonly string[], used: Set<string>): string {
  const left = from.filter((name) => !used.has(name))
  const name = chance.of(left.length > 0 ? left : from)
  used.add(name)
  return name
}

function identity(chance: Chance, wanted: Wanted, years: number, group: NameGroup) {
  const faulty = wanted.oddity === 'faults' || chance.odds(0.02)
  const disabled = chance.odds(0.1)
  const upn = pupilNumber(chance)
  return {
    ethnicity: faulty ? 'NOBT' : group.ethnicity,
    disabilities: disabled ? [chance.of(['LD', 'AUT', 'BEH', 'COMM', 'MOB', 'HEAR'])] : ['NONE'],
    // Faults that are really made: a check letter, and a check figure, that do not fit.
    ...(years < 5
      ? { upnUnknown: 'UN1' }
      : faulty
        ? { upn: `${upn.startsWith('A') ? 'B' : 'A'}${upn.slice(1)}` }
        : { upn }),
    ...(chance.odds(0.06) ? {} : { nhsNumber: faulty ? wrong(nhsNumber(chance)) : nhsNumber(chance) }),
    ...speaks(group, chance),
  }
}

/** The last figure is the check on the others: one more, and it no longer fits. */
const wrong = (number: string): string => `${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`

function relativesOf(
  chance: Chance,
  mother: Adult,
  adult: (sex: 'M' | 'F', youngest: number) => Adult,
): Relative[] {
  const relatives: Relative[] = [{ ...mother, kind: 'mother', household: true, holdsResponsibility: true }]
  const there = chance.odds(0.4)
  if (chance.odds(0.92))
    relatives.push({
      ...adult('M', 22),
      kind: 'father',
      household: there,
      holdsResponsibility: chance.odds(0.8),
    })
  if (!there && chance.odds(0.45))
    relatives.push({
      ...adult('M', 22),
      kind: 'partner of parent',
      household: true,
      holdsResponsibility: false,
    })
  for (let i = chance.whole(0, 3); i > 0; i -= 1)
    relatives.push({
      ...adult(chance.odds(0.65) ? 'F' : 'M', 48),
      kind: 'grandparent',
      household: chance.odds(0.08),
      holdsResponsibility: false,
    })
  if (chance.odds(0.55))
    relatives.push({
      ...adult(chance.odds(0.5) ? 'F' : 'M', 24),
      kind: 'aunt or uncle',
      household: false,
      holdsResponsibility: false,
    })
  return relatives
}

function relate(ledger: Ledger, chance: Chance, family: Family, child: Told, wanted: Wanted): void {
  const { firstOn, recordedBy } = wanted
  const put = (relativeId: string, values: object) =>
    ledger.put(
      'relationship',
      {
        childId: child.id,
        state: 'recorded',
        on: firstOn,
        by: recordedBy,
        values: { ...unsaid, relativeId, ...values },
      },
      chance,
    )
  for (const relative of family.relatives) put(relative.id, toChild(ledger, chance, relative, firstOn))
  for (const other of family.children)
    if (other.id !== child.id)
      put(other.id, { kind: chance.odds(0.8) ? 'sibling' : 'half-sibling', household: true })
}

const unsaid = {
  kind: 'sibling',
  parentalResponsibility: 'no',
  risk: 'none known',
  contactRestricted: false,
} as const

/** Some of the household nobody has spoken to: what the record does not know, it must show. */
function toChild(ledger: Ledger, chance: Chance, relative: Relative, firstOn: DayNumber) {
  const partner = relative.kind === 'partner of parent'
  const spoken = relative.kind === 'mother' ? 0.95 : 0.55
  const since = firstOn + chance.whole(-200, 0)
  const restricted = relative.kind !== 'mother' && chance.odds(0.06)
  return {
    kind: relative.kind,
    parentalResponsibility: responsibility(relative),
    household: relative.household,
    risk: restricted ? 'established' : chance.odds(0.06) ? 'alleged' : 'none known',
    contactRestricted: restricted,
    spokenToOn: chance.odds(spoken) ? D(chance.whole(firstOn, ledger.span.today)) : null,
    safeToCall: restricted ? false : chance.odds(0.5) ? true : null,
    about: chance.odds(0.3)
      ? oneOf(sentences.about, { child: '', adult: relative.name, school: '' }, chance)
      : null,
    fromOn: partner ? D(since) : null,
  }
}

function responsibility({ kind, holdsResponsibility }: Relative): 'yes' | 'no' | 'unknown' {
  if (holdsResponsibility) return 'yes'
  return kind === 'father' ? 'unknown' : 'no'
}

/** Where they have lived: most in one home, some moved, a few whose address must not be told. */
function live(ledger: Ledger, chance: Chance, family: Family, wanted: Wanted): void {
  const { firstOn, recordedBy } = wanted
  const { today } = ledger.span
  const moves = [firstOn - chance.whole(100, 1500)]
  while (chance.odds(0.3) && moves.length < 4) moves.push(chance.whole((moves.at(-1) ?? firstOn) + 60, today))
  const secret = wanted.oddity === 'hidden address'
  moves
    .filter((on) => on < today)
    .forEach((from, i, all) => {
      const outside = i === 0 && all.length > 1 && chance.odds(0.15)
      const elsewhere = chance.of(places.elsewhere)
      const { lines, postcode: code } = outside
        ? {
            lines: `${chance.whole(1, 80)} ${chance.of(places.streets)}, ${elsewhere.name}`,
            postcode: postcode(elsewhere.outward, chance),
          }
        : home(chance)
      const next = all[i + 1]
      for (const { id } of [...family.children, family.mother])
        ledger.put(
          'address',
          {
            childId: id,
            state: 'recorded',
            on: Math.max(from, firstOn),
            by: recordedBy,
            values: { lines, postcode: code, kind: 'home', confidential: secret, fromOn: D(from) },
            later:
              next === undefined
                ? []
                : [
                    {
                      state: 'recorded',
                      on: Math.max(next, firstOn),
                      by: recordedBy,
                      values: { toOn: D(next) },
                    },
                  ],
          },
          chance,
        )
    })
}
