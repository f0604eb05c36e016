import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** A test by its file, from the root, and its title as it is written there; a document and its heading; or a drill, a command of npm or a step of assure. */
interface Shown {
  readonly by: string
  readonly title?: string
}

/** Reads 'src/x.test.ts: its title', 'npm run drill:crash' or 'assure crash'. */
function shownBy(text: string): Shown {
  const [by = '', title] = text.split(/: (.*)/s)
  return title === undefined ? { by } : { by, title }
}

/** Why a named test shows nothing: its file or its title is not there; null when it is there. */
export function orphan(
  text: string,
  { scripts, steps }: { scripts: readonly string[]; steps: readonly string[] },
): string | null {
  const { by, title } = shownBy(text)
  const [, script] = /^npm run (\S+)$/.exec(by) ?? []
  if (script !== undefined) return scripts.includes(script) ? null : `there is no ${by}`
  const [, step] = /^assure (\S+)$/.exec(by) ?? []
  if (step !== undefined) return steps.includes(step) ? null : `there is no step ${step}`
  if (!existsSync(join(root, by))) return `there is no file ${by}`
  if (title === undefined) return `${by} is named without the title of a test`
  if (by.endsWith('.md')) return headed(by, title) ? null : `${by} has no heading “${title}”`
  return titlesIn(by).has(title) ? null : `${by} has no test “${title}”`
}

/** A heading with its #s, as it is written. */
const headed = (file: string, heading: string): boolean =>
  readFileSync(join(root, file), 'utf8').split('\n').includes(heading)

const known = new Map<string, ReadonlySet<string>>()

/** The titles of a file as they are written, a template's ${…} included. */
function titlesIn(file: string): ReadonlySet<string> {
  const held = known.get(file)
  if (held !== undefined) return held
  const text = readFileSync(join(root, file), 'utf8')
  const found = text.matchAll(/\b(?:it|test|describe)\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g)
  const titles = new Set([...found].map(([, , title = '']) => title))
  known.set(file, titles)
  return titles
}
