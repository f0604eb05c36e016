import type { Actor } from '../../platform/access/policy.ts'
import type { Day } from '../../platform/dates/day.ts'
import { type AnyCommand } from '../../platform/record/record.ts'
import type { Field, Fields } from '../../platform/record/field.ts'
import { radios } from '../../platform/web/govuk/radios.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { question, type Shown } from '../../platform/web/question.ts'
import { action, daySaid, followUpsOf, type Became } from '../actions/index.ts'
import { becameField, choicesFor, nameOf } from './earlier.ts'
import type { DirectionOpen } from './queries.ts'

/** What the form of a discussion knows of the directions it asks about. */
export interface AskingOf {
  readonly childId: string
  readonly actor: Actor
  readonly today: Day
  readonly shown: Shown
  /** The records that may show that something was done, by id. */
  readonly evidence: Readonly<Record<string, string>>
}

/** Earlier directions, each with the question what became of it, and those that wait for somebody else. */
export function earlierView(
  asked: readonly DirectionOpen[],
  waiting: readonly DirectionOpen[],
  asking: AskingOf,
): Html {
  const heading = { id: 'directions', title: 'Directions not done yet' }
  if (asked.length + waiting.length === 0) return section(heading, noneOpen)
  const lead = asked.length > 0 && html`<p>Say what became of each before you ask for something more.</p>`
  const told = waiting.map((one) => html`${standsAs(one, asking)}<p>${waitsFor(one)}</p>`)
  return section(
    heading,
    html`${lead}${asked.map((one) => oneAsked(one, asking))}${told.length > 0 && listed(told)}`,
  )
}

const noneOpen = html`<p class="govuk-body">Every direction about this child is done, or was stopped.</p>`

const waitsFor = ({ state: stands, asker }: DirectionOpen): string =>
  stands === 'answered'
    ? `It was answered, and waits for ${asker ?? 'whoever asked'} to agree.`
    : 'It has been asked three times, and waits for the service manager’s decision.'

function standsAs(one: DirectionOpen, { childId, today }: AskingOf): Html {
  const { id, what, asker, owner, askedOn, dueOn } = one
  const whose = `Asked${asker === null ? '' : ` by ${asker}`}${owner === null ? '' : ` of ${owner}`}`
  const due = dueOn !== null && `due ${daySaid(dueOn, today)}`
  return html`<p><strong>${link(what, `/children/${childId}/actions#${id}`)}</strong>
      ${dueOn !== null && due !== false && state(dueOn < today ? 'over' : 'soon', due, { wrap: true })}</p>
    <p class="hf-quiet hf-small">${whose}, ${daySaid(askedOn, today)}.</p>`
}

const answered = ({ answer, evidence, answerer }: DirectionOpen): Html =>
  html`${answer !== null && html`<p>${answerer === null ? 'Answered' : `${answerer} says`}: ${answer}</p>`}
  ${evidence !== null && html`<p class="hf-small">Seen in: ${evidence}</p>`}`

/** One direction: how it stands, and the question, each answer of which asks what it must be told with. */
const oneAsked = (one: DirectionOpen, asking: AskingOf): Html =>
  html`<div class="hf-became govuk-!-margin-bottom-6">
    ${standsAs(one, asking)}${one.state === 'answered' && answered(one)}
    <input type="hidden" name="${nameOf(one.id, 'version')}" value="${one.version}">
    ${whatBecame(one, asking)}${choicesFor(one, asking.actor).map((became) => toldWith(one, became, asking))}
  </div>`

/** What an answer is told with, shown while it is the one chosen: by the style sheet, which needs no script. */
const toldWith = (one: DirectionOpen, became: Became, asking: AskingOf): Html =>
  html`<div class="hf-became__with" data-became="${became}">${askedWith(one, became, asking)}</div>`

function whatBecame(one: DirectionOpen, asking: AskingOf): Html {
  const at = nameOf(one.id, 'became')
  const { typed, findings } = asking.shown
  const finding = findings.find((found) => found.at === at)
  const options = choicesFor(one, asking.actor)
  const only = `Only ${one.asker ?? 'whoever asked'} can say that it is no longer needed.`
  return radios({
    name: at,
    idPrefix: at,
    value: String(typed[at] ?? ''),
    fieldset: { legend: { text: legendOf(one) } },
    ...(!options.includes('not needed') && { hint: { text: only } }),
    ...(finding !== undefined && { errorMessage: { text: finding.message } }),
    items: options.map((value) => ({ value, text: becameField.options?.[value] ?? value })),
  })
}

const legendOf = ({ what }: DirectionOpen): Html =>
  html`What became of it?<span class="govuk-visually-hidden"> ${what}</span>`

const wordings: Fields = {
  ...action.fields,
  evidence: { ...action.fields.evidence, hint: 'If no record shows it: where somebody else can see it.' },
  dueOn: { ...action.fields.dueOn, label: 'By when is it to be done now?' },
  extendedWhy: { ...action.fields.extendedWhy, label: 'Why was it not done?' },
}

/** What an answer is given with: as its command asks. */
function askedWith(one: DirectionOpen, became: Became, { actor, shown, evidence }: AskingOf): Html {
  const command: AnyCommand | undefined = followUpsOf(one, actor.id)[became]
  const mayBeShown = Object.keys(evidence).length > 0
  const names = ((command?.asks ?? []) as string[]).filter((name) => name !== 'evidenceId' || mayBeShown)
  const requires = names.map((name) => nameOf(one.id, name))
  const here = { ...shown, requires, people: { [nameOf(one.id, 'evidenceId')]: evidence } }
  const asks = names.map((name) => question(nameOf(one.id, name), wordings[name] as Field<unknown>, here))
  return html`${asks}`
}
