import { dayOf, longDay, shortDay, timeOf, type Day } from '../../platform/dates/day.ts'
import { ageWords, nameOf } from '../../platform/people/name.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { summaryList } from '../../platform/web/govuk/summary-list.ts'
import { attention, type Concern } from '../../platform/web/holdfast/attention.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { answerWords } from '../../platform/web/record-summary.ts'
import { stateWords, nameIn, type ContactPage } from './contact-page.ts'
import { historyView, endedView } from './contact-past-view.ts'
import type { Check, ContactFacts, WithChild } from './contact-queries.ts'
import { contact as record, type Contact } from './record.ts'
import { isThird, isThirdWithoutAction } from './rules.ts'
import { agencies, decisions } from './words.ts'

/** What most often comes next: its button is the page's strong one. */
const next: Readonly<Record<Contact['state'], readonly string[]>> = {
  received: ['rate'],
  triaged: ['ask-others'],
  checking: ['ready'],
  'awaiting decision': ['decide'],
  disputed: ['decide', 'decide-dispute'],
  decided: ['tell-referrer'],
  linked: ['read'],
  closed: [],
}

export function contactView(page: ContactPage): Html {
  const { contact, together, history } = page
  return html`${attention({ title: 'Before you decide', concerns: concernsOf(page), allHref: '#history' })}
    ${standingView(page)}
    <div class="hf-cols hf-cols--21"><div>
      ${section({ id: 'told', title: 'What we were told' }, toldView(contact))}
      ${section(
        {
          id: 'checks',
          title: 'Other agencies',
          aside: page.checks.length > 0 ? String(page.checks.length) : undefined,
        },
        checksView(page),
      )}
      ${contact.decision !== null && section({ id: 'decision', title: 'Decision' }, decisionView(page))}
    </div><div>
      ${section(
        { id: 'history', title: 'Before this' },
        history === undefined ? nothing : historyView(history),
      )}
      ${section({ id: 'ended', title: 'When help ended before' }, endedView(page))}
      ${section({ id: 'children', title: 'Children in this contact' }, childrenView(together, page.today))}
      ${section({ id: 'like', title: 'May be the same child' }, likeView(page))}
    </div></div>`
}

/** What the guards of a decision will ask, said before it is made. */
function concernsOf({ contact, earlier, facts }: ContactPage): Concern[] {
  const concerns: Concern[] = []
  const waits = contact.decidedOn === null || contact.state === 'disputed'
  if (contact.immediateDanger === true && waits)
    concerns.push({
      what: 'Somebody says a child is in danger now',
      more: 'Ring the police on 999 if nobody has.',
      action: { text: 'What was said', href: '#told' },
    })
  if (contact.openWork === true && contact.readOn === null)
    concerns.push({
      what: 'We already help this child',
      more: openWords(contact, facts),
      action: { text: 'What happened before', href: '#history' },
    })
  if (waits && isThird(earlier) && contact.countersignedOn === null)
    concerns.push({
      what: `${earlier.inYear + 1} contacts in 12 months, this one counted`,
      more: 'It needs an assessment, or the service manager’s agreement that it may end without one.',
      action: { text: 'The others', href: '#history' },
    })
  else if (waits && isThirdWithoutAction(earlier) && contact.countersignedOn === null)
    concerns.push({
      what: `${earlier.withoutAction} contacts before it ended in no action`,
      more: 'To end this one so too needs the service manager’s agreement.',
      action: { text: 'The others', href: '#history' },
    })
  return concerns
}

const openWords = ({ openWorkerId, openManagerId }: Contact, facts: ContactFacts): string =>
  openWorkerId === null
    ? 'Nobody is allocated to the child. It cannot be closed: pass it on, or choose an assessment.'
    : `${[openWorkerId, openManagerId]
        .filter((id) => id !== null)
        .map((id) => nameIn(facts, id))
        .join(' and ')} were asked to read it the moment it came, and have not said they have.`

function standingView({ contact, facts, today, offers }: ContactPage): Html {
  const href = `/children/${contact.childId}/contacts/${contact.id}`
  const buttons = offers.map(({ name, title }) =>
    button({
      text: title,
      href: `${href}/${name}`,
      classes: next[contact.state].includes(name) ? undefined : 'govuk-button--secondary',
    }),
  )
  return html`<p><strong>${stateWords[contact.state]}</strong> ${dueView(facts, contact, today)}</p>
    ${
      contact.readOn !== null &&
      html`<p>${nameIn(facts, contact.readBy)} read it on ${shortDay(contact.readOn)}.</p>`
    }
    ${buttons.length > 0 && html`<div class="govuk-button-group">${buttons}</div>`}`
}

function dueView(
  { decideBy, decidedLate, tellBy, againBy }: ContactFacts,
  { decidedOn }: Contact,
  today: Day,
): Html | false {
  if (againBy !== null)
    return againBy < today
      ? state('over', `Was to be decided again by ${shortDay(againBy)}`, { wrap: true })
      : state('soon', `Decide again by ${shortDay(againBy)}`, { wrap: true })
  if (tellBy !== null)
    return tellBy < today
      ? state('over', `Referrer was to be told by ${shortDay(tellBy)}`, { wrap: true })
      : state('soon', `Tell the referrer by ${shortDay(tellBy)}`, { wrap: true })
  if (decidedOn !== null) return decidedLate === true && state('over', `Decided ${shortDay(decidedOn)}, late`)
  if (decideBy === null) return false
  return decideBy < today
    ? state('over', `Decision was due ${shortDay(decideBy)}`)
    : state('soon', `Decide by ${shortDay(decideBy)}`)
}

const toldFields = [
  'narrative',
  'dailyLife',
  'immediateDanger',
  'concerns',
  'urgency',
  'quality',
  'qualityMissing',
  'downgradedWhy',
  'channel',
  'source',
  'referrerName',
  'referrerAgency',
  'referrerReply',
  'receipt',
  'parentsInformed',
  'consent',
  'consentWhy',
] as const

function toldView(contact: Contact): Html {
  const when =
    contact.receivedOn === null
      ? []
      : [
          {
            key: { text: 'When it came' },
            value: {
              text: `${longDay(contact.receivedOn)}${contact.receivedAt === null ? '' : `, ${timeOf(contact.receivedAt)}`}`,
            },
          },
        ]
  return summaryList({ rows: [...rowsOf(contact, toldFields), ...when] })
}

function rowsOf(contact: Contact, names: readonly (keyof typeof record.fields)[]) {
  return names.flatMap((name) => {
    const field = record.fields[name]
    const words = answerWords(field, contact[name], new Map())
    return words === null || words === '' ? [] : [{ key: { text: field.label }, value: { text: words } }]
  })
}

function checksView({ contact, checks, offers }: ContactPage): Html {
  if (checks.length === 0) return html`<p>No other agency has been asked.</p>`
  const screens = offers.some(({ name }) => name === 'rate' || name === 'ready' || name === 'ask-others')
  return listed(checks.map((check) => checkItem(check, contact, screens)))
}

function checkItem(check: Check, contact: Contact, screens: boolean): Html {
  const { agency, state: stands, askedAt, chasedOn, repliedAt, reply, waivedWhy, childId, id } = check
  const href = `/children/${childId}/agency-checks/${id}`
  const about = `: ${agencies[agency]}`
  const asked = `Asked ${shortDay(dayOf(askedAt))} ${timeOf(askedAt)}${chasedOn === null ? '' : `, reminded ${shortDay(chasedOn)}`}`
  const links =
    screens && stands !== 'replied'
      ? html`<p class="hf-row">${link('Write down the reply', `${href}/reply`, about)}${
          stands === 'asked' && link('Remind them', `${href}/chase`, about)
        }${stands === 'asked' && link('Go on without', `${href}/waive`, about)}</p>`
      : nothing
  const answer =
    stands === 'replied'
      ? html`<p>${reply}</p>
        <p class="hf-quiet hf-small">Replied ${
          repliedAt === null ? '' : `${shortDay(dayOf(repliedAt))} ${timeOf(repliedAt)}`
        }</p>`
      : stands === 'waived'
        ? html`<p>Not waited for: ${waivedWhy}</p>`
        : nothing
  const mark =
    stands === 'replied'
      ? state('met', 'Back')
      : stands === 'waived'
        ? state('unknown', 'Not waited for')
        : state('soon', 'Not back')
  return html`<p><strong>${agencies[agency]}</strong> ${mark}</p>
    <p class="hf-quiet hf-small">${asked}</p>
    ${answer}${links}`
}

function decisionView({ contact, facts, letters }: ContactPage): Html {
  const rows = rowsOf(contact, [
    'threshold',
    'rationale',
    'lawfulBasis',
    'checksWaivedWhy',
    'countersignedWhy',
    'firstDecidedOn',
    'disputedOn',
    'disputedWhy',
    'feedbackHow',
    'feedbackWords',
    'feedbackWithheldWhy',
    'feedbackOn',
  ])
  const what = contact.decision === null ? '' : decisions[contact.decision]
  const by = `${nameIn(facts, contact.decidedBy)}${contact.decidedOn === null ? '' : `, ${longDay(contact.decidedOn)}`}`
  return html`<p><strong>${what}</strong></p>
    <p class="hf-quiet hf-small">${by}${
      contact.countersignedBy !== null && `. Countersigned by ${nameIn(facts, contact.countersignedBy)}`
    }</p>
    ${summaryList({ rows })}
    ${letterLinks(contact, letters)}`
}

/** The letter to whoever told us, on paper, for those who send it. */
function letterLinks({ childId, id, feedbackWords, feedbackHow }: Contact, may: boolean): Html {
  if (!may || feedbackWords === null || feedbackHow === 'withheld') return nothing
  const at = `/children/${childId}/contacts/${id}/letter`
  const all = [
    ['PDF', `${at}.pdf`],
    ['Word', `${at}.docx`],
    ['PDF in large print', `${at}.pdf?print=large`],
    ['Word in large print', `${at}.docx?print=large`],
  ] as const
  return html`<p class="hf-small">The letter: ${all.map(
    ([text, href], i) => html`${i > 0 && ', '}${link(text, href, ' of the letter')}`,
  )}</p>`
}

const childrenView = (together: readonly WithChild[], today: Day): Html =>
  listed(
    together.map(
      (child) =>
        html`<p>${link(
          nameOf(child),
          `/children/${child.childId}/contacts/${child.contactId}`,
        )} <span class="hf-small">${ageWords(child, today)}</span></p>
          <p class="hf-quiet hf-small">${stateWords[child.state as Contact['state']]}</p>`,
    ),
  )

function likeView({ like, contact, today, merges }: ContactPage): Html {
  if (like.length === 0) return html`<p>Nobody else has a name and birth date like this child’s.</p>`
  const items = like.map((one) =>
    one.opens
      ? html`<p>${link(
          nameOf(one),
          `/children/${one.id}/overview`,
        )} <span class="hf-small">${ageWords(one, today)}</span></p>
        <p class="hf-quiet hf-small">${one.why}</p>`
      : html`<p>A record exists that is not yours to open</p>`,
  )
  const propose =
    merges &&
    html`<p>${link('Propose that two records are one', `/children/${contact.childId}/merges/propose`)}</p>`
  return html`${listed(items)}${propose}`
}
