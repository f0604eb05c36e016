import type { AnyJob } from '../platform/jobs/job.ts'
import type { ChildChecks, RecordChecks } from '../platform/record/checks.ts'
import type { ChapterDuties } from '../platform/record/duties.ts'
import type { AnyRecordType } from '../platform/record/record.ts'
import type { Rule } from '../platform/record/rule.ts'
import type { Chapter } from '../platform/web/chapter.ts'
import { chapter as actions } from '../modules/actions/index.ts'
import { chapter as administration } from '../modules/administration/index.ts'
import { chapter as adoption } from '../modules/adoption/index.ts'
import { chapter as alerts } from '../modules/alerts/index.ts'
import { chapter as allegations } from '../modules/allegations/index.ts'
import { chapter as allocation } from '../modules/allocation/index.ts'
import { chapter as assessment, rulesOfSending } from '../modules/assessment/index.ts'
import { chapter as audit } from '../modules/audit/index.ts'
import { chapter as campaigns } from '../modules/campaigns/index.ts'
import { chapter as careLeavers } from '../modules/care-leavers/index.ts'
import { chapter as carers } from '../modules/carers/index.ts'
import { chapter as inNeed, planOfNeed } from '../modules/child-in-need/index.ts'
import { chapter as protection, planOfProtection } from '../modules/child-protection/index.ts'
import { chapter as child } from '../modules/child/index.ts'
import { chapter as closure, endsByChecklist } from '../modules/closure/index.ts'
import { chapter as continuity } from '../modules/continuity/index.ts'
import { chapter as dfeApi, jobsFor, type DfeService } from '../modules/dfe-api/index.ts'
import { chapter as documents } from '../modules/documents/index.ts'
import { chapter as earlyHelp } from '../modules/early-help/index.ts'
import { chapter as education } from '../modules/education/index.ts'
import { chapter as exploitation } from '../modules/exploitation/index.ts'
import { chapter as fostering } from '../modules/fostering/index.ts'
import { chapter as frontDoor } from '../modules/front-door/index.ts'
import { chapter as health } from '../modules/health/index.ts'
import { chapter as help } from '../modules/help/index.ts'
import { chapter as imports } from '../modules/import/index.ts'
import { chapter as insight } from '../modules/insight/index.ts'
import { chapter as inCare } from '../modules/looked-after/index.ts'
import { chapter as missing } from '../modules/missing/index.ts'
import { chapter as myWork } from '../modules/my-work/index.ts'
import { chapter as notes } from '../modules/notes/index.ts'
import { chapter as oversight } from '../modules/oversight/index.ts'
import { chapter as people } from '../modules/people/index.ts'
import { chapter as placements } from '../modules/placements/index.ts'
import { chapter as plans, pagesOf } from '../modules/plans/index.ts'
import { chapter as policeNotices } from '../modules/police-notices/index.ts'
import { chapter as preProceedings } from '../modules/pre-proceedings/index.ts'
import { chapter as privateFostering } from '../modules/private-fostering/index.ts'
import { chapter as quality } from '../modules/quality/index.ts'
import { chapter as referrals } from '../modules/referrals/index.ts'
import { chapter as restrictions } from '../modules/restrictions/index.ts'
import { chapter as returns } from '../modules/returns/index.ts'
import { chapter as search } from '../modules/search/index.ts'
import { chapter as serviceWaits } from '../modules/service-waits/index.ts'
import { chapter as signIn } from '../modules/sign-in/index.ts'
import { chapter as staffSupervision } from '../modules/staff-supervision/index.ts'
import { chapter as enquiry } from '../modules/strategy-and-enquiry/index.ts'
import { chapter as supervision } from '../modules/supervision/index.ts'
import { chapter as unknowns } from '../modules/unknowns/index.ts'
import { chapter as visits } from '../modules/visits/index.ts'
import { chapter as whoLooked } from '../modules/who-looked/index.ts'
import { chapter as worries } from '../modules/worries/index.ts'
import { chapter as agreements } from '../modules/written-agreements/index.ts'

/** The chapters, in the order a child's story is told. */
export const chapters: readonly Chapter[] = [
  signIn,
  help,
  search,
  myWork,
  alerts,
  oversight,
  insight,
  imports,
  child,
  people,
  frontDoor,
  policeNotices,
  earlyHelp,
  referrals,
  allocation,
  visits,
  notes,
  documents,
  assessment,
  worries,
  unknowns,
  enquiry,
  inNeed,
  protection,
  {
    ...plans,
    pages: pagesOf([endsByChecklist(planOfNeed), planOfProtection]),
  },
  closure,
  agreements,
  serviceWaits,
  exploitation,
  missing,
  privateFostering,
  allegations,
  preProceedings,
  inCare,
  placements,
  fostering,
  carers,
  health,
  education,
  adoption,
  careLeavers,
  actions,
  supervision,
  staffSupervision,
  audit,
  campaigns,
  returns,
  continuity,
  restrictions,
  whoLooked,
  dfeApi,
  quality,
  administration,
]

/** Every record type of the book, in the order of its chapters. */
export const records: readonly AnyRecordType[] = chapters.flatMap((chapter) => chapter.records ?? [])

/** The duties of every chapter: what a `Book` is opened with. */
export const duties: readonly ChapterDuties[] = chapters.flatMap((chapter) => chapter.duties ?? [])

/** Clocks that run for a queue and not for a child. */
export const queueClocks = chapters.flatMap((chapter) => chapter.queueClocks ?? [])

/** What may be true though wrong, of every kind of record that has such checks. */
export const checks: readonly RecordChecks[] = chapters.flatMap((chapter) => chapter.checks ?? [])

/** The same of a child's records taken together. */
export const childChecks: readonly ChildChecks[] = chapters.flatMap((chapter) => chapter.childChecks ?? [])

const guarding = [
  ...chapters.flatMap(({ commands = {} }) => Object.values(commands).flatMap((one) => one.rules)),
  ...rulesOfSending,
]

/** The rules that guard what is done, each once, with the provision behind it. */
export const rules: readonly Pick<Rule<never>, 'id' | 'source'>[] = [
  ...new Map(guarding.map((rule) => [rule.id, rule])).values(),
]

/** What is done later and by itself, of every chapter. */
export const jobs: readonly AnyJob[] = chapters.flatMap((chapter) => chapter.jobs ?? [])

/** The same, where the DfE's daily collection is told of or not. */
export function jobsWith(dfe: DfeService | null): readonly AnyJob[] {
  const told = new Map(jobsFor(dfe).map((each): [string, AnyJob] => [each.name, each]))
  return jobs.map((each) => told.get(each.name) ?? each)
}
