import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '../../../platform/db/database.ts'
import type { Day } from '../../../platform/dates/day.ts'
import { csvLine } from './csv.ts'
import type { MadeReturn } from './write.ts'

/** The fields of a worker as the schema of 2022 has them. */
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

/** What is not in the record and so must come from elsewhere. */
export const workforceRemark =
  'Every field of a worker is filled from Administration, Users, as far as it was written down there. Vacancies and agency workers are counted by posts: of the authority’s own figures the full-time equivalent of agency workers is left empty where no share of full time is known. The layout is that of 2022.'

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
      csvLine(own) +
        csvLine([authority?.vacancies ?? '0', authority?.agencyFullTime ?? '', authority?.agency ?? '0']),
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

interface WorkerHeld {
  readonly number: string | null
  readonly agency: boolean
  readonly started: Day | null
  readonly leaves: Day | null
  readonly cases: number
  readonly fullTime: number | null
  readonly bornOn: Day | null
  readonly gender: string | null
  readonly ethnicity: string | null
  readonly qualifiedAt: string | null
  readonly qualifiedAs: string | null
  readonly stepUp: boolean | null
  readonly frontline: boolean | null
  readonly worksAs: string | null
  readonly careerStage: string | null
  readonly cameFrom: string | null
  readonly contractWeeks: number | null
  readonly wentTo: string | null
  readonly leftWhy: string | null
  /** Why they were away on the day; null where they were not. */
  readonly away: string | null
  /** Working days ill in the year up to the day; null where nobody's absence is written down. */
  readonly lost: number | null
}

/** Registered social workers in post on the day, or who left in the year before it, with the children they held then. */
async function workersOn(db: Db, on: Day): Promise<readonly Worker[]> {
  const { rows } = await sql<WorkerHeld>`
    select staff.external_id as number, staff.started_on as started, staff.leaves_on as leaves, census.*,
           exists (select 1 from post where post.filled_by = staff.id and post.filled = 'agency') as agency,
           (select count(distinct held.child_id)::integer from allocation held
             where held.worker_id = staff.id and held.role = 'lead social worker' and held.from_on <= ${on}
               and (held.to_on is null or held.to_on >= ${on})) as cases,
           (select away.why from staff_absence away
             where away.staff_id = staff.id and away.from_on <= ${on} and coalesce(away.to_on >= ${on}, true)
             order by away.from_on desc limit 1) as away,
           case when exists (select 1 from staff_absence) then ${workingDaysIll(on)} end as lost
      from staff left join staff_census census on census.staff_id = staff.id
     where staff.registered and (staff.started_on is null or staff.started_on <= ${on})
       and (staff.leaves_on is null or staff.leaves_on >= ${on}::date - 365)
     order by staff.external_id, staff.id
  `.execute(db)
  return rows.map((row) => workerOf(row, on))
}

/** Mondays to Fridays that are no bank holiday, in the twelve months up to the day; a day is counted once. */
const workingDaysIll = (on: Day) => sql<number>`(
  select count(distinct each.day)::integer
    from staff_absence ill cross join lateral generate_series(
           greatest(ill.from_on, (${on}::date - interval '1 year')::date + 1),
           least(coalesce(ill.to_on, ${on}::date), ${on}::date), interval '1 day') each (day)
   where ill.staff_id = staff.id and ill.why = 'SIC' and extract(isodow from each.day) < 6
     and not exists (select 1 from bank_holiday where bank_holiday.day = each.day::date))`

/** How they left of those who have by the day, and how each stands of those who have not. */
function workerOf(row: WorkerHeld, on: Day): Worker {
  const left = row.leaves !== null && row.leaves <= on
  return {
    ...careerOf(row),
    AgencyWorker: yes(row.agency),
    SWENo: text(row.number),
    PersonBirthDate: text(row.bornOn),
    GenderCurrent: text(row.gender),
    Ethnicity: text(row.ethnicity),
    RoleStartDate: text(row.started),
    WorkingDaysLost: text(row.lost?.toFixed(2)),
    ...(left ? leftOf(row) : standingOf(row)),
  }
}

const careerOf = (row: WorkerHeld): Worker => ({
  FTE: shareOf(row),
  QualInst: text(row.qualifiedAt),
  QualLevel: text(row.qualifiedAs),
  StepUpGrad: yes(row.stepUp),
  FrontlineGrad: yes(row.frontline),
  OrgRole: text(row.worksAs),
  CFKSSstatus: text(row.careerStage),
  StartOrigin: text(row.cameFrom),
  ContractWeeks: text(row.contractWeeks?.toFixed(1)),
})

const leftOf = ({ leaves, wentTo, leftWhy }: WorkerHeld): Worker => ({
  RoleEndDate: text(leaves),
  LeaverDestination: text(wentTo),
  ReasonLeave: text(leftWhy),
})

const standingOf = (row: WorkerHeld): Worker => ({
  FTE30: shareOf(row),
  Cases30: String(row.cases),
  Absat30Sept: row.lost === null ? '' : yes(row.away !== null),
  ReasonAbsence: text(row.away),
})

const shareOf = ({ fullTime }: WorkerHeld): string => (fullTime === null ? '' : (fullTime / 100).toFixed(2))
const text = (said: string | null | undefined): string => said ?? ''
const yes = (said: boolean | null): string => (said === null ? '' : said ? '1' : '0')

interface Authority {
  readonly vacancies: string
  readonly agency: string
  readonly agencyFullTime: string | null
}

async function authorityOn(db: Db): Promise<readonly Authority[]> {
  const { rows } = await sql<Authority>`
    select count(*) filter (where filled = 'vacant')::text as vacancies,
           count(*) filter (where filled = 'agency')::text as agency,
           case when bool_and(census.full_time is not null) filter (where filled = 'agency')
                then to_char(sum(census.full_time) filter (where filled = 'agency') / 100.0, 'FM9990.00') end as agency_full_time
      from post left join staff_census census on census.staff_id = post.filled_by
  `.execute(db)
  return rows
}
