import { stripVTControlCharacters } from 'node:util'

/** One figure of a step, and where it is read in what the step said: a pattern whose first group is the number (its last match counts), or a path into the JSON of the last line that is some. */
export interface Figure {
  readonly says: string
  readonly at: RegExp | string
  /** At least and at most so much, both inclusive. With neither the figure is only shown. */
  readonly least?: number
  readonly most?: number
}

/** How a command ends that has to ask somebody else and could not: EX_UNAVAILABLE of sysexits. Its last `Could not be asked: …` says whom. */
export const notAsked = 69

/** Something that is asked of Holdfast, and the command whose last lines answer. */
export interface Step {
  readonly name: string
  readonly asked: string
  /** As anybody would type it; the figures that are asked for come from this form. */
  readonly full: string
  /** The same in a minute or so: shows that the command runs, and nothing of what was asked. */
  readonly short?: string
  /** Minutes after which it is ended, and has failed. */
  readonly minutes: number
  readonly figures: readonly Figure[]
}

/** A figure as it was read: null when the step did not say it. */
export interface Read {
  readonly says: string
  readonly value: number | null
  readonly bound: string
  readonly met: boolean
}

const bound = ({ least, most }: Figure): string =>
  least !== undefined && least === most
    ? `${count(least)}`
    : [least !== undefined && `at least ${count(least)}`, most !== undefined && `at most ${count(most)}`]
        .filter(Boolean)
        .join(', ')

/** 1,234.5 */
export const count = (of: number): string => of.toLocaleString('en-GB', { maximumFractionDigits: 2 })

/** Reads every figure of a step, and those that every run of tests gives, out of what it said. */
export function readFigures(step: Step, command: string, said: string): Read[] {
  const plain = stripVTControlCharacters(said)
  return [...step.figures, ...(command.includes('node --test') ? ofTests : [])].map((figure) => {
    const value = valueOf(figure.at, plain)
    const { least = -Infinity, most = Infinity } = figure
    return {
      says: figure.says,
      value,
      bound: bound(figure),
      met: value !== null && value >= least && value <= most,
    }
  })
}

/** What Node's own runner says last. */
const ofTests: readonly Figure[] = [
  { says: 'tests passed', at: /^ℹ pass (\d+)/gm, least: 1 },
  { says: 'tests failed', at: /^ℹ fail (\d+)/gm, most: 0 },
  { says: 'tests cancelled', at: /^ℹ cancelled (\d+)/gm, most: 0 },
  { says: 'tests passed over', at: /^ℹ skipped (\d+)/gm, most: 0 },
]

function valueOf(at: RegExp | string, said: string): number | null {
  if (typeof at === 'string') return numberAt(lastJson(said), at.split('.'))
  const [, text] = [...said.matchAll(at)].at(-1) ?? []
  return text === undefined ? null : Number(text.replaceAll(',', ''))
}

function numberAt(held: unknown, path: readonly string[]): number | null {
  const [name, ...rest] = path
  if (name === undefined)
    return typeof held === 'number' ? held : typeof held === 'boolean' ? Number(held) : null
  if (Array.isArray(held) && name === 'length') return held.length
  if (typeof held !== 'object' || held === null) return null
  return numberAt((held as Record<string, unknown>)[name], rest)
}

function lastJson(said: string): unknown {
  for (const line of said.split('\n').toReversed()) {
    if (!line.startsWith('{')) continue
    try {
      return JSON.parse(line)
    } catch {
      // A line that only looks like it; an earlier one may be some.
    }
  }
  return null
}
