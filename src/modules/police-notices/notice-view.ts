import { longDay, momentOf, type Day, type Instant } from '../../platform/dates/day.ts'
import { ageWords, counted, nameOf } from '../../platform/people/name.ts'
import type { Typed } from '../../platform/record/draft.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { checkboxes } from '../../platform/web/govuk/checkboxes.ts'
import { input } from '../../platform/web/govuk/input.ts'
import { radios } from '../../platform/web/govuk/radios.ts'
import { summaryList } from '../../platform/web/govuk/summary-list.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { waited } from '../front-door/index.ts'
import type { EarlierNotice, NamedInNotice, Notice, NoticeTold, Ours } from './queries.ts'
import { isChild, outcomes, parts, presences } from './record.ts'
import { calledIn } from './settle.ts'
import { gradeView, home, momentWords } from './views.ts'

/** What one notice's page is drawn from. */
interface NoticePage {
  readonly notice: Notice
  readonly people: readonly NamedInNotice[]
  readonly earlier: readonly EarlierNotice[]
  readonly told: readonly NoticeTold[]
  readonly today: Day
  readonly now: Instant
}

const flags = [
  ['strangulation', 'Strangulation'],
  ['pregnancy', 'Pregnancy'],
  ['weapons', 'A weapon'],
  ['coerciveControl', 'Controlling behaviour'],
  ['breachOfOrder', 'A court order was broken'],
] as const

/** What the police wrote, how long it has waited, and how often it was so before. */
export function noticeView({ notice, people, earlier, told, now, today }: NoticePage): Html {
  const row = (key: string, text: Html | string | null) =>
    text === null ? [] : [{ key: { text: key }, value: { text } }]
  const rows = [
    ...row('How it stands', standsAt(notice, now)),
    ...row('Risk', gradeView(notice.grade)),
    ...row('Also', flagsOf(notice)),
    ...row('Happened', momentWords(notice.incidentAt)),
    ...row(
      'Reached us',
      html`${momentWords(notice.receivedAt)}, ${waited(notice.incidentAt, notice.receivedAt)} after`,
    ),
    ...row(
      'Screened by the police',
      notice.policeScreenedAt === null
        ? state('soon', 'No: it is screened here without what they know', { wrap: true })
        : momentWords(notice.policeScreenedAt),
    ),
    ...row('Where', [notice.lines, notice.postcode].filter(Boolean).join(', ') || null),
    ...row('What the police wrote', notice.narrative ?? 'Nothing was written'),
    ...row('Decided', notice.outcome === null ? null : outcomes[notice.outcome]),
    ...row('Why', notice.outcome === null ? null : notice.rationale),
    ...row('Screened by', notice.screener),
    ...row('Agreed by', notice.approver),
    ...row(
      'School',
      notice.schoolToldAt !== null ? `Told ${momentWords(notice.schoolToldAt)}` : notice.schoolNotToldWhy,
    ),
  ]
  const settled = people.every((one) => one.settled !== 'waiting')
  return html`${section(
    { id: 'told', title: 'What the police sent', aside: `${notice.agency}, ${notice.policeRef}` },
    summaryList({ rows }),
  )}
    ${section(
      { id: 'before', title: 'In the 12 months before', aside: counted(earlier.length, 'notice') },
      earlierView(earlier),
    )}
    ${
      settled &&
      section({ id: 'people', title: 'Who is named' }, listed(people.map((one) => settledView(one, today))))
    }
    ${section({ id: 'done', title: 'What was done' }, listed(told.map(toldView)))}`
}

function standsAt({ screenedAt, receivedAt, dueAt, state: at }: Notice, now: Instant): Html {
  if (at === 'hub screened') return state('soon', 'Waits for the manager to agree')
  if (at === 'actioned')
    return state('soon', 'Dealt with; to be closed once the school is told, or there is a reason why not', {
      wrap: true,
    })
  if (screenedAt !== null) return state('met', 'Closed')
  const late = momentOf(dueAt) < momentOf(now)
  return state(
    late ? 'over' : 'soon',
    `Waiting ${waited(receivedAt, now)}: ${late ? 'was to be' : 'to be'} screened by ${momentWords(dueAt)}`,
    { wrap: true },
  )
}

function flagsOf(notice: Notice): Html | null {
  const said = flags.filter(([name]) => notice[name] === true)
  if (said.length > 0) return html`${said.map(([, words]) => html`${state('over', words)} `)}`
  return flags.some(([name]) => notice[name] === null)
    ? html`The police did not say of everything they are asked`
    : html`None of what they are asked`
}

function earlierView(earlier: readonly EarlierNotice[]): Html {
  if (earlier.length === 0) return html`<p>No other notice in these months names any of the same people.</p>`
  const third =
    earlier.length >= 2 &&
    html`<p>${state('over', 'At least the third in 12 months: it becomes a contact, or goes to the worker', {
      wrap: true,
    })}</p>`
  return html`${third}
    ${listed(
      earlier.map(
        ({ id, policeRef, incidentAt, outcome }) =>
          html`${link(
            momentWords(incidentAt),
            `${home}/${id}`,
            policeRef,
          )}: ${outcome === null ? 'not screened yet' : outcomes[outcome]}`,
      ),
    )}`
}

/** An adult whom we hold no record of is not left out of the notice: they stand in it as the police named them. */
const leftOut = ({ part }: NamedInNotice): string =>
  isChild(part) ? 'left out' : 'nobody we hold a record of'

function settledView(one: NamedInNotice, today: Day): Html {
  const who = one.proposals.find(({ id }) => id === one.personId)
  const joined =
    who !== undefined
      ? link(
          `${nameOf(who)}, ${ageWords(who, today)}`,
          who.kind === 'adult' ? '/search' : `/children/${who.id}/overview`,
        )
      : one.settled === 'new'
        ? 'no record yet'
        : one.settled === 'left out'
          ? leftOut(one)
          : 'a record you cannot open'
  return html`${parts[one.part]}: ${calledIn(one)}${
    one.presence !== null && ` (${presences[one.presence].toLowerCase()})`
  }: ${joined}`
}

const events: Readonly<Record<string, string>> = {
  'notice.received': 'Received',
  'notice.police-screened': 'Screened by the police',
  'notice.matched': 'People matched',
  'notice.hub-screened': 'Screened',
  'notice.approved': 'Agreed',
  'notice.sent-back': 'Sent back to be screened again',
  'notice.answered': 'Said why',
  'notice.actioned': 'Dealt with',
  'notice.closed': 'Closed',
}
const toldView = ({ type, at, by, why }: NoticeTold): Html =>
  html`${events[type] ?? type}: ${momentWords(at)}, ${by}${why !== null && html`. ${why}`}`

/** What is being answered on a form, and what is wrong with it. */
interface Answering {
  readonly typed: Typed
  readonly findings: readonly Finding[]
  readonly today: Day
}

/** Who each person is: one question for each, and nobody chosen beforehand; of an adult like nobody we hold there is nothing to choose. */
export const whoQuestions = (people: readonly NamedInNotice[], answering: Answering): Html =>
  html`${people.map((one) => whoIs(one, answering))}`

function whoIs(one: NamedInNotice, { typed, findings, today }: Answering): Html {
  const name = `who_${one.id}`
  const wrong = findings.find(({ at }) => at === name)
  const onlyOut = one.proposals.length === 0 && !isChild(one.part)
  const value =
    typed[name] ??
    (one.settled === 'waiting'
      ? onlyOut
        ? 'out'
        : ''
      : one.settled === 'left out'
        ? 'out'
        : (one.personId ?? 'new'))
  return radios({
    name,
    idPrefix: name,
    value: String(value),
    fieldset: {
      legend: { text: `${parts[one.part]}: ${calledIn(one)}`, classes: 'govuk-fieldset__legend--m' },
    },
    hint: { text: [bornWords(one), ...[one.lines, one.postcode, one.school].filter(Boolean)].join('. ') },
    ...(wrong !== undefined && { errorMessage: { text: wrong.message } }),
    items: [
      ...one.proposals.map((ours) => ({
        value: ours.id,
        text: `${nameOf(ours)}, ${ageWords(ours, today)}${ours.open ? ' (we help them now)' : ''}`,
        hint: {
          text: html`${ours.why.join('; ')}. ${
            ours.kind === 'adult'
              ? nothing
              : link('Open the record', `/children/${ours.id}/overview`, `of ${nameOf(ours)}`)
          }`,
        },
      })),
      ...(isChild(one.part) ? [{ value: 'new', text: 'A child we hold no record of' }] : []),
      { value: 'out', text: isChild(one.part) ? 'Leave this one out' : 'Nobody we hold a record of' },
    ],
  })
}

function bornWords({ bornOn, bornSaid, part }: NamedInNotice): string {
  if (bornOn === null)
    return bornSaid === null ? 'No date of birth was given' : `Date of birth as written: ${bornSaid}`
  return part === 'unborn' ? `Due ${longDay(bornOn)}` : `Born ${longDay(bornOn)}`
}

/** Children of the family on our record whom the police did not name. */
export function householdQuestion(household: readonly Ours[], { typed, today }: Answering): Html {
  if (household.length === 0) return nothing
  const values = [typed['also'] ?? []].flat()
  return checkboxes({
    name: 'also',
    idPrefix: 'also',
    values,
    fieldset: {
      legend: { text: 'Is it about these children of the family too?', classes: 'govuk-fieldset__legend--m' },
    },
    hint: { text: 'The police did not name them. They are in the family on our record.' },
    items: household.map((one) => ({
      value: one.id,
      text: `${nameOf(one)}, ${ageWords(one, today)}${one.open ? ' (we help them now)' : ''}`,
    })),
  })
}

/** Whom the computer did not propose, found by the number of their record. */
export function numberQuestions(people: readonly NamedInNotice[], { typed, findings }: Answering): Html {
  const wrong = (name: string) => {
    const found = findings.find(({ at }) => at === name)
    return found === undefined ? {} : { errorMessage: { text: found.message } }
  }
  return html`${radios({
    name: 'named',
    idPrefix: 'named',
    value: String(typed['named'] ?? ''),
    fieldset: { legend: { text: 'Whom did you find?' } },
    items: people.map((one) => ({ value: one.id, text: `${parts[one.part]}: ${calledIn(one)}` })),
    ...wrong('named'),
  })}
  ${input({
    id: 'number',
    name: 'number',
    label: { text: 'The number of their record' },
    classes: 'govuk-input--width-10',
    value: String(typed['number'] ?? ''),
    ...wrong('number'),
  })}`
}
