import { longDay, type Day } from '../../platform/dates/day.ts'
import { counted } from '../../platform/people/name.ts'
import type { Paper, PaperLine } from '../../platform/web/paper.ts'
import { agencyWords } from './agencies.ts'
import type { MeetingInvitation } from './invitation.ts'
import type { PlanInForce } from './queries.ts'
import { conference, cpPlan, type Conference, type CpPlan } from './record.ts'
import { cameTo } from './rules.ts'
import { said } from './words.ts'

const heading = (words: string): PaperLine => ({ as: 'H2', words })
const line = (words: string): PaperLine => ({ as: 'P', words })
const item = (words: string): PaperLine => ({ as: 'LI', words })

/** A heading and what stands under it; nothing where nothing does. */
const part = (title: string, lines: readonly PaperLine[]): PaperLine[] =>
  lines.length === 0 ? [] : [heading(title), ...lines]

/** Narrative, a paragraph for each it was written in. */
const told = (words: string | null): PaperLine[] =>
  words === null
    ? []
    : words
        .split(/\n+/)
        .filter((one) => one.trim() !== '')
        .map((one) => line(one.trim()))

const onDay = (on: Day | null): string => (on === null ? 'day not recorded' : longDay(on))

/** What a record on paper is made of. */
interface OnPaper {
  readonly called: string
  readonly row: Conference
  readonly chair: string | null
  readonly asked: readonly MeetingInvitation[]
  readonly large: boolean
  readonly on: Day
}

const kinds: Readonly<Record<string, string>> = {
  initial: 'First child protection conference',
  review: 'Review child protection conference',
  'transfer in': 'Conference about a child who moved here',
  'pre-birth': 'Conference before the baby is born',
}

/** The record of a conference about one child, in plain words: what was decided first. */
export function recordOnPaper({ called, row, chair, asked, large, on }: OnPaper): Paper {
  const title = kinds[row.kind ?? ''] ?? 'Child protection conference'
  const lines: PaperLine[] = [
    { as: 'H1', words: `${title}: ${called}` },
    line(`Held ${onDay(row.heldOn)}${chair === null ? '' : `. ${chair} was in the chair`}.`),
    ...part('What was decided', decidedLines(row)),
    ...part('What must happen first', told(row.outlinePlan)),
    ...part('Who will meet to make it happen', coreLines(row)),
    ...part('What people are worried about, and what is going well', [
      ...told(row.riskSummary),
      ...factorLines(row),
    ]),
    ...part('What was said', told(row.recordWords)),
    ...part('Who was there', thereLines(row, asked)),
    ...part('Who thought otherwise', dissentLines(asked)),
    ...part('What happens next', nextLines(row)),
    { as: 'P', quiet: true, words: standing(row, on) },
  ]
  return { title: `${title}`, lines, large }
}

function decidedLines(row: Conference): PaperLine[] {
  if (row.decision === null || row.decision === 'not recorded')
    return [line('Nothing is recorded as decided yet.')]
  return [
    { as: 'P', bold: true, words: `${said(conference.fields.decision, row.decision)}.` },
    ...(row.category === null
      ? []
      : [line(`The kind of harm: ${said(conference.fields.category, row.category).toLowerCase()}.`)]),
    ...told(row.decisionWhy),
  ]
}

const factorLines = ({ factors }: Conference): PaperLine[] =>
  factors == null || factors.length === 0
    ? []
    : [
        line(
          `Part of the worry: ${factors.map((one) => said(conference.fields.factors, one).toLowerCase()).join(', ')}.`,
        ),
      ]

const coreLines = ({ coreGroup }: Conference): PaperLine[] =>
  coreGroup === null || coreGroup.length === 0
    ? []
    : [line('The family, and:'), ...coreGroup.map((one) => item(agencyWords(one)))]

function thereLines(row: Conference, asked: readonly MeetingInvitation[]): PaperLine[] {
  const word = ({ agency, who }: MeetingInvitation): string =>
    agency === 'family' || agency === 'child'
      ? (who ?? agencyWords(agency))
      : `${agencyWords(agency ?? '')}${who === null ? '' : `: ${who}`}`
  const came = asked.filter(cameTo)
  const away = asked.filter((one) => one.attended === 'no')
  return [
    ...came.map((one) => item(word(one))),
    ...(away.length > 0 ? [line(`Asked and not there: ${away.map(word).join('; ')}.`)] : []),
    ...(row.parentsAttended == null
      ? []
      : [line(`Were the parents there? ${said(conference.fields.parentsAttended, row.parentsAttended)}.`)]),
    ...(row.childAttended === null
      ? []
      : [line(`Was the child there? ${said(conference.fields.childAttended, row.childAttended)}.`)]),
    ...(row.state === 'inquorate'
      ? [line('Too few agencies were there for a plan to be ended or refused.')]
      : []),
  ]
}

const dissentLines = (asked: readonly MeetingInvitation[]): PaperLine[] =>
  asked
    .filter(({ dissent }) => dissent !== null)
    .map(({ agency, dissent, dissentSettledHow: how }) =>
      item(`${agencyWords(agency ?? '')}: ${dissent}${how == null ? '' : ` Settled: ${how}`}`),
    )

const nextLines = ({ nextOn }: Conference): PaperLine[] =>
  nextOn === null ? [] : [line(`The next conference is on ${longDay(nextOn)}.`)]

/** Whether the chair has signed: nobody should take a draft for the record. */
const standing = ({ recordSignedOn }: Conference, on: Day): string =>
  recordSignedOn === null
    ? `Draft, not signed by the chair. Printed ${longDay(on)}.`
    : `Signed by the chair ${longDay(recordSignedOn)}. Printed ${longDay(on)}.`

/** What the plan on paper is made of. */
interface PlanOnPaper {
  readonly called: string
  readonly period: CpPlan | null
  readonly plan: PlanInForce | null
  /** The last conference that was held: its outline stands until the core group has written the detail. */
  readonly last: Conference | null
  readonly large: boolean
  readonly on: Day
}

/** The child protection plan of one child: the detail, or the outline where none is in force yet. */
export function planOnPaper({ called, period, plan, last, large, on }: PlanOnPaper): Paper {
  const lines: PaperLine[] = [
    { as: 'H1', words: `Child protection plan: ${called}` },
    line(sinceWords(period)),
    ...(plan === null ? outlineLines(last) : detailLines(plan)),
    ...(period === null || last === null ? [] : part('Who meets to make it happen', coreLines(last))),
    { as: 'P', quiet: true, words: `Printed ${longDay(on)}.` },
  ]
  return { title: 'Child protection plan', lines, large }
}

function sinceWords(period: CpPlan | null): string {
  if (period?.startedOn == null) return 'No child protection plan is open.'
  const harm = period.latestCategory ?? period.firstCategory
  const kind =
    harm === null ? '' : ` The kind of harm: ${said(cpPlan.fields.latestCategory, harm).toLowerCase()}.`
  return `Since ${longDay(period.startedOn)}.${kind}`
}

const outlineLines = (last: Conference | null): PaperLine[] => [
  ...part('What must happen first', told(last?.outlinePlan ?? null)),
  line('The core group has not written the detail yet.'),
]

function detailLines(plan: PlanInForce): PaperLine[] {
  return [
    ...part('What we are worried about', told(plan.worries)),
    ...part('What the child needs', told(plan.needs)),
    ...part('What the child says', told(plan.childSays)),
    ...part('What the parents say', told(plan.parentsSay)),
    ...plan.outcomes.flatMap((outcome) => [
      heading(`What must be different: ${outcome.what}`),
      ...(outcome.measure === null ? [] : [line(`How we will know: ${outcome.measure}.`)]),
      ...byDay(outcome.byOn),
      ...outcome.actions.map(({ what, who, dueOn, state }) =>
        item(`${what}. ${who ?? 'Nobody named'}, by ${onDay(dueOn)}${state === 'open' ? '' : ' (done)'}.`),
      ),
    ]),
    ...part('Who sees the child', seesLines(plan)),
    ...part('What we will do if nothing changes', [...told(plan.ifNot), ...byDay(plan.ifNotOn)]),
    ...(plan.nextReviewOn === null
      ? []
      : [line(`We look at this plan again on ${longDay(plan.nextReviewOn)}.`)]),
  ]
}

const byDay = (on: Day | null): PaperLine[] => (on === null ? [] : [line(`By ${longDay(on)}.`)])

function seesLines({ sees, visitEvery }: PlanInForce): PaperLine[] {
  if (sees === null && visitEvery === null) return []
  const often = visitEvery === null ? '' : `, at least every ${counted(visitEvery, 'working day')}`
  return [line(`${sees ?? 'The social worker'}${often}.`)]
}
