import type { Day } from '../../../platform/dates/day.ts'
import type { Couple, Family, FamilyMember } from '../../../platform/web/holdfast/family.ts'
import type { Home, MastheadFacts } from '../masthead-facts.ts'
import { addressWords } from '../masthead-words.ts'
import { capital, kinWords } from '../kin.ts'
import { ageWords, calledBy, firstNameOf } from '../name.ts'
import { dayWords } from '../words.ts'
import { current, type Relative } from './people.ts'

const parentKinds: ReadonlySet<string> = new Set(['mother', 'father', 'parent'])

/** The drawing of a child's family as it is on a day: only ties that are written down are drawn. */
export function drawingOf(facts: MastheadFacts, relatives: readonly Relative[], on: Day): Family {
  const people = current(relatives, on).filter(isFamily)
  const athome = people.filter(({ household }) => household === true).map(({ id }) => id)
  return {
    child: facts.id,
    people: [...people.map((relative) => member(relative, on)), self(facts, on)],
    couples: couplesOf(facts.id, people),
    ...(athome.length > 0 && {
      home: {
        name: facts.home === null ? 'Address not known' : streetOf(facts.home),
        people: [...athome, facts.id],
      },
    }),
  }
}

/** Teachers and neighbours stand in the table and not in the drawing, unless they live in the home. */
const isFamily = ({ kin, household }: Relative): boolean => kin !== 'significant adult' || household === true

const self = (facts: MastheadFacts, on: Day): FamilyMember => ({
  id: facts.id,
  name: `${capital(calledBy(facts))}, ${ageWords(facts, on)}`,
  relation: 'This child',
  sex: facts.sex === 'M' ? 'male' : facts.sex === 'F' ? 'female' : 'unknown',
})

function member(relative: Relative, on: Day): FamilyMember {
  const relation = capital(kinWords(relative.kin, null, relative.sex))
  const young = relative.kind !== 'adult'
  const note = noteOf(relative, on)
  return {
    id: relative.id,
    name: `${drawnName(relative)}${young && !relative.hidden ? `, ${ageWords(relative, on)}` : ''}`,
    relation,
    sex: sexOf(relative),
    ...(note !== undefined && { note }),
    ...(relative.diedOn !== null && relative.diedOn <= on && { died: true }),
    ...(relative.kind === 'adult' &&
      relative.household === true &&
      relative.spokenToOn === null && { unknown: true }),
  }
}

/** The first line of an address: there is no room for more. */
const streetOf = (home: Home): string => capital(addressWords(home).split(',')[0] ?? '')

const titled: ReadonlySet<string> = new Set(['mother', 'father', 'parent', 'grandparent', 'aunt or uncle'])

/** 'Mum Kelly', and 'Tyler' or 'Dean' alone: a drawing shows whose child and whose partner they are. */
const drawnName = (relative: Relative): string =>
  titled.has(relative.kin)
    ? nameShown(relative)
    : relative.hidden
      ? 'Restricted record'
      : (firstNameOf(relative) ?? nameShown(relative))

/** What somebody is called: 'Mum Kelly', and 'Restricted record' where their own record is closed. */
export const nameShown = (relative: Relative): string =>
  relative.hidden
    ? 'Restricted record'
    : capital(kinWords(relative.kin, firstNameOf(relative) ?? relative.familyName, relative.sex))

function sexOf({ sex, kin }: Relative): FamilyMember['sex'] {
  if (sex === 'F' || kin === 'mother') return 'female'
  return sex === 'M' || kin === 'father' ? 'male' : 'unknown'
}

function noteOf(
  { risk, contactRestricted, spokenToOn, parentalResponsibility: pr, kind }: Relative,
  on: Day,
): string | undefined {
  if (contactRestricted) return 'no contact'
  if (risk !== 'none known') return `risk ${risk}`
  if (spokenToOn !== null) return `spoken ${dayWords(spokenToOn, on).split(' ').slice(1).join(' ')}`
  return kind === 'adult' && pr !== 'no' ? 'not contacted' : undefined
}

/** Parents with the children who are theirs, and a parent with a partner. */
function couplesOf(childId: string, people: readonly Relative[]): Couple[] {
  const parents = people.filter(({ kin }) => parentKinds.has(kin))
  const ids = new Set(people.map(({ id }) => id))
  const whole = people
    .filter(({ kin, parents: own }) => kin === 'sibling' && own.length === 0)
    .map(({ id }) => id)
  const own: Couple[] = pairOf(parents, [childId, ...whole])
  const recorded = people.flatMap((person) => coupleOf(person, ids))
  const partner = people.find(({ kin }) => kin === 'partner of parent' || kin === 'step-parent')
  const withWhom = parents.find(({ household }) => household === true) ?? parents[0]
  const second: Couple[] = partner && withWhom ? [{ partners: [withWhom.id, partner.id] }] : []
  return merged([...own, ...recorded, ...second])
}

function pairOf(parents: readonly Relative[], children: readonly string[]): Couple[] {
  const [one, other] = parents
  if (one === undefined) return []
  if (other === undefined) return [{ partners: [one.id], children }]
  return [{ partners: [one.id, other.id], ended: one.household !== other.household, children }]
}

/** Somebody's own parents, where they are among the people drawn. */
function coupleOf({ id, parents }: Relative, known: ReadonlySet<string>): Couple[] {
  const [one, other] = parents.filter((parent) => known.has(parent))
  if (one === undefined) return []
  return [{ partners: other === undefined ? [one] : [one, other], children: [id] }]
}

/** One couple once, with all their children. */
function merged(couples: readonly Couple[]): Couple[] {
  const groups = Map.groupBy(couples, ({ partners }) => [...partners].sort().join(' '))
  return [...groups.values()].flatMap(([first, ...rest]) =>
    first === undefined
      ? []
      : [{ ...first, children: [...new Set([first, ...rest].flatMap(({ children = [] }) => children))] }],
  )
}
