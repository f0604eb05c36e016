import type { Clock } from '../platform/clocks/clock.ts'
import type { AnyJob } from '../platform/jobs/job.ts'
import type { ChildChecks, RecordChecks } from '../platform/record/checks.ts'
import type { ChapterDuties } from '../platform/record/duties.ts'
import type { AnyCommand, AnyRecordType } from '../platform/record/record.ts'
import type { Rule } from '../platform/record/rule.ts'
import type { App } from '../platform/web/app.ts'
import * as actions from '../modules/actions/index.ts'
import * as administration from '../modules/administration/index.ts'
import * as alerts from '../modules/alerts/index.ts'
import * as adoption from '../modules/adoption/index.ts'
import * as allegations from '../modules/allegations/index.ts'
import * as allocation from '../modules/allocation/index.ts'
import * as assessment from '../modules/assessment/index.ts'
import * as audit from '../modules/audit/index.ts'
import * as campaigns from '../modules/campaigns/index.ts'
import * as careLeavers from '../modules/care-leavers/index.ts'
import * as carers from '../modules/carers/index.ts'
import * as child from '../modules/child/index.ts'
import * as inNeed from '../modules/child-in-need/index.ts'
import * as protection from '../modules/child-protection/index.ts'
import * as closure from '../modules/closure/index.ts'
import * as dfeApi from '../modules/dfe-api/index.ts'
import * as documents from '../modules/documents/index.ts'
import * as continuity from '../modules/continuity/index.ts'
import * as earlyHelp from '../modules/early-help/index.ts'
import * as education from '../modules/education/index.ts'
import * as exploitation from '../modules/exploitation/index.ts'
import * as fostering from '../modules/fostering/index.ts'
import * as frontDoor from '../modules/front-door/index.ts'
import * as health from '../modules/health/index.ts'
import * as help from '../modules/help/index.ts'
import * as insight from '../modules/insight/index.ts'
import * as inCare from '../modules/looked-after/index.ts'
import * as imports from '../modules/import/index.ts'
import * as missing from '../modules/missing/index.ts'
import * as myWork from '../modules/my-work/index.ts'
import * as notes from '../modules/notes/index.ts'
import * as oversight from '../modules/oversight/index.ts'
import * as people from '../modules/people/index.ts'
import * as placements from '../modules/placements/index.ts'
import * as plans from '../modules/plans/index.ts'
import * as policeNotices from '../modules/police-notices/index.ts'
import * as preProceedings from '../modules/pre-proceedings/index.ts'
import * as privateFostering from '../modules/private-fostering/index.ts'
import * as quality from '../modules/quality/index.ts'
import * as referrals from '../modules/referrals/index.ts'
import * as returns from '../modules/returns/index.ts'
import * as restrictions from '../modules/restrictions/index.ts'
import * as search from '../modules/search/index.ts'
import * as signIn from '../modules/sign-in/index.ts'
import * as serviceWaits from '../modules/service-waits/index.ts'
import * as enquiry from '../modules/strategy-and-enquiry/index.ts'
import * as staffSupervision from '../modules/staff-supervision/index.ts'
import * as supervision from '../modules/supervision/index.ts'
import * as unknowns from '../modules/unknowns/index.ts'
import * as visits from '../modules/visits/index.ts'
import * as whoLooked from '../modules/who-looked/index.ts'
import * as worries from '../modules/worries/index.ts'
import * as agreements from '../modules/written-agreements/index.ts'

/** One chapter of the book, as the parts that treat all chapters alike see it. */
interface Chapter {
  /** The folder. */
  readonly name: string
  readonly records?: readonly AnyRecordType[]
  readonly clocks?: readonly Clock[]
  readonly duties?: ChapterDuties
  /** Clocks of a queue that is no child's, and what starts and stops each. */
  readonly queueClocks?: readonly { readonly clock: Clock; readonly fedBy: string }[]
  readonly checks?: readonly RecordChecks[]
  readonly childChecks?: readonly ChildChecks[]
  readonly commands?: Readonly<Record<string, AnyCommand>>
  readonly jobs?: readonly AnyJob[]
  readonly pages?: (app: App) => Promise<void>
}

const { asylum, previousPermanence, motherhood, deprivationOfLiberty } = inCare
const background = [asylum, previousPermanence, motherhood, deprivationOfLiberty]

// prettier-ignore
/** The chapters, in the order a child's story is told. */
export const chapters: readonly Chapter[] = [
  { name: 'sign-in', jobs: signIn.jobs, pages: signIn.pages },
  { name: 'help', pages: help.pages },
  { name: 'search', pages: search.pages },
  { name: 'my-work', pages: myWork.pages },
  { name: 'alerts', jobs: alerts.jobs, pages: alerts.pages },
  { name: 'oversight', jobs: [oversight.drawOversight, ...oversight.weeklyJobs], pages: oversight.pages },
  { name: 'insight', pages: insight.pages, jobs: insight.jobs },
  { name: 'import', pages: imports.pages },
  { name: 'child', pages: child.pages },
  { name: 'people', checks: [people.personChecks], commands: people.commands, pages: people.pages, records: [people.personRecord, people.formerName, people.address, people.relationship, people.merge] },
  { name: 'front-door', records: [frontDoor.contact, frontDoor.agencyCheck], clocks: frontDoor.clocks, duties: frontDoor.duties, commands: frontDoor.commands, jobs: [frontDoor.disputeContacts], pages: frontDoor.pages },
  { name: 'police-notices', records: [policeNotices.noticeOfChild], clocks: policeNotices.clocks, duties: policeNotices.duties, queueClocks: policeNotices.queueClocks, jobs: policeNotices.jobs, pages: policeNotices.pages },
  { name: 'early-help', records: [earlyHelp.earlyHelpAssessment, earlyHelp.earlyHelpEpisode, earlyHelp.stepUp, earlyHelp.stepDown], clocks: earlyHelp.clocks, duties: earlyHelp.duties, commands: earlyHelp.commands, pages: earlyHelp.pages },
  { name: 'referrals', records: [referrals.cinEpisode], duties: referrals.duties },
  { name: 'allocation', checks: [allocation.allocationChecks], records: [allocation.allocation], clocks: allocation.clocks, duties: allocation.duties, queueClocks: allocation.queueClocks, commands: allocation.commands, pages: allocation.pages },
  { name: 'visits', records: [visits.visit, visits.visitCall, visits.actionCheck], clocks: visits.clocks, duties: visits.duties, commands: visits.commands, jobs: [visits.drawSample], pages: visits.pages },
  { name: 'notes', records: [notes.note], commands: notes.commands, pages: notes.pages },
  { name: 'documents', records: [documents.document], commands: documents.commands, pages: documents.pages },
  { name: 'assessment', records: [assessment.assessment, assessment.assessmentVersion, assessment.assessedAdult], clocks: assessment.clocks, duties: assessment.duties, commands: assessment.commands, pages: assessment.pages },
  { name: 'worries', records: [worries.worry], commands: worries.commands, pages: worries.pages },
  { name: 'unknowns', records: [unknowns.notKnown], commands: unknowns.commands, pages: unknowns.pages },
  { name: 'strategy-and-enquiry', records: [enquiry.strategyDiscussion, enquiry.section47], clocks: enquiry.clocks, duties: enquiry.duties, commands: enquiry.commands, pages: enquiry.pages },
  { name: 'child-in-need', checks: [inNeed.reviewChecks], records: [inNeed.cinPlan, inNeed.cinReview, inNeed.cinDecision], clocks: inNeed.clocks, duties: inNeed.duties, pages: inNeed.pages },
  { name: 'child-protection', checks: [protection.planChecks, protection.conferenceChecks], records: [protection.conference, protection.cpPlan, protection.coreGroup, protection.meetingInvitation], clocks: protection.clocks, duties: protection.duties, pages: protection.pages },
  { name: 'plans', records: [plans.plan, plans.planOutcome], clocks: plans.clocks, duties: plans.duties, commands: { ...plans.onPlans, ...plans.onOutcomes }, pages: plans.pagesOf([closure.endsByChecklist(inNeed.planOfNeed), protection.planOfProtection]) },
  { name: 'closure', records: [closure.closure, closure.transfer], commands: { ...closure.closureCommands, ...closure.transferCommands }, pages: closure.pages },
  { name: 'written-agreements', records: [agreements.writtenAgreement, agreements.agreementCheck], clocks: agreements.clocks, duties: agreements.duties, commands: agreements.commands, pages: agreements.pages },
  { name: 'service-waits', records: [serviceWaits.serviceReferral, serviceWaits.riskTool], clocks: serviceWaits.clocks, duties: serviceWaits.duties, commands: serviceWaits.commands, pages: serviceWaits.pages },
  { name: 'exploitation', clocks: exploitation.clocks },
  { name: 'missing', records: [missing.missingEpisode], clocks: missing.clocks, duties: missing.duties },
  { name: 'private-fostering', records: [privateFostering.privateFostering], clocks: privateFostering.clocks, duties: privateFostering.duties, commands: privateFostering.commands, pages: privateFostering.pages },
  { name: 'allegations', clocks: allegations.clocks },
  { name: 'pre-proceedings', records: [preProceedings.preProceedings], clocks: preProceedings.clocks, duties: preProceedings.duties },
  { name: 'looked-after', checks: [inCare.episodeChecks, inCare.reviewChecks], records: [inCare.careEpisode, inCare.claReview, inCare.careSummary, ...background], clocks: inCare.clocks, duties: inCare.duties },
  { name: 'placements', records: [placements.homeCheck, placements.homeReview], clocks: placements.clocks, duties: placements.duties, commands: placements.commands, jobs: [placements.tellHomes], pages: placements.pages },
  { name: 'fostering', clocks: fostering.clocks },
  { name: 'carers', records: [carers.carerAccess], commands: carers.commands, pages: carers.pages },
  { name: 'health', records: [health.healthCheck, health.healthOutcome], clocks: health.clocks, duties: health.duties },
  { name: 'education', records: [education.educationPlan], clocks: education.clocks, duties: education.duties },
  { name: 'adoption', records: [adoption.adoption], clocks: adoption.clocks, duties: adoption.duties },
  { name: 'care-leavers', records: [careLeavers.leavingCare, careLeavers.careLeaverContact], clocks: careLeavers.clocks, duties: careLeavers.duties },
  { name: 'actions', records: [actions.action], commands: actions.commands, pages: actions.pages },
  { name: 'supervision', records: [supervision.oversightDiscussion, supervision.recordSummary], clocks: supervision.clocks, duties: supervision.duties, queueClocks: supervision.queueClocks, commands: supervision.commands, pages: supervision.pages },
  { name: 'staff-supervision', clocks: staffSupervision.clocks, queueClocks: staffSupervision.queueClocks, pages: staffSupervision.pages },
  { name: 'audit', clocks: audit.clocks },
  { name: 'campaigns', records: [campaigns.campaignCheck], commands: campaigns.commands, pages: campaigns.pages },
  { name: 'returns', childChecks: returns.returnChecks, jobs: returns.jobs, pages: returns.pages },
  { name: 'continuity', jobs: continuity.jobs, pages: continuity.pages },
  { name: 'restrictions', records: [restrictions.restriction, restrictions.namedAccess, restrictions.exclusion, restrictions.emergencyOpening], commands: restrictions.commands, jobs: [restrictions.matchStaff], pages: restrictions.pages },
  { name: 'who-looked', jobs: whoLooked.jobs, pages: whoLooked.pages },
  { name: 'dfe-api', jobs: dfeApi.jobs, pages: dfeApi.pages },
  { name: 'quality', pages: quality.pages },
  { name: 'administration', jobs: administration.jobs, pages: administration.pages },
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
  ...assessment.rulesOfSending,
]

/** The rules that guard what is done, each once, with the provision behind it. */
export const rules: readonly Pick<Rule<never>, 'id' | 'source'>[] = [
  ...new Map(guarding.map((rule) => [rule.id, rule])).values(),
]

/** What is done later and by itself, of every chapter. */
export const jobs: readonly AnyJob[] = chapters.flatMap((chapter) => chapter.jobs ?? [])

/** The same, where the DfE's daily collection is told of or not. */
export function jobsWith(dfe: dfeApi.DfeService | null): readonly AnyJob[] {
  const told = new Map(dfeApi.jobsFor(dfe).map((each): [string, AnyJob] => [each.name, each]))
  return jobs.map((each) => told.get(each.name) ?? each)
}
