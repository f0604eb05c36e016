import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CheckedFiles, Found } from '../on-file/found.ts'
import { countByRule, findingsIn } from '../on-file/summary.ts'
import {
  mostOfChild,
  mostPages,
  names,
  onPage,
  partOf,
  type GivenFile,
  type Told,
  type ToldChild,
  type ToldFinding,
  type ToldRule,
} from './told.ts'

/** Writes what was found as the pages that show it, into a folder that stands. */
export async function tell(
  folder: string,
  checked: CheckedFiles,
  files: readonly GivenFile[],
): Promise<void> {
  const { found, ...about } = checked
  const put = async (name: string, what: unknown): Promise<void> =>
    writeFile(join(folder, name), JSON.stringify(what), { mode: 0o600 })
  const numbers = await tellChildren(found, put)
  const byRule = await tellRules(found, numbers, put)
  const errors = findingsIn(found.filter(({ level }) => level === 'error'))
  const told: Told = {
    ...about,
    files,
    errors,
    queries: findingsIn(found) - errors,
    childrenFound: numbers.size,
    byRule,
  }
  await put(names.told, told)
}

type Put = (name: string, what: unknown) => Promise<void>

const keyOf = ({ level, by, rule }: Pick<Found, 'level' | 'by' | 'rule'>): string => `${level} ${by} ${rule}`

type Numbers = ReadonlyMap<string, number>

async function tellRules(found: readonly Found[], numbers: Numbers, put: Put): Promise<ToldRule[]> {
  const groups = Map.groupBy(found, keyOf)
  const rules: ToldRule[] = []
  for (const count of countByRule(found)) {
    const of = groups.get(keyOf(count)) ?? []
    const findings = together(of, numbers)
    const pages = Math.min(mostPages, Math.ceil(findings.length / onPage))
    for (let page = 1; page <= pages; page += 1)
      await put(names.rule(rules.length, page), findings.slice((page - 1) * onPage, page * onPage))
    rules.push({ ...count, tables: [...new Set(of.flatMap(({ table }) => table ?? []))] })
  }
  return rules
}

async function tellChildren(found: readonly Found[], put: Put): Promise<Numbers> {
  const children = [...Map.groupBy(found, ({ child }) => child)]
    .flatMap(([child, of]) => (child === null ? [] : [{ child, of, errors: errorsIn(of) }]))
    .toSorted((a, b) => b.errors - a.errors || (a.child < b.child ? -1 : 1))
  const numbers = new Map(children.map(({ child }, at) => [child, at + 1]))
  let page: ToldChild[] = []
  for (const [at, { child, of, errors }] of children.entries()) {
    const findings = together(of, numbers).slice(0, mostOfChild)
    page.push({ number: at + 1, child, errors, queries: findingsIn(of) - errors, findings })
    if (page.length < onPage && at + 1 < children.length) continue
    await put(names.children(Math.ceil((at + 1) / onPage)), page)
    page = []
  }
  for (const [part, of] of Map.groupBy(numbers, ([child]) => partOf(child)))
    await put(names.numbers(part), of)
  return numbers
}

const errorsIn = (found: readonly Found[]): number =>
  findingsIn(found.filter(({ level }) => level === 'error'))

/** The cells of one finding brought together. */
function together(found: readonly Found[], numbers: Numbers): ToldFinding[] {
  return [...Map.groupBy(found, ({ finding }) => finding).values()].flatMap((of) => {
    const [first] = of
    if (first === undefined) return []
    const { finding, by, rule, level, child, message } = first
    const at = of.map(({ table, file, line, field, ofLastYear }) => ({
      table,
      file,
      line,
      field,
      ofLastYear,
    }))
    const number = child === null ? null : (numbers.get(child) ?? null)
    return [{ finding, by, rule, level, child, number, message, at }]
  })
}
