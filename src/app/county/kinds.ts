import { action } from '../../modules/actions/index.ts'
import { adoption } from '../../modules/adoption/index.ts'
import { allocation } from '../../modules/allocation/index.ts'
import { assessment } from '../../modules/assessment/index.ts'
import { careLeaverContact, leavingCare } from '../../modules/care-leavers/index.ts'
import { campaignCheck } from '../../modules/campaigns/index.ts'
import { cinDecision, cinPlan, cinReview } from '../../modules/child-in-need/index.ts'
import { conference, coreGroup, cpPlan } from '../../modules/child-protection/index.ts'
import { earlyHelpAssessment } from '../../modules/early-help/index.ts'
import { educationPlan } from '../../modules/education/index.ts'
import { contact } from '../../modules/front-door/index.ts'
import { healthCheck, healthOutcome } from '../../modules/health/index.ts'

import {
  asylum,
  careEpisode,
  claReview,
  motherhood,
  previousPermanence,
} from '../../modules/looked-after/index.ts'
import { missingEpisode } from '../../modules/missing/index.ts'
import { note } from '../../modules/notes/index.ts'
import { address, formerName, relationship } from '../../modules/people/index.ts'
import { plan, planOutcome } from '../../modules/plans/index.ts'
import { preProceedings } from '../../modules/pre-proceedings/index.ts'
import { privateFostering } from '../../modules/private-fostering/index.ts'
import { cinEpisode } from '../../modules/referrals/index.ts'
import { section47, strategyDiscussion } from '../../modules/strategy-and-enquiry/index.ts'
import { notKnown } from '../../modules/unknowns/index.ts'
import { visit } from '../../modules/visits/index.ts'
import { worry } from '../../modules/worries/index.ts'

/** Every kind of record a county is told in, in the order they are stored: what others name comes first. */
export const kinds = {
  formerName,
  address,
  relationship,
  contact,
  earlyHelpAssessment,
  cinEpisode,
  allocation,
  assessment,
  strategyDiscussion,
  section47,
  conference,
  cpPlan,
  coreGroup,
  cinPlan,
  cinReview,
  cinDecision,
  plan,
  planOutcome,
  worry,
  notKnown,
  visit,
  note,
  action,
  campaignCheck,
  careEpisode,
  claReview,
  missingEpisode,
  asylum,
  motherhood,
  previousPermanence,
  healthCheck,
  healthOutcome,
  educationPlan,
  adoption,
  preProceedings,
  privateFostering,
  leavingCare,
  careLeaverContact,
} as const

export type Kind = keyof typeof kinds
