import type { Permission } from './matrix.ts'

/** What somebody must hold to read each kind of record about a child, by its table as code names it. */
const readBy: Readonly<Partial<Record<Permission, readonly string[]>>> = {
  'child.read': ['person', 'formerName', 'address', 'relationship', 'merge'],
  'contact.read': ['contact', 'agencyCheck', 'cinEpisode', 'noticeOfChild'],
  'early-help.read': ['earlyHelpAssessment', 'earlyHelpEpisode', 'stepUp', 'stepDown'],
  'allocation.read': ['allocation'],
  'visit.read': ['visit', 'visitCall'],
  'chronology.read': ['oversightDiscussion', 'recordSummary'],
  'note.read': ['note'],
  'document.read': ['document'],
  'action.read': ['action', 'actionCheck'],
  'risk.read': ['worry', 'unknown'],
  'assessment.read': ['assessment', 'assessmentVersion', 'assessedAdult'],
  'enquiry.read': ['strategyDiscussion', 'section47'],
  'plan.read': ['plan', 'planOutcome', 'cinPlan', 'cinReview', 'cinDecision', 'campaignCheck'],
  'conference.read': ['conference', 'cpPlan', 'coreGroup', 'meetingInvitation'],
  'agreement.read': ['writtenAgreement', 'agreementCheck'],
  'service.read': ['serviceReferral', 'riskTool'],
  'closure.read': ['closure', 'transfer'],
  'private-fostering.read': ['privateFostering'],
  'missing.read': ['missingEpisode'],
  'care.read': [
    'careEpisode',
    'claReview',
    'careSummary',
    'asylum',
    'previousPermanence',
    'motherhood',
    'deprivationOfLiberty',
    'homeCheck',
    'homeReview',
    'leavingCare',
    'careLeaverContact',
    'carerAccess',
  ],
  'health.read': ['healthCheck', 'healthOutcome'],
  'education.read': ['educationPlan'],
  'proceedings.read': ['preProceedings'],
  'adoption.read': ['adoption'],
  'restrict.ask': ['restriction', 'namedAccess', 'exclusion', 'emergencyOpening'],
}

const views = new Map(
  (Object.entries(readBy) as [Permission, readonly string[]][]).flatMap(([view, tables]) =>
    tables.map((table): [string, Permission] => [table, view]),
  ),
)

/** What somebody must hold to read a record of this kind; null for a kind the matrix has no row for, which nobody reads. */
export const viewOfRecord = (table: string): Permission | null => views.get(table) ?? null

/** Kinds that say who may see a record: each is asked by one person and agreed by another, so none is put right by a form. */
export const isAboutAccess = (table: string): boolean =>
  table === 'carerAccess' || readBy['restrict.ask']?.includes(table) === true
