import type { Change } from '../../platform/record/change.ts'
import type { Finding } from '../../platform/record/rule.ts'
import type { Plan, PlanKind } from './record.ts'

/** What a chapter whose children have a kind of plan says of it. */
export interface PlanOf {
  readonly kind: PlanKind
  /** What begins the day its first version is authorised, and is the period of help it is the plan of: its id, or null. */
  readonly begins: (change: Change, plan: Plan) => Promise<string | null>
  /** What stands in the way of ending it. */
  readonly keeps: (change: Change, plan: Plan) => Promise<readonly Finding[]>
  /** What ends with it. */
  readonly ends: (change: Change, plan: Plan, why: string) => Promise<void>
  /** What else can be done with a plan of this kind: shown to whoever holds the permission. */
  readonly links: readonly PlanLink[]
}

interface PlanLink {
  readonly text: string
  /** '/children/:childId/child-in-need/review'. */
  readonly url: string
  readonly needs:
    'plan.write' | 'plan.authorise' | 'child-in-need.decide' | 'conference.read' | 'conference.hold'
}
