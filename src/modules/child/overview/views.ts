import { addMonths, daysBetween, type Day } from '../../../platform/dates/day.ts'
import { attention } from '../../../platform/web/holdfast/attention.ts'
import { cards } from '../../../platform/web/holdfast/cards.ts'
import { changesOfWorker } from '../../../platform/web/holdfast/changes-of-worker.ts'
import { clockStrip } from '../../../platform/web/holdfast/clock-strip.ts'
import { genogram } from '../../../platform/web/holdfast/genogram.ts'
import { link, listed, section } from '../../../platform/web/holdfast/section.ts'
import { seenBar } from '../../../platform/web/holdfast/seen.ts'
import { state, type StateKind } from '../../../platform/web/holdfast/state.ts'
import { unknowns } from '../../../platform/web/holdfast/unknown.ts'
import { voice } from '../../../platform/web/holdfast/voice.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import type { Entry } from '../chronology/entries.ts'
import { latestWords } from '../chronology/latest.ts'
import { drawingOf } from '../family/drawing.ts'
import { contactsOf } from '../family/contacts.ts'
import { graveWorry } from '../../worries/index.ts'
import { capital } from '../kin.ts'
import { counted, whose } from '../name.ts'
import { dayWords, firstOf, placeWords } from '../words.ts'
import { concernsOf } from './attention.ts'
import { clockFace, oneOfEach } from './clock-faces.ts'
import { firstThings } from './first-things.ts'
import { ofSeeing } from './readings.ts'
import { howSeen, lateSpells, seenSummary, visitWords, wasSeen, windowOf } from './seen.ts'
import type { Outcome, Visited, Worry } from './story.ts'
import type { Telling } from './telling.ts'
import { changesSummary, tenuresOf } from './workers.ts'

/** The overview of one child, most pressing first. */
export function overviewView(telling: Telling, latest: readonly Entry[]): Html {
  const { childId } = telling
  const allHref = `/children/${childId}/due`
  const present = telling.faces.filter(({ past }) => !past)
  const clocks = oneOfEach(present).map((face) => clockFace(face, telling))
  return html`${attention({ concerns: concernsOf(telling), allHref })}
    ${clocks.length > 0 ? clockStrip({ clocks, allHref }) : noClocks} ${firstThings(telling)}
    <div class="hf-cols hf-cols--21"><div>${worries(telling)} ${plan(telling)}</div>
      <div>${says(telling)} ${lastSeen(telling)} ${notKnown(telling)}</div></div>
    ${people(telling)}
    <div class="hf-cols hf-cols--11">
      <div>
        ${latestView(telling, latest)}
      </div>
      <div>
        ${workers(telling)}
      </div>
    </div>`
}

const noClocks = html`<section aria-labelledby="h-clocks">
    <div class="hf-panel__head">
      <h2 class="hf-h2" id="h-clocks">Clocks</h2>
    </div>
  <p class="hf-quiet">Nothing is due: no record here starts a clock. ${link(
    'How every date is worked out',
    '/clocks',
  )}</p>
</section>`

export function worries(telling: Telling): Html {
  const { story, on, called, recordHref, childId } = telling
  const open = story.worries.map(
    ({ id, what, source, sinceOn, ...how }) => html`<p><strong>${what}</strong> ${weight(how)}</p>
      <p class="hf-quiet hf-small">${source}, since ${dayWords(sinceOn, on)}. ${link(
        'Open',
        recordHref('worry', id),
        `the worry: ${what}`,
      )}</p>`,
  )
  const items = [...open, ...before(telling)]
  const body =
    items.length > 0 ? listed(items) : html`<p class="hf-quiet">No worry about ${called} is written down.</p>`
  const aside = link('Worries', `/children/${childId}/worries`, 'and what we do not know')
  return section({ id: 'worries', title: 'What we are worried about', aside }, body)
}

const ways: Readonly<Record<string, string>> = { increasing: ', growing', reducing: ', lessening' }

const weight = ({ score, direction }: Pick<Worry, 'score' | 'direction'>): Html =>
  score === null
    ? nothing
    : state(score >= graveWorry ? 'over' : 'ok', `${score} of 25${ways[direction ?? ''] ?? ''}`)

/** What has happened before: earlier plans, and help that ended. */
function before({ story, childId, on }: Telling): Html[] {
  const earlier = story.plans
    .filter(({ endedOn }) => endedOn !== null && endedOn <= on)
    .map(({ startedOn }) => startedOn.slice(0, 4))
  if (earlier.length === 0 && story.closures.length === 0) return []
  const plans =
    earlier.length > 0 &&
    `${counted(earlier.length, 'earlier child protection plan')} (${earlier.join(', ')}). `
  const ends =
    story.closures.length > 0 &&
    `Help has ended ${story.closures.length === 1 ? 'once' : `${story.closures.length} times`}. `
  return [
    html`<p><strong>It has happened before</strong></p>
      <p>${plans}${ends}${link(
        'Why it ended each time',
        `/children/${childId}/chronology?view=everything&kind=decisions`,
      )}</p>`,
  ]
}

const moving: Readonly<Record<string, { readonly state: StateKind; readonly words: string }>> = {
  yes: { state: 'met', words: 'Yes' },
  some: { state: 'ok', words: 'Some of it' },
  'not started': { state: 'over', words: 'Not started' },
}

function movement({ progress, movedOn, setOn }: Outcome, on: Day): Html {
  const said = moving[progress ?? '']
  if (said !== undefined) return state(said.state, said.words, { wrap: true })
  if (progress === null) return state('unknown', 'Nobody has said', { wrap: true })
  return state('over', `No change for ${counted(daysBetween(movedOn ?? setOn, on), 'day')}`, { wrap: true })
}

export function plan({ story, on, called, childId, recordHref }: Telling): Html {
  const rows = story.outcomes.map((outcome, i) => ({
    head: html`${i + 1}. ${link(outcome.what, recordHref('plan-outcome', outcome.id))}`,
    cells: [movement(outcome, on), outcome.movedOn === null ? '–' : dayWords(outcome.movedOn, on)],
  }))
  const table = cards({
    caption: 'Plan outcomes and whether each is moving',
    columns: ['Outcome', 'Is it moving?', 'Last change'],
    rows,
  })
  const none = html`<p class="hf-quiet">No plan outcome for ${called} is written down.</p>`
  return section(
    {
      id: 'plan',
      title: 'What must change',
      aside: link('Plan', `/children/${childId}/plan`, 'with its actions'),
    },
    html`${rows.length > 0 ? table : none} ${ifNot(story.outcomes, on)}`,
  )
}

/** What happens if nothing changes, the soonest first. */
function ifNot(outcomes: readonly Outcome[], on: Day): Html {
  const [next] = outcomes
    .filter((one) => one.ifNot !== null && one.progress !== 'yes')
    .toSorted((a, b) => ((a.byOn ?? '9') < (b.byOn ?? '9') ? -1 : 1))
  if (next === undefined) return nothing
  const by = next.byOn === null ? '' : ` by ${dayWords(next.byOn, on)}`
  const said = next.ifNot ?? ''
  // A plan's own words often begin so themselves.
  if (/^if /i.test(said)) return html`<p class="govuk-!-margin-top-3">${said}</p>`
  return html`<p class="govuk-!-margin-top-3"><strong>If nothing has changed${by}:</strong> ${said}</p>`
}

export function says({ story, on, called, names, childId }: Telling): Html {
  const heading = html`<h2 class="govuk-visually-hidden" id="h-says">What ${called} says</h2>`
  const { said } = story
  if (said?.childWords == null) {
    return html`<section aria-labelledby="h-says">
        ${heading}
        <p class="hf-quiet">${capital(whose(called))} own words are not written down anywhere yet.</p>
      </section>`
  }
  const by = names.get(said.workerId ?? '')
  const how = said.seenAlone === 'yes' ? 'alone' : 'not alone'
  const heard = html`${capital(called)}, ${dayWords(said.visitedOn, on)}, ${how}${
    by === undefined ? '' : ` with ${firstOf(by)}`
  }.
    ${link(`All of ${whose(called)} words`, `/children/${childId}/chronology?view=words`)}`
  return html`<section aria-labelledby="h-says">
      ${heading}${voice([{ words: said.childWords, heard }])}
    </section>`
}

export function lastSeen(telling: Telling): Html {
  const { story, readings, on, called, names, actFor } = telling
  const act = actFor('visit')
  const aside = act === null ? undefined : link(act.text, act.href)
  const seeing = ofSeeing(readings)
  const from = windowOf(story.visits, on)
  const shown = story.visits.filter(({ visitedOn }) => visitedOn >= from).toReversed()
  const sightings = shown.map((visit) => ({
    on: visit.visitedOn,
    seen: howSeen(visit),
    words: visitWords(visit, on, names.get(visit.workerId ?? '')),
  }))
  const bar = seenBar({
    id: 'seen',
    child: called,
    from,
    today: on,
    sightings,
    late: lateSpells(seeing, from, on),
    summary: seenSummary(story.visits, seeing, called, from),
  })
  return section(
    { id: 'seen', title: 'Last seen', aside },
    html`<p class="govuk-!-margin-bottom-1">${lastWords(telling)}</p>
      ${story.visits.length > 0 ? bar : nothing}`,
  )
}

function lastWords({ story, on, called, names, facts }: Telling): Html {
  const last = story.visits.find(wasSeen)
  if (last === undefined)
    return html`No visit in which ${called} was seen is in the record${facts.lead === null ? '' : ' we hold'}.`
  const by = names.get(last.workerId ?? '')
  const ago = daysBetween(last.visitedOn, on)
  const when = ago === 0 ? 'today' : ago === 1 ? 'yesterday' : `${ago} days ago`
  return html`<strong>${dayWords(last.visitedOn, on)}</strong>, ${when}${lastHow(last)}${
    by === undefined ? '' : `, by ${firstOf(by)}`
  }.`
}

function lastHow({ place, seenAlone, bedroomSeen }: Visited): string {
  const alone = seenAlone === 'yes' ? ', alone' : seenAlone === 'no' ? ', not alone' : ''
  const where = placeWords(place)
  return `${where === '' ? '' : `,${where}`}${alone}${bedroomSeen === true ? ', bedroom seen' : ''}`
}

export function notKnown({ story, on, called, names, recordHref }: Telling): Html {
  const items = story.unknowns.map(({ id, question, askedOn, byOn, ownerId, whoToAsk }) => {
    const who = names.get(ownerId ?? '')
    const owned = who === undefined ? 'Nobody owns this yet' : firstOf(who)
    const by = byOn === null ? '' : `, by ${dayWords(byOn, on)}`
    const ask = whoToAsk === null ? '' : ` ${whoToAsk} would know.`
    return {
      what: question,
      owned: html`${counted(daysBetween(askedOn, on), 'day')}. ${owned}${by}.${ask} ${link(
        'Open',
        recordHref('unknown', id),
        `the question: ${question}`,
      )}`,
    }
  })
  const none = html`<p class="hf-quiet">No open question about ${called}.</p>`
  return section({ id: 'unknowns', title: 'What we do not know' }, items.length > 0 ? unknowns(items) : none)
}

export function people(telling: Telling): Html {
  const { facts, relatives, on, called, childId } = telling
  const href = `/children/${childId}/family`
  const aside = link('Family', href)
  if (relatives.length === 0) {
    return section(
      { id: 'people', title: 'People', aside },
      html`<p>${state('unknown', `We do not know who is in ${whose(called)} life`, { wrap: true })}</p>`,
    )
  }
  const drawn = genogram({
    id: 'gene',
    title: `${capital(whose(called))} family`,
    family: drawingOf(facts, relatives, on),
  })
  return section(
    { id: 'people', title: 'People', aside },
    html`<div class="hf-cols hf-cols--11"><div>${drawn}</div><div>${contactsOf(telling)}</div></div>`,
  )
}

function latestView(telling: Telling, latest: readonly Entry[]): Html {
  const { childId, on } = telling
  const items = latest.map((entry) => html`<p>${latestWords(entry, on)}</p>`)
  const none = html`<p class="hf-quiet">Nothing is in the record yet.</p>`
  const aside = link('All of the chronology', `/children/${childId}/chronology?view=everything`)
  return section({ id: 'latest', title: 'Latest', aside }, items.length > 0 ? listed(items) : none)
}

export function workers(telling: Telling): Html {
  const { on, called } = telling
  const tenures = tenuresOf(telling)
  if (tenures.length === 0)
    return section(
      { id: 'workers', title: 'Changes of worker' },
      html`<p class="hf-quiet">No lead worker in 12 months is in the record we hold.</p>`,
    )
  const drawn = changesOfWorker({ child: capital(called), from: addMonths(on, -12), today: on, tenures })
  return section({ id: 'workers', title: 'Changes of worker', aside: changesSummary(tenures, on) }, drawn)
}
