import { checkboxes } from '../../platform/web/govuk/checkboxes.ts'
import { details } from '../../platform/web/govuk/details.ts'
import { input } from '../../platform/web/govuk/input.ts'
import { textarea } from '../../platform/web/govuk/textarea.ts'
import { childQuestions, choices } from '../../platform/web/holdfast/choices.ts'
import { saveBar } from '../../platform/web/holdfast/save-bar.ts'
import { listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { said } from '../../platform/web/holdfast/voice.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { inOwnWords, own } from './commands.ts'
import { nextWords } from './next-view.ts'
import { typedOf, type ChildOnForm, type VisitForm } from './form-view.ts'

const yesNo = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
]
const yesElseWhy = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No', reveals: true },
]

const error = (message: string | undefined) =>
  message === undefined ? {} : { errorMessage: { text: message } }
const small = 'hf-strong'

/** The whole form: what is asked on the left, what we already know beside it. */
export function visitForm(view: VisitForm, hidden: Html, draftUrl: string): Html {
  return html`<h1 class="hf-h1 govuk-!-margin-bottom-3">Record a visit <span class="hf-quiet hf-h1__sub">${view.who.join(' and ')}</span></h1>
  <div class="hf-cols hf-cols--21"><div class="hf-form">
    ${view.warnings.map((warning) => html`<div class="hf-note"><p><strong>${warning}</strong></p></div>`)}
    <form method="post" novalidate data-draft="${draftUrl}">${hidden}
      ${when(view)}
      <h2 class="hf-h2 govuk-!-margin-bottom-2">Who did you see?</h2>
      ${view.children.length > 1 && whoWasIt(view)}
      ${view.children.map((child) => seenAndAlone(view, child))}
      ${view.adults.length > 0 && adults(view)}
      ${around(view)}
      ${purpose(view)}
      ${textarea({
        id: 'observations',
        name: 'observations',
        rows: 5,
        value: view.given('observations'),
        label: { text: 'What did you see and hear?', classes: small },
        ...error(view.wrong('observations')),
      })}
      <div class="hf-pair">${view.children.map((child) => ownPart(view, child))}</div>
      ${choices({
        legend: 'Are you worried about anyone tonight?',
        name: 'worried',
        options: [
          { value: 'no', text: 'No' },
          { value: 'yes', text: 'Yes', reveals: true },
        ],
        value: view.given('worried'),
      })}
      <div class="hf-if hf-note govuk-!-margin-bottom-4">
        <p><strong>Call your manager before you leave.</strong> After 5pm, the out of hours team. In danger now: 999.</p>
      </div>
      ${next(view)}
      ${saveBar({ save: 'Save visit', saved: view.started ? 'Your draft is here' : '' })}
    </form></div>
    <div class="hf-know">${alreadyKnown(view)}</div></div>`
}

function when(view: VisitForm): Html {
  const fields = html`<div class="hf-kid__two hf-when">
      ${input({
        id: 'visitedOn',
        name: 'visitedOn',
        label: { text: 'When', classes: small },
        value: view.day,
        autocomplete: 'off',
        ...error(view.wrong('visitedOn')),
      })}
      ${input({
        id: 'time',
        name: 'time',
        label: { text: 'What time', classes: small },
        value: view.time,
        autocomplete: 'off',
      })}
    </div>
    ${input({
      id: 'minutes',
      name: 'minutes',
      label: { text: 'How many minutes? (optional)', classes: small },
      hint: { text: 'From the door and back to it.' },
      value: view.given('minutes'),
      inputmode: 'numeric',
      classes: 'govuk-input--width-5',
      ...error(view.wrong('minutes')),
    })}`
  const summaryText = `Today at ${view.now}, or another time, and how long`
  return details({ summaryText, open: view.otherTime, text: fields, classes: 'govuk-!-margin-bottom-4' })
}

const next = (view: VisitForm): Html =>
  details({
    summaryText: 'When you will next see them',
    open: view.planned,
    text: input({
      id: 'nextOn',
      name: 'nextOn',
      label: { text: 'When will you next see them? (optional)', classes: small },
      hint: { text: 'When you plan to go. The rules decide the latest day.' },
      value: view.given('nextOn'),
      classes: 'govuk-input--width-10',
      ...error(view.wrong('nextOn')),
    }),
  })

const whoWasIt = (view: VisitForm): Html =>
  checkboxes({
    name: 'child',
    idPrefix: 'child',
    classes: 'govuk-checkboxes--small',
    fieldset: { legend: { text: 'This visit was to', classes: small } },
    items: view.children.map(({ id, named, chosen }) => ({ value: id, text: named, checked: chosen })),
    ...error(view.wrong('child')),
  })

function seenAndAlone(view: VisitForm, child: ChildOnForm): Html {
  const { id, named, lastAlone } = child
  const ask = (name: string, legend: string) =>
    choices({
      legend,
      about: named,
      name: own(name, id),
      shape: 'fill',
      options: yesElseWhy,
      value: typedOf(view, name, id),
      errorMessage: view.wrong(own(name, id)),
    })
  const only = view.children.length === 1 && html`<input type="hidden" name="child" value="${id}">`
  return html`${only}${childQuestions({
    id,
    name: named,
    lead: lastAlone,
    questions: [ask('seen', 'Seen'), ask('seenAlone', 'Alone')],
    revealed: html`${choices({
      legend: 'Why not alone?',
      about: named,
      name: own('notAloneWhy', id),
      options: view.reasons,
      value: typedOf(view, 'notAloneWhy', id),
      errorMessage: view.wrong(own('notAloneWhy', id)),
    })}
      ${choices({
        legend: 'If not seen: what happened?',
        about: named,
        name: own('outcome', id),
        shape: 'stack',
        options: view.attempts,
        value: typedOf(view, 'outcome', id),
      })}
      ${input({
        id: own('notSeenNext', id),
        name: own('notSeenNext', id),
        label: {
          text: html`If not seen: why not, and what happens next<span class="govuk-visually-hidden">: ${named}</span>`,
          classes: small,
        },
        hint: { text: 'For example: at a friend’s, will see at school on Wednesday' },
        value: typedOf(view, 'notSeenNext', id),
        ...error(view.wrong(own('notSeenNext', id))),
      })}`,
  })}`
}

const adults = (view: VisitForm): Html =>
  checkboxes({
    name: 'spokenTo',
    idPrefix: 'spokenTo',
    classes: 'govuk-checkboxes--small',
    fieldset: { legend: { text: 'Adults you spoke to', classes: small } },
    items: view.adults,
  })

const around = (view: VisitForm): Html =>
  html`${choices({
    legend: 'Where',
    name: 'place',
    options: view.places,
    value: view.place,
    errorMessage: view.wrong('place'),
  })}
  <div class="hf-if hf-note govuk-!-margin-bottom-4">
    <p><strong>By video or phone is no visit:</strong> it meets no duty. See them face to face within five working days, and say at the end of this page which day.</p>
    ${input({
      id: 'remoteWhy',
      name: 'remoteWhy',
      label: { text: 'If by video or phone: why not face to face?', classes: small },
      value: view.given('remoteWhy'),
      ...error(view.wrong('remoteWhy')),
    })}
  </div>
  <div class="hf-kid__two hf-kid__two--wide">
    ${choices({
      legend: 'Did they know you were coming?',
      name: 'announced',
      shape: 'fill',
      options: yesNo,
      value: view.given('announced'),
    })}
    ${choices({
      legend: 'Bedrooms seen',
      name: 'bedroomSeen',
      shape: 'fill',
      options: yesNo,
      value: view.given('bedroomSeen'),
    })}
  </div>`

function purpose(view: VisitForm): Html {
  if (view.purposes.length === 0) return ownPurpose(view, 'outcomeId', 'What was the visit for?')
  const fromPlan = view.purposes.map(({ value, what, last }) => ({
    value,
    text: html`${what} <span class="hf-small">(${last})</span>`,
  }))
  return html`${choices({
    legend: 'What was the visit for?',
    hint: 'From the plan. Longest without a visit first.',
    name: 'outcomeId',
    shape: 'stack',
    options: [...fromPlan, { value: inOwnWords, text: 'Something else', reveals: true }],
    value: view.purpose,
    errorMessage: view.wrong('outcomeId'),
  })}
    <div class="hf-if">${ownPurpose(view, 'purpose', 'What else was it for?')}</div>`
}

const ownPurpose = (view: VisitForm, id: 'outcomeId' | 'purpose', label: string): Html =>
  input({
    id,
    name: 'purpose',
    label: { text: label, classes: small },
    value: view.given('purpose'),
    ...error(view.wrong(id)),
  })

function ownPart(view: VisitForm, { id, called, short }: ChildOnForm): Html {
  const name = (question: string) => own(question, id)
  const about = html`<span class="govuk-visually-hidden">: ${short}</span>`
  return section(
    { id: `own-${id}`, title: short },
    html`${choices({
      legend: `What is different for ${called} since last time?`,
      name: name('difference'),
      shape: 'fill',
      options: view.differences.map((option) => ({ ...option, reveals: true })),
      value: typedOf(view, 'difference', id),
    })}
    <div class="hf-if">${input({
      id: name('differenceWhy'),
      name: name('differenceWhy'),
      label: { text: html`Because${about}`, classes: small },
      value: typedOf(view, 'differenceWhy', id),
    })}</div>
    ${textarea({
      id: name('childWords'),
      name: name('childWords'),
      rows: 2,
      label: { text: html`What ${called} said or showed`, classes: small },
      hint: {
        text: 'Their own words where you can. Leave it empty to add words later: the facts count at once.',
      },
      value: typedOf(view, 'childWords', id),
    })}`,
  )
}

function alreadyKnown({ last, children, questions, due, today }: VisitForm): Html {
  const items = [
    ...children.map(({ id, short }) =>
      nextWords(
        short,
        due.filter(({ childId }) => childId === id),
        today,
      ),
    ),
    last &&
      html`<p><strong>Last visit, ${last.on}</strong></p><p>${last.saw ?? 'Nothing was written down.'}</p>`,
    ...children.map(
      ({ short, said: words }) =>
        words !== null && html`<p><strong>${short} said</strong></p><p>${said(words)}</p>`,
    ),
    questions.length > 0 &&
      html`<p><strong>Still not known</strong></p>
        ${questions.map((question) => html`<p>${state('unknown', question, { wrap: true })}</p>`)}`,
  ].filter((item): item is Html => typeof item === 'object' && item !== null)
  const first = items.length === 0 ? [html`<p>Nobody has recorded a visit yet.</p>`] : items
  const then = html`<p><strong>Saving this will</strong></p>
    <p>set the next visit for each child seen, and count for every duty it meets.</p>`
  return section({ id: 'known', title: 'What we already know' }, listed([...first, then]))
}
