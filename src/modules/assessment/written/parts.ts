import type { Fields } from '../../../platform/record/field.ts'
import { assessedAdult, assessmentVersion } from './record.ts'

type Question = keyof typeof assessmentVersion.fields

/** One page of the assessment: a few questions that belong together. */
export interface Part {
  /** As its address has it. */
  readonly id: string
  readonly title: string
  readonly asks: readonly Question[]
  /** Of these, what must be answered before it can be sent. */
  readonly needs: readonly Question[]
}

const part = (
  id: string,
  title: string,
  needs: readonly Question[],
  may: readonly Question[] = [],
): Part => ({
  id,
  title,
  asks: [...needs, ...may],
  needs,
})

/** Written once, for every child of the family. */
export const familyParts: readonly Part[] = [
  part('why', 'Why now, and what came before', ['reason', 'history', 'plansBefore']),
  part('others', 'What others say', ['agencies', 'partnersSay'], ['disagreement']),
  part('home', 'Home and surroundings', ['homeAndMoney', 'surroundings']),
  part('tools', 'Tools for neglect and domestic abuse', [], ['neglectToolOn', 'abuseToolOn', 'noToolWhy']),
]

/** Written for each child: nobody else's words will do. */
export const ownParts: readonly Part[] = [
  part('seen', 'Seeing and hearing', ['childSays', 'dayInLife', 'identity'], ['notSeenWhy', 'notAloneWhy']),
  part('needs', 'Health, learning and feelings', ['health', 'education', 'feelings', 'selfCare']),
  part('found', 'What we found', ['factors', 'riskier', 'safer']),
  part('analysis', 'What it means', ['happening', 'means', 'ifNothing', 'notKnown']),
  part('next', 'What should happen next', ['recommendation', 'whyThis', 'supportNeeded']),
]

export const familyAsks = familyParts.flatMap(({ asks }) => asks)
export const ownAsks = ownParts.flatMap(({ asks }) => asks)

/** The narrative of one child, which should be nobody else's. */
export const ownWords = ownAsks.filter((name) => assessmentVersion.fields[name].kind === 'words')

/** Some of the questions, by name. */
export const fieldsOf = (asks: readonly Question[]): Fields =>
  Object.fromEntries(asks.map((name) => [name, assessmentVersion.fields[name]]))

export const adultAsks = ['capacity', 'says'] as const

/** The questions about one adult, under the names the family's draft keeps them by. */
export const adultFields = (adultId: string): Fields =>
  Object.fromEntries(adultAsks.map((name) => [adultField(name, adultId), assessedAdult.fields[name]]))

export const adultField = (name: (typeof adultAsks)[number], adultId: string): string => `${name}.${adultId}`
