import type { Day } from '../../platform/dates/day.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { alike, withoutNames } from '../../platform/record/alike.ts'

/** An action as a plan has it, proposed or asked. */
interface PlannedAction {
  readonly id: string
  readonly outcomeId: string
  readonly state: string
  readonly what: string
  readonly ownerId: string | null
  readonly doneBy: string | null
  readonly dueOn: Day | null
}

interface PlannedOutcome {
  readonly id: string
  readonly what: string
  readonly measure: string | null
  readonly byOn: Day | null
}

/** What somebody wrote in the plan of a brother or sister. */
export interface SiblingText {
  readonly called: string
  readonly text: string
}

/** A draft as it would stand if it were authorised today. */
export interface Draft {
  readonly worries: string | null
  readonly ifNot: string | null
  readonly outcomes: readonly PlannedOutcome[]
  readonly actions: readonly PlannedAction[]
  readonly siblings: readonly SiblingText[]
  /** First names of the children of the family: what differs in a text that was copied. */
  readonly names: readonly string[]
  /** Per cent alike from which the writer is warned. */
  readonly alikeFrom: number
  readonly today: Day
}

/** One thing a plan is held to. What blocks stands in the way of authorising; nothing stands in the way of a draft. */
interface PlanCheck {
  readonly id: string
  readonly source: string
  readonly blocks: boolean
  readonly find: (draft: Draft) => readonly { readonly message: string; readonly at?: string }[]
}

const goodPlan = 'Working Together 2026, ch.3: a plan says who will do what, by when, and how we will know'
const local = 'Local standard: a plan is one child’s own, and somebody could tell whether it was done'

const atOutcome = ({ id }: { id: string }): string => `outcome-${id}`
const atAction = ({ id }: { id: string }): string => `action-${id}`
const proposed = ({ actions }: Draft): readonly PlannedAction[] =>
  actions.filter(({ state }) => state === 'proposed')

const nobodys = new Set(
  'the all of and everyone everybody family families parent parents professional professionals agency agencies school health social care service services core group network team member members'.split(
    ' ',
  ),
)

/** Words that are nobody's name: whoever reads them thinks of somebody else. */
const isNobody = (name: string): boolean =>
  (name.toLowerCase().match(/\p{L}+/gu) ?? []).every((word) => nobodys.has(word))

const vague = /\b(monitor|continue|engage|support|offer|encourage|liaise)\b/i

const planChecks: readonly PlanCheck[] = [
  {
    id: 'PL-1',
    source: goodPlan,
    blocks: true,
    find: ({ outcomes }) =>
      outcomes.length > 0
        ? []
        : [{ message: 'Say at least one thing that must be different for the child', at: 'outcomes' }],
  },
  {
    id: 'PL-2',
    source: goodPlan,
    blocks: true,
    find: ({ outcomes }) =>
      outcomes
        .filter(({ measure }) => measure === null)
        .map((outcome) => ({
          message: `Say how we will know: “${outcome.what}”`,
          at: atOutcome(outcome),
        })),
  },
  {
    id: 'PL-3',
    source: goodPlan,
    blocks: true,
    find: ({ outcomes }) =>
      outcomes
        .filter(({ byOn }) => byOn === null)
        .map((outcome) => ({ message: `Say by when: “${outcome.what}”`, at: atOutcome(outcome) })),
  },
  {
    id: 'PL-4',
    source: goodPlan,
    blocks: true,
    find: ({ actions }) =>
      actions
        .filter(({ ownerId, doneBy }) => ownerId === null && (doneBy === null || isNobody(doneBy)))
        .map((action) => ({
          message: `Name one person who will do it: “${action.what}”`,
          at: atAction(action),
        })),
  },
  {
    id: 'PL-5',
    source: goodPlan,
    blocks: true,
    find: (draft) =>
      proposed(draft)
        .filter(({ dueOn }) => dueOn === null || dueOn < draft.today)
        .map((action) => ({
          message: `${action.dueOn === null ? 'Say by when' : 'The day has passed: say by when'}: “${action.what}”`,
          at: atAction(action),
        })),
  },
  {
    id: 'PL-6',
    source: goodPlan,
    blocks: true,
    find: ({ ifNot }) =>
      ifNot === null ? [{ message: 'Say what we will do if nothing changes', at: 'describe' }] : [],
  },
  {
    id: 'PL-7',
    source: local,
    blocks: false,
    find: ({ outcomes, actions }) =>
      outcomes
        .filter(({ id }) => !actions.some(({ outcomeId }) => outcomeId === id))
        .map((outcome) => ({
          message: `Nobody is asked to do anything about “${outcome.what}”`,
          at: atOutcome(outcome),
        })),
  },
  {
    id: 'PL-8',
    source: local,
    blocks: false,
    find: ({ outcomes, actions }) =>
      actions
        .filter(({ what, outcomeId }) => vague.test(what) && unmeasured(outcomes, outcomeId))
        .map((action) => ({
          message: `“${vague.exec(action.what)?.[0] ?? ''}” says little: what will somebody see done in “${action.what}”?`,
          at: atAction(action),
        })),
  },
  { id: 'PL-9', source: local, blocks: false, find: copied },
]

const unmeasured = (outcomes: readonly PlannedOutcome[], id: string): boolean =>
  outcomes.find((outcome) => outcome.id === id)?.measure == null

/** What reads like a brother's or sister's plan, their names apart: the likest of each. */
function copied(draft: Draft): { message: string; at: string }[] {
  const mine = [
    { at: 'describe', text: draft.worries },
    { at: 'describe', text: draft.ifNot },
    ...draft.outcomes.map((outcome) => ({ at: atOutcome(outcome), text: outcome.what })),
    ...draft.actions.map((action) => ({ at: atAction(action), text: action.what })),
  ]
  return mine.flatMap(({ at, text }) => {
    if (text === null) return []
    const likest = draft.siblings
      .map((sibling) => ({ ...sibling, like: likeness(text, sibling.text, draft.names) }))
      .toSorted((one, other) => other.like - one.like)[0]
    if (likest === undefined || likest.like < draft.alikeFrom) return []
    return [
      {
        at,
        message: `${likest.like} % the same as in ${likest.called}’s plan: “${short(text)}”. Make it this child’s own`,
      },
    ]
  })
}

const likeness = (one: string, other: string, names: readonly string[]): number =>
  alike(withoutNames(one, names), withoutNames(other, names))

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text)

const found = (draft: Draft, blocks: boolean): Finding[] =>
  planChecks
    .filter((check) => check.blocks === blocks)
    .flatMap(({ id, find }) => find(draft).map((finding) => ({ rule: id, ...finding })))

/** Everything that stands in the way of authorising a plan, at once. */
export const inTheWay = (draft: Draft): Finding[] => found(draft, true)

/** What the writer and the manager are told, and may leave as it is. */
export const worthAnotherLook = (draft: Draft): Finding[] => found(draft, false)
