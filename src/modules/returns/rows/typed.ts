import {
  asRow,
  cin,
  fillRow,
  planRows,
  ssda903,
  type CinChild,
  type CinTableName,
  type Ssda903Row,
  type Ssda903Table,
} from '../../return-files/index.ts'
import type { MadeCells } from './made.ts'

type Plan = ReturnType<typeof planRows>

/** What a row is read from: its table, its cells, and the line it is told by. */
interface Told {
  readonly table: string
  readonly cells: MadeCells
}

const plans = new Map<string, Plan>()

function planOf(of: 'ssda903' | 'cin', table: string, year: number): Plan {
  const name = `${of} ${table} ${year}`
  const known = plans.get(name)
  if (known !== undefined) return known
  const days = of === 'cin' ? ('iso' as const) : ('british' as const)
  const shape = of === 'cin' ? cin[table as CinTableName] : ssda903[table as Ssda903Table]
  const plan = planRows(shape, 0, { days, year })
  plans.set(name, plan)
  return plan
}

const filled = (plan: Plan, { cells }: Told, line: number) =>
  fillRow(
    plan,
    line,
    { text: (at) => cells[plan.cells[at]?.field ?? '']?.text ?? '', line: () => line },
    () => undefined,
  )

/** A row as the rules read it: the same as if it had come in a file, on this line of it. */
export const asSsda903Row = (row: Told, year: number, line: number): Ssda903Row =>
  asRow<Ssda903Row>(filled(planOf('ssda903', row.table, year), row, line))

const within: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  child: { disability: 'disabilities', episode: 'episodes' },
  episode: {
    assessment: 'assessments',
    cinPlan: 'cinPlans',
    section47: 'section47s',
    cpPlan: 'cpPlans',
    preProceedings: 'preProceedings',
  },
  assessment: { factor: 'factors' },
  cpPlan: { review: 'reviews' },
}

/** The tables whose rows stand beneath a row of this one, in the order they are read, and the list each is in. */
export const listsOf = (table: string): Readonly<Record<string, string>> => within[table] ?? {}

/** A row of the census with the rows beneath it. */
export interface CinNode extends Told {
  readonly beneath: readonly CinNode[]
}

/** A child of the census as the rules read them. Lines count from the one given, row by row. */
export function asCinChild(child: CinNode, year: number, line = 1): CinChild {
  let next = line
  const read = (node: CinNode): ReturnType<typeof filled> => {
    const row = filled(planOf('cin', node.table, year), node, next)
    next += 1
    for (const [table, list] of Object.entries(within[node.table] ?? {}))
      row[list] = node.beneath.filter((one) => one.table === table).map(read)
    return row
  }
  return asRow<CinChild>(read(child))
}
