import { shortDay, type Day } from '../../platform/dates/day.ts'
import { firstNameOf, nameOf } from '../../platform/people/name.ts'
import { summaryList } from '../../platform/web/govuk/summary-list.ts'
import { listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { voice } from '../../platform/web/holdfast/voice.ts'
import { correctionHref } from '../../platform/web/record-correct.ts'
import { html, type Html } from '../../platform/web/html.ts'
import type { PlanAtVisit } from './checked/queries.ts'
import { planAtVisit } from './checked/views.ts'
import type { Satisfied, VisitTold } from './queries.ts'
import { visit } from './record.ts'

/** What a visit found of the plan, and whether the reader may say more of it. */
export interface PlanSeen extends PlanAtVisit {
  readonly mayWrite: boolean
}

/** What the reader may do about this child: add words, and write a worry down. */
interface MayDo {
  /** What each visit found of the plan: of the children whose actions the reader may read. */
  readonly plans: readonly PlanSeen[]
  readonly today: Day
  readonly write: boolean
  /** The children whose visits the reader may check, and who the reader is: nobody checks their own. */
  readonly checks: ReadonlySet<string>
  readonly actorId: string
  /** The children about whom the reader may put a record right. */
  readonly corrects: ReadonlySet<string>
  readonly worry: boolean
}

/** A visit as it was recorded, for each child seen, with what it satisfied. */
export function toldView(
  visits: readonly VisitTold[],
  satisfied: readonly Satisfied[],
  nameOfClock: (id: string) => string,
  may: MayDo,
): Html {
  return html`${visits.map((one) =>
    childPart(
      one,
      satisfied.filter(({ childId }) => childId === one.childId),
      nameOfClock,
      may,
    ),
  )}`
}

function childPart(
  told: VisitTold,
  satisfied: readonly Satisfied[],
  nameOfClock: (id: string) => string,
  may: MayDo,
): Html {
  const called = firstNameOf(told) ?? nameOf(told)
  const plan = may.plans.find(({ visitId }) => visitId === told.id)
  return section(
    { id: `visit-${told.id}`, title: called },
    html`${
      told.childWords !== null &&
      voice([
        {
          words: told.childWords,
          heard: `${called}, ${shortDay(told.visitedOn)}${told.seenAlone === 'yes' ? ', alone' : ''}${told.worker === null ? '' : ` with ${told.worker}`}`,
        },
      ])
    }
    ${met(satisfied, nameOfClock)}
    ${told.state === 'facts only' && wordsToFollow(told, may.write)}
    ${told.worried === true && worriedAbout(told, may.worry)}
    ${
      plan !== undefined &&
      planAtVisit(plan, `/children/${told.childId}/visits/${told.id}`, plan.mayWrite, may.today)
    }
    ${
      told.purposeShort === true &&
      html`<p>${state('unknown', `What was the visit for? “${told.purpose ?? ''}” says little.`, {
        wrap: true,
      })}${
        may.corrects.has(told.childId) &&
        html` <a class="govuk-link" href="${correctionHref(told.childId, visit, told.id, [
          'purpose',
        ])}">Say what it was for</a>`
      }</p>`
    }
    ${toBeChecked(told, may)}
    ${answersOf(told)}`,
  )
}

function met(satisfied: readonly Satisfied[], nameOfClock: (id: string) => string): Html | false {
  if (satisfied.length === 0) return false
  return listed(
    satisfied.map(
      ({ clock, nextDueOn }) =>
        html`${state(
          'met',
          `Meets the duty: ${nameOfClock(clock).toLowerCase()}`,
        )} <span class="hf-quiet">${nextDueOn === null ? '' : `Next due ${shortDay(nextDueOn)}`}</span>`,
    ),
  )
}

const wordsToFollow = ({ childId, id }: VisitTold, mayWrite: boolean): Html =>
  html`<div class="hf-note">
      <p><strong>Words to follow.</strong> The facts count already. ${
        mayWrite &&
        html`<a class="govuk-link" href="/children/${childId}/visits/${id}/write-up">Add the words</a>`
      }</p>
    </div>`

const toBeChecked = (
  { id, childId, state: stands, workerId }: VisitTold,
  { checks, actorId }: MayDo,
): Html | false =>
  stands === 'recorded' &&
  checks.has(childId) &&
  workerId !== actorId &&
  html`<p class="govuk-!-margin-bottom-4"><a class="govuk-link" href="/children/${childId}/visits/${id}/check-visit">Check this visit as recorded</a></p>`

/** A worry that is only ticked is nobody's: it is written down as one, with who watches over it. */
const worriedAbout = ({ childId }: VisitTold, mayWorry: boolean): Html =>
  html`<div class="hf-note">
      <p><strong>Something new was worrying.</strong> ${
        mayWorry &&
        html`<a class="govuk-link" href="/children/${childId}/worries/write-worry">Write the worry down</a>, or <a class="govuk-link" href="/children/${childId}/worries">look at the worries that are open</a>`
      }</p>
    </div>`

const words = (options: Readonly<Record<string, string>> | undefined, value: string | null): string | null =>
  value === null ? null : (options?.[value] ?? value)
const yesNo = (value: boolean | null): string | null => (value === null ? null : value ? 'Yes' : 'No')

const answersOf = (told: VisitTold): Html =>
  summaryList({ rows: facts(told).map(([key, value]) => ({ key: { text: key }, value: { text: value } })) })

/** One child's visit for whoever looks at it as it was recorded: their words, and every answer. */
export const factsView = (told: VisitTold): Html =>
  html`${
    told.childWords !== null &&
    voice([
      { words: told.childWords, heard: `${firstNameOf(told) ?? nameOf(told)}, ${shortDay(told.visitedOn)}` },
    ])
  }${answersOf(told)}`

/** Every answer given, in the order a reader wants them. */
function facts(told: VisitTold): [string, string][] {
  const { fields } = visit
  const rows: [string, string | null][] = [
    ['When', shortDay(told.visitedOn)],
    ['Who went', told.worker],
    ['How', words(fields.mode.options, told.mode)],
    ['Why not face to face', told.remoteWhy],
    ['Seen', yesNo(told.seen)],
    ['Alone', words(fields.seenAlone.options, told.seenAlone)],
    ['Why not alone', words(fields.notAloneWhy.options, told.notAloneWhy)],
    ['Not seen: what next', told.notSeenNext],
    ['Where', words(fields.place.options, told.place)],
    ['Did they know', yesNo(told.announced)],
    ['Bedroom seen', yesNo(told.bedroomSeen)],
    ['What for', told.purpose],
    ['Adults spoken to', told.spokenTo?.join('; ') ?? null],
    ['What was seen and heard', told.observations],
    [
      'Since last time',
      [words(fields.difference.options, told.difference), told.differenceWhy].filter(Boolean).join(': ') ||
        null,
    ],
    ['No words, because', told.noWordsWhy],
    ['Checked by', told.sampler],
    ['How clear its purpose was', words(fields.purposeRating.options, told.purposeRating)],
    ['Said to whoever visited', told.checkSays],
    ['Next visit planned', told.nextOn === null ? null : shortDay(told.nextOn)],
  ]
  return rows.filter((row): row is [string, string] => row[1] !== null)
}
