import { longDay, type Day } from '../../platform/dates/day.ts'
import type { Home, Housemate, Lead, MastheadFacts } from './masthead-facts.ts'
import { ageWords, calledBy, nameOf, ordinal } from './name.ts'
import { kinWords } from './kin.ts'

/** The masthead in finished words: the view only lays them out. */
export interface MastheadSaid {
  readonly heading: string
  readonly called: string
  readonly statuses: readonly string[]
  readonly flags: readonly string[]
  readonly livesWith: string
  readonly worker: string
  readonly facts: readonly (readonly [string, string])[]
}

/** @param on the day it is said of */
export function mastheadWords(facts: MastheadFacts, on: Day): MastheadSaid {
  return {
    heading: `${nameOf(facts)}, ${ageWords(facts, on)}`,
    called: calledBy(facts),
    statuses: statusesOf(facts),
    flags: flagsOf(facts),
    livesWith: livesWith(facts.household, facts.home),
    worker: workerWords(facts.lead, facts.leads),
    facts: [
      ['Born', bornWords(facts)],
      ['NHS number', facts.nhsNumber === null ? 'not held' : spaced(facts.nhsNumber)],
      ['School', facts.school ?? 'not held'],
      ['Language', languageWords(facts)],
      ['Record', facts.laChildId ?? 'no council number'],
    ],
  }
}

const categories: Readonly<Record<string, string>> = {
  NEG: 'neglect',
  PHY: 'physical abuse',
  SAB: 'sexual abuse',
  EMO: 'emotional abuse',
  MUL: 'more than one kind of harm',
}

/** What help the child has, the weightiest first. Someone on a child protection plan is a child in need as well: said once. */
export function statusesOf(facts: MastheadFacts): string[] {
  const { protection, care } = facts
  const category = protection === null ? undefined : categories[protection]
  const said = [
    protection !== null && (category === undefined ? 'Child protection' : `Child protection: ${category}`),
    care !== null && 'In our care',
    facts.inNeed && protection === null && care === null && 'Child in need',
    facts.privatelyFostered && 'Privately fostered',
    facts.leaver && care === null && 'Care leaver',
    facts.beingAssessed && 'Being assessed',
  ]
  return said.filter((status) => status !== false)
}

/** What anyone must know before they act: danger first. */
function flagsOf(facts: MastheadFacts): string[] {
  const flags = [
    facts.missing && 'Missing now',
    facts.secret && 'Do not share address',
    facts.workerRisk !== null && 'Risk to workers',
    ...keptFrom(facts.restrictedLevel),
    facts.care?.placementType === 'P1' && 'Placed with parents',
    facts.care?.unregistered === true && 'Home not registered',
    (facts.disabilities ?? []).some((code) => code !== 'NONE') && 'Disabled child',
    facts.interpreter === true && 'Interpreter',
  ]
  return flags.filter((flag) => flag !== false)
}

function keptFrom(level: number): string[] {
  if (level === 0) return []
  return [level > 2 ? 'Sealed' : 'Restricted']
}

function livesWith(household: readonly Housemate[], home: Home | null): string {
  const parents = household.filter(({ kind }) => kind === 'mother' || kind === 'father')
  const [only, other] = parents
  const of = only !== undefined && other === undefined ? kinWords(only.kind, null) : 'parent'
  const people = listed(household.map(({ name, kind, sex }) => housemateWords(kind, name, sex, of)))
  const where = home === null ? 'address not known' : addressWords(home)
  return people === '' ? `Not known, ${where}` : `${people}, ${where}`
}

/** 'mum’s partner Dean', where there is but one parent whose partner it can be. */
const housemateWords = (kind: string, name: string | null, sex: string | null, of: string): string =>
  kind === 'partner of parent'
    ? `${of}’s partner${name === null ? '' : ` ${name}`}`
    : kinWords(kind, name, sex)

/** Where they live, unless it must be kept from someone: then it is never said in passing. */
export const addressWords = ({ lines, postcode, confidential }: Home): string =>
  confidential
    ? 'address hidden'
    : [lines, postcode].filter((part) => part !== null).join(', ') || 'address not held'

/** 'mum Kelly, brother Tyler and nan Jean'. */
const listed = (things: readonly string[]): string =>
  things.length < 2 ? things.join('') : `${things.slice(0, -1).join(', ')} and ${things.at(-1)}`

function workerWords(lead: Lead | null, leads: number): string {
  if (lead === null) return 'Nobody allocated'
  const name = lead.name ?? 'A worker we cannot name'
  return leads > 1 ? `${name}, ${ordinal(leads)} in 12 months` : name
}

const bornWords = ({ bornOn, expectedOn }: MastheadFacts): string =>
  bornOn !== null ? longDay(bornOn) : expectedOn !== null ? `due ${longDay(expectedOn)}` : 'not known'

const languageWords = ({ firstLanguage, interpreter }: MastheadFacts): string =>
  [firstLanguage ?? 'not held', interpreter === true && 'needs an interpreter']
    .filter((part) => part !== false)
    .join(', ')

/** '943 476 5919', as it is read out. */
const spaced = (number: string): string => number.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3')
