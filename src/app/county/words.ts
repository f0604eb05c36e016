import names from '../../../data/county/names.json' with { type: 'json' }
import places from '../../../data/county/places.json' with { type: 'json' }
import sentences from '../../../data/county/sentences.json' with { type: 'json' }
import type { Chance } from './chance.ts'

export { names, places, sentences }

/** Who and what the sentences are about. */
export interface About {
  readonly child: string
  readonly adult: string
  readonly school: string
}

/** A sentence with its names filled in. */
export const said = (sentence: string, about: About): string =>
  sentence.replace(/\{(child|adult|school)\}/g, (_, name: keyof About) => about[name])

/** One of a list of sentences, with its names filled in. */
export const oneOf = (list: readonly string[], about: About, chance: Chance): string =>
  said(chance.of(list), about)

/** What a worker saw and heard: how it began, the child, the home, the talk, and what happens next. */
export function observations(about: About, chance: Chance): string {
  const { arrived, seen, home, talk, next } = sentences.visit
  const parts = [arrived, seen, home, talk, next].filter((_, i) => i < 2 || chance.odds(0.7))
  return parts.map((part) => oneOf(part, about, chance)).join(' ')
}

/** What a child of this age said or showed. */
export function childWords(age: number, chance: Chance): string {
  const words = sentences.words
  if (age < 2) return chance.of(words['0'])
  if (age < 4) return chance.of(words['2'])
  if (age < 8) return chance.of(words['5'])
  if (age < 12) return chance.of(words['9'])
  return chance.of(age < 16 ? words['13'] : words['17'])
}

/** A home in the county: number, street and town, with a postcode the Post Office has never issued. */
export function home(chance: Chance): { lines: string; postcode: string } {
  const town = chance.of(places.towns)
  const lines = `${chance.whole(1, 96)} ${chance.of(places.streets)}, ${town.name}`
  return { lines, postcode: postcode(town.outward, chance) }
}

const letters = Array.from('ABDEFGHJLNPQRSTUWXYZ')

export function postcode(outward: string, chance: Chance): string {
  return `${outward} ${chance.whole(1, 9)}${chance.of(letters)}${chance.of(letters)}`
}

/** A number from those Ofcom keeps for drama. */
export const telephone = (chance: Chance): string => `07700 900 ${chance.whole(100, 999)}`

/** Where a child of this age learns. */
export function schoolFor(age: number | null, chance: Chance): string | null {
  if (age === null || age < 2) return null
  if (age < 4) return chance.odds(0.6) ? chance.of(places.nursery) : null
  if (chance.odds(0.05)) return chance.of(places.special)
  if (age < 11) return chance.of(places.primary)
  return chance.of(age < 16 ? places.secondary : places.college)
}
