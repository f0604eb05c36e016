/** What makes a child weigh more, or less, on whoever works with them. */
export interface Carried {
  readonly onProtectionPlan: boolean
  /** In pre-proceedings or before the family court. */
  readonly beforeCourt: boolean
  readonly inCareOutOfArea: boolean
  /** The same worker has an elder one of their brothers and sisters: one home, one journey. */
  readonly withSibling: boolean
}

/** In tenths, so that twenty children add up without a stray fraction. */
const tenths = {
  child: 10,
  onProtectionPlan: 5,
  beforeCourt: 10,
  inCareOutOfArea: 3,
  withSibling: -2,
} as const

const tenthsOf = (child: Carried): number =>
  tenths.child +
  (child.onProtectionPlan ? tenths.onProtectionPlan : 0) +
  (child.beforeCourt ? tenths.beforeCourt : 0) +
  (child.inCareOutOfArea ? tenths.inCareOutOfArea : 0) +
  (child.withSibling ? tenths.withSibling : 0)

/**
 * What a worker carries: 1 for each child, and more or less for what the work asks of them.
 *
 * @example loadOf([{ onProtectionPlan: true, beforeCourt: false, inCareOutOfArea: false, withSibling: false }]) // 1.5
 */
export const loadOf = (children: readonly Carried[]): number =>
  children.reduce((sum, child) => sum + tenthsOf(child), 0) / 10
