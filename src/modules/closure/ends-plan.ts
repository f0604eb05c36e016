import type { Change } from '../../platform/record/change.ts'
import { findings, type Finding } from '../../platform/record/rule.ts'
import type { PlanOf } from '../plans/index.ts'
import { endingOf } from './queries.ts'
import { duties } from './rules.ts'

/** Of an ending's duties, those that a plan of need is held to as well: what the record itself shows. The rest is of our work ending. */
const ofAPlan = new Set(['CL-1', 'CL-2', 'CL-4', 'CL-6', 'CL-7', 'CL-17', 'CL-18'])

/**
 * A kind of plan that ends by the checklist of an ending. Not where protection or our care has taken its place: then it is not help
 * that ends.
 */
export const endsByChecklist = (of: PlanOf): PlanOf => ({
  ...of,
  keeps: async (change, plan) => [
    ...(await of.keeps(change, plan)),
    ...(await unfinished(change, plan.childId)),
  ],
})

async function unfinished({ tx, today }: Change, childId: string): Promise<Finding[]> {
  const ending = await endingOf(tx, childId, null, today)
  if (ending.protectionPlan || ending.inCare) return []
  const held = duties.filter(({ id }) => ofAPlan.has(id))
  return findings(held, ending).map((one) => ({ ...one, at: 'endedWhy' }))
}
