import { chanceOf, type Chance } from './chance.ts'
import { care } from './care.ts'
import type { CareTurn } from './care-turn.ts'
import { leaver } from './leaver.ts'
import { missing } from './missing.ts'
import { invent, type Family, type Oddity } from './family.ts'
import { help } from './help.ts'
import { privateFostering } from './private-fostering.ts'
import type { Path, Turn } from './turn.ts'
import type { DayNumber, Ledger } from './ledger.ts'
import type { PractisingTeam } from './teams.ts'
import type { Organisation } from './organisation.ts'
import { notes, type Story } from './story.ts'

/** What one family's record is to hold. */
export interface Plot {
  /** Its own stream of chance, and its place among the ids. */
  readonly family: number
  readonly children: number
  readonly firstNumber: number
  /** Now, or null where nobody works with them any more. */
  readonly now: Path | 'leaving care' | null
  readonly turn: Turn & CareTurn
  readonly oddity: Oddity | null
  /** How long the work now going on has lasted, in days; by chance where it is not said. */
  readonly since?: number
  readonly years: number
  /** A record far longer than most, for the pages that must bear it. */
  readonly longest?: boolean
}

/** Tells everything about one family. */
export function tellFamily(ledger: Ledger, org: Organisation, seed: number, plot: Plot): void {
  const chance = chanceOf(seed, plot.family)
  ledger.turnTo(plot.family)
  const before = earlier(ledger, chance, plot)
  const nowFrom = plot.now === null ? null : ledger.span.today - (plot.since ?? elapsed(chance, plot.now))
  const firstOn = Math.min(before[0]?.from ?? Infinity, nowFrom ?? Infinity)
  const { today } = ledger.span
  const lasted = today - (nowFrom ?? today)
  const eldest = agesFor(chance, plot, today - firstOn, lasted)
  const family = invent(ledger, chance, {
    children: plot.children,
    eldest,
    youngest: Math.max(40, lasted),
    firstOn,
    recordedBy: chance.of(org.screeners).id,
    firstNumber: plot.firstNumber,
    oddity: plot.oddity,
  })
  const stories = { ledger, org, chance, family, team: teamFor(org, chance, plot) }
  for (const [i, { path, from, to }] of before.entries())
    begin({ ...bornBy(stories, from), again: i > 0 }, path, from, to, {})
  if (plot.now !== null && nowFrom !== null)
    begin({ ...bornBy(stories, nowFrom), again: before.length > 0 }, plot.now, nowFrom, null, plot.turn)
  if (plot.longest === true) everyWeek(stories, firstOn)
  for (const { id } of family.children)
    ledger.covered.push({ childId: id, fact: 'everything', fromOn: null, untilOn: null })
}

/** Those of whom anything can be told from a day: born by then, or not born yet. Nothing is told of a child before birth. */
function bornBy(stories: Stories, from: DayNumber): Stories {
  const { family, ledger } = stories
  const there = ({ born }: Family['children'][number]): boolean =>
    born === null || born <= from || born > ledger.span.today
  return { ...stories, family: { ...family, children: family.children.filter(there) } }
}

interface Stories {
  readonly ledger: Ledger
  readonly org: Organisation
  readonly chance: Chance
  readonly family: Family
  readonly team: PractisingTeam
  /** Whether they had help before. */
  readonly again?: boolean
}

function begin(
  stories: Stories,
  path: NonNullable<Plot['now']>,
  from: DayNumber,
  to: DayNumber | null,
  turn: Plot['turn'],
): void {
  const { ledger, org, chance, family, team, again = false } = stories
  if (family.children.length === 0) return
  const story = (children: Family['children']): Story => ({
    ledger,
    org,
    chance,
    children,
    team,
    carer: family.mother,
    shifts: [],
    outcomes: new Map(),
    again,
    to,
  })
  const [first] = family.children
  if (path === 'in our care') for (const child of family.children) care(story([child]), child, from, turn)
  else if (path === 'leaving care' && first !== undefined)
    leaver(story([first]), first, from, turn.thirdWorker === true)
  else if (path === 'private fostering' && first !== undefined)
    privateFostering(story([first]), first, carerOf(family), from, turn)
  else help(story(family.children), path as Path, from, turn)
  if (turn.missing !== undefined && path !== 'in our care' && first !== undefined)
    missing(story([first]), first, from, turn.missing)
}

const carerOf = ({ relatives, mother }: Family): string =>
  relatives.find(({ kind }) => kind === 'aunt or uncle')?.id ?? mother.id

function everyWeek({ ledger, org, chance, family, team }: Stories, from: DayNumber): void {
  const story: Story = {
    ledger,
    org,
    chance,
    children: family.children.slice(0, 1),
    team,
    carer: family.mother,
    shifts: [],
    outcomes: new Map(),
    to: null,
  }
  notes(story, from, 2)
}

interface Before {
  readonly path: Path
  readonly from: DayNumber
  readonly to: DayNumber
}

const lengths: Readonly<Record<Path, readonly [number, number]>> = {
  contact: [1, 2],
  referral: [1, 3],
  assessment: [30, 75],
  enquiry: [40, 80],
  'child in need': [180, 600],
  'child protection': [300, 760],
  'in our care': [200, 1600],
  'private fostering': [120, 500],
}

/** The work that came and went before today, oldest first. */
function earlier(ledger: Ledger, chance: Chance, plot: Plot): Before[] {
  const { start, today } = ledger.span
  const until = today - (plot.now === null ? 20 : (plot.since ?? 120) + chance.whole(60, 400))
  const found: Before[] = []
  let from = start + chance.whole(10, Math.max(60, Math.min(700, plot.years * 180)))
  while (from < until && found.length < 6) {
    const path = chance.weighed([
      ['contact', 30],
      ['referral', 12],
      ['assessment', 17],
      ['enquiry', 8],
      ['child in need', 18],
      ['child protection', 11],
      ['in our care', 3],
      ['private fostering', 1],
    ] as const)
    const to = from + chance.whole(...(lengths[path] as [number, number]))
    if (to < until) found.push({ path, from, to })
    from =
      (to < until ? to : from) +
      chance.weighed([
        [chance.whole(40, 200), 2],
        [chance.whole(300, 1900), 5],
      ] as const)
  }
  return found.length > 0 || plot.now !== null
    ? found
    : [{ path: 'contact', from: start + 30, to: start + 31 }]
}

function elapsed(chance: Chance, now: NonNullable<Plot['now']>): number {
  const [from, to] = {
    contact: [0, 14],
    referral: [0, 3],
    assessment: [2, 58],
    enquiry: [1, 24],
    'child in need': [50, 430],
    'child protection': [30, 560],
    'in our care': [6, 1300],
    'private fostering': [3, 420],
    'leaving care': [100, 700],
  }[now] as [number, number]
  return chance.whole(from, to)
}

/** Old enough to have been there from the first day told; young enough to be a child, or a care leaver, today. */
function agesFor(_: Chance, plot: Plot, days: number, now: number): [number, number] {
  if (plot.now === 'leaving care') return [18 * 366 + 100, 21 * 365]
  if (plot.turn.asylum === true) return [15 * 366, 17 * 365]
  if (plot.turn.adopting !== undefined) return [Math.max(700, Math.min(days, 1500)), 1700]
  if (plot.turn.missing !== undefined) return [14 * 366, 16 * 365]
  const youngest = Math.min(Math.max(days > 900 ? days - 400 : 100, now), 14 * 365)
  return [youngest, 16 * 365]
}

function teamFor(org: Organisation, chance: Chance, { now, family }: Plot): PractisingTeam {
  if (now === 'in our care') return chance.of(org.inCare)
  if (now === 'leaving care') return chance.of(org.inCare)
  if (family % 14 === 5) return org.disabilities
  // Riverside is the team the demonstration opens on: where there are few teams it has the most families.
  const [riverside] = org.familyHelp
  return riverside !== undefined && org.familyHelp.length < 5 && chance.odds(0.5)
    ? riverside
    : chance.of(org.familyHelp)
}
