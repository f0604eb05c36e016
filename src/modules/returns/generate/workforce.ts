import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '../../../platform/db/database.ts'
import type { Day } from '../../../platform/dates/day.ts'
import { csvLine } from './csv.ts'
import type { MadeReturn } from './write.ts'

/** The fields of a worker as the schema of 2022 has them. Of these the record holds what `workersOn` fills. */
const fields = [
  'AgencyWorker',
  'SWENo',
  'FTE',
  'PersonBirthDate',
  'GenderCurrent',
  'Ethnicity',
  'QualInst',
  'QualLevel',
  'StepUpGrad',
  'OrgRole',
  'RoleStartDate',
  'StartOrigin',
  'RoleEndDate',
  'LeaverDestination',
  'ReasonLeave',
  'FTE30',
  'Cases30',
  'WorkingDaysLost',
  'ContractWeeks',
  'FrontlineGrad',
  'Absat30Sept',
  'ReasonAbsence',
  'CFKSSstatus',
] as const
type Field = (typeof fields)[number]

const held: readonly Field[] = ['AgencyWorker', 'SWENo', 'RoleStartDate', 'RoleEndDate', 'Cases30']

/** What is not in the record and so must come from the authority's staff system. */
export const workforceRemark = `The record holds ${held.join(', ')}, vacant posts and agency workers. The other ${
  fields.length - held.length
} fields of a worker are left empty: they are the staff system's to fill. The layout is that of 2022.`

/** Makes the workforce census's fields of the record: one file of workers, one of the authority's own three figures. */
export async function makeWorkforce(
  db: Db,
  { on }: { readonly year: number; readonly on: Day },
  folder: string,
): Promise<Pick<MadeReturn, 'children' | 'files'>> {
  await mkdir(folder, { recursive: true })
  const workers = await workersOn(db, on)
  const lines = workers.map((worker) => csvLine(fields.map((field) => worker[field] ?? '')))
  const [authority] = await authorityOn(db)
  const own = ['NumberOfVacancies', 'NoAgencyFTE', 'NoAgencyHeadcount'] as const
  const texts = [
    ['csww-workers.csv', csvLine(fields) + lines.join('')],
    [
      'csww-authority.csv',
      csvLine(own) + csvLine([authority?.vacancies ?? '0', '', authority?.agency ?? '0']),
    ],
  ] as const
  for (const [name, text] of texts) await writeFile(join(folder, name), text)
  return {
    children: [],
    files: texts.map(([name, text]) => ({
      name,
      size: Buffer.byteLength(text),
      sha256: createHash('sha256').update(text).digest('hex'),
    })),
  }
}

type Worker = Partial<Readonly<Record<Field, string>>>

/** Registered social workers in post on the day, with the children they held then. */
async function workersOn(db: Db, on: Day): Promise<readonly Worker[]> {
  const { rows } = await sql<{
    number: string | null
    agency: boolean
    started: Day | null
    leaves: Day | null
    cases: number
  }>`
    select staff.external_id as number, staff.started_on as started, staff.leaves_on as leaves,
           exists (select 1 from post where post.filled_by = staff.id and post.filled = 'agency') as agency,
           (select count(distinct held.child_id)::integer from allocation held
             where held.worker_id = staff.id and held.role = 'lead social worker' and held.from_on <= ${on}
               and (held.to_on is null or held.to_on >= ${on})) as cases
      from staff
     where staff.registered and (staff.started_on is null or staff.started_on <= ${on})
       and (staff.leaves_on is null or staff.leaves_on >= ${on}::date - 365)
     order by staff.external_id, staff.id
  `.execute(db)
  return rows.map(({ number, agency, started, leaves, cases }) => ({
    AgencyWorker: agency ? '1' : '0',
    SWENo: number ?? '',
    RoleStartDate: started ?? '',
    RoleEndDate: leaves !== null && leaves <= on ? leaves : '',
    Cases30: String(cases),
  }))
}

async function authorityOn(db: Db): Promise<readonly { vacancies: string; agency: string }[]> {
  const { rows } = await sql<{ vacancies: string; agency: string }>`
    select count(*) filter (where filled = 'vacant')::text as vacancies,
           count(*) filter (where filled = 'agency')::text as agency
      from post
  `.execute(db)
  return rows
}
