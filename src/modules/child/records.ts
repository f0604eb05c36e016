import { snake, kebab } from '../../platform/record/names.ts'
import type { AnyRecordType } from '../../platform/record/record.ts'
import { action } from '../actions/index.ts'
import { adoption } from '../adoption/index.ts'
import { allocation } from '../allocation/index.ts'
import { assessedAdult, assessment, assessmentVersion } from '../assessment/index.ts'
import { campaignCheck } from '../campaigns/index.ts'
import { careLeaverContact, leavingCare } from '../care-leavers/index.ts'
import { cinDecision, cinPlan, cinReview } from '../child-in-need/index.ts'
import { conference, coreGroup, cpPlan } from '../child-protection/index.ts'
import { closure, transfer } from '../closure/index.ts'
import { earlyHelpAssessment, earlyHelpEpisode, stepDown, stepUp } from '../early-help/index.ts'
import { document } from '../documents/index.ts'
import { educationPlan } from '../education/index.ts'
import { agencyCheck, contact } from '../front-door/index.ts'
import { healthCheck, healthOutcome } from '../health/index.ts'
import * as inCare from '../looked-after/index.ts'
import { missingEpisode } from '../missing/index.ts'
import { note } from '../notes/index.ts'
import { address, formerName, relationship } from '../people/index.ts'
import { homeCheck, homeReview } from '../placements/index.ts'
import { plan, planOutcome } from '../plans/index.ts'
import { preProceedings } from '../pre-proceedings/index.ts'
import { privateFostering } from '../private-fostering/index.ts'
import { cinEpisode } from '../referrals/index.ts'
import { riskTool, serviceReferral } from '../service-waits/index.ts'
import { section47, strategyDiscussion } from '../strategy-and-enquiry/index.ts'
import { notKnown } from '../unknowns/index.ts'
import { actionCheck, visit } from '../visits/index.ts'
import { worry } from '../worries/index.ts'
import { agreementCheck, writtenAgreement } from '../written-agreements/index.ts'

/** Every kind of record that can be opened from a child's story. */
export const recordKinds: readonly AnyRecordType[] = [
  action,
  actionCheck,
  address,
  adoption,
  agencyCheck,
  allocation,
  assessedAdult,
  assessment,
  assessmentVersion,
  campaignCheck,
  careLeaverContact,
  cinDecision,
  cinEpisode,
  cinPlan,
  cinReview,
  closure,
  conference,
  contact,
  coreGroup,
  cpPlan,
  document,
  earlyHelpAssessment,
  earlyHelpEpisode,
  educationPlan,
  formerName,
  healthCheck,
  healthOutcome,
  homeCheck,
  homeReview,
  leavingCare,
  missingEpisode,
  note,
  notKnown,
  plan,
  planOutcome,
  preProceedings,
  privateFostering,
  relationship,
  section47,
  stepDown,
  stepUp,
  strategyDiscussion,
  transfer,
  visit,
  worry,
  agreementCheck,
  riskTool,
  serviceReferral,
  writtenAgreement,
  inCare.careEpisode,
  inCare.careSummary,
  inCare.claReview,
  inCare.asylum,
  inCare.previousPermanence,
  inCare.motherhood,
  inCare.deprivationOfLiberty,
]

const byKind = new Map(recordKinds.map((on) => [kebab(on.table), on]))
const kinds = new Map(recordKinds.map((on) => [snake(on.table), kebab(on.table)]))

/** The kind an address names, or undefined. */
export const recordKind = (kind: string): AnyRecordType | undefined => byKind.get(kind)

const byTable = new Map(recordKinds.map((on) => [on.table, on]))

/** The record type of a table, as code names it, or undefined. */
export const recordOf = (table: string): AnyRecordType | undefined => byTable.get(table)

const byRow = new Map(recordKinds.map((on) => [snake(on.table), on]))

/** The record type of a table, as the database names it, or undefined. */
export const recordOfRow = (table: string): AnyRecordType | undefined => byRow.get(table)

/** Kinds whose own chapter shows them. */
const own: Readonly<Record<string, string>> = {
  assessment: 'assessments',
  'assessment-version': 'assessments/versions',
  visit: 'visits',
  document: 'documents',
  closure: 'closure',
  transfer: 'transfers',
  'private-fostering': 'private-fostering',
  'written-agreement': 'agreements',
  'service-referral': 'services',
  worry: 'worries',
  unknown: 'unknowns',
  'strategy-discussion': 'strategy',
  section47: 'enquiries',
  contact: 'contacts',
  'agency-check': 'agency-checks',
  'early-help-episode': 'early-help/help',
  'step-up': 'early-help/step-up',
  'step-down': 'early-help/step-down',
}

/** The address of one record: its own chapter's page, or ours. */
export const recordHref = (childId: string, kind: string, recordId: string): string =>
  `/children/${childId}/${own[kind] ?? `records/${kind}`}/${recordId}`

/** The same, from the name of the table as the database has it. */
export const hrefOfRow = (childId: string, table: string, recordId: string): string =>
  recordHref(childId, kinds.get(table) ?? table, recordId)
