import { shortDay, type Day } from '../../platform/dates/day.ts'
import { counted } from '../../platform/people/name.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { changesOfWorker, type Tenure } from '../../platform/web/holdfast/changes-of-worker.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../platform/web/html.ts'
import type { WorkedWith, WorkerLoad } from './queries.ts'
import { allocation } from './record.ts'
import { daysWithNobody, stretches, type Stretch } from './tenures.ts'

/** What the page of a child's workers shows. */
interface WorkersShown {
  readonly childId: string
  /** 'Leo', or 'the child'. */
  readonly called: string
  readonly workers: readonly WorkedWith[]
  readonly today: Day
  readonly from: Day
  readonly mayAllocate: boolean
  /** Whether the reader opens the child's story, which the pack tells. */
  readonly mayRead: boolean
}

const words = (at: Day, today: Day): string => shortDay(at, { year: at.slice(0, 4) !== today.slice(0, 4) })

/** Who works with the child now, and everybody before them. */
export function workersView(shown: WorkersShown): Html {
  const now = shown.workers.filter(({ state: stands }) => stands === 'allocated')
  const pack = link('Handover pack', `/children/${shown.childId}/handover`)
  const head = { id: 'now', title: 'Now', ...(shown.mayRead && { aside: pack }) }
  return html`${section(head, nowView(shown, now))} ${
    shown.workers.length > 0 && section({ id: 'before', title: 'Over time' }, overTime(shown))
  }`
}

function nowView({ childId, called, mayAllocate, today }: WorkersShown, now: readonly WorkedWith[]): Html {
  const none = html`<p>${state('over', `Nobody works with ${called}`, { wrap: true })}</p>`
  const lines = now.map(
    (one) => html`<p><strong>${one.worker ?? 'A worker we cannot name'}</strong></p>
      <p class="hf-quiet hf-small">${roleWords(one)}${
        one.fromOn !== null && `, since ${words(one.fromOn, today)}`
      }</p>
      ${one.reliefPlan !== null && relief(one, today)}
      ${
        mayAllocate &&
        html`<p>${link(
          'End their time with the child',
          `/children/${childId}/workers/${one.id}/end`,
          `: ${one.worker ?? ''}`,
        )}</p>`
      }`,
  )
  const give = button({
    text: now.length === 0 ? 'Give the child a worker' : 'Give the child another worker',
    href: `/children/${childId}/workers/allocate`,
    classes: now.length === 0 ? undefined : 'govuk-button--secondary',
  })
  return html`${now.length === 0 ? none : listed(lines)}
    ${mayAllocate && html`<p class="govuk-!-margin-top-3">${give}</p>`}`
}

/** Given over the worker's limit: who allowed it, why, and how it comes down. */
const relief = ({ overLimitBy, overLimitWhy, reliefPlan, reliefByOn }: WorkedWith, today: Day): Html =>
  html`<p class="hf-small">${state('soon', 'Given over the limit', {
    wrap: true,
  })} ${overLimitBy !== null && `Allowed by ${overLimitBy}. `}${overLimitWhy}
    Relief${reliefByOn !== null && ` by ${words(reliefByOn, today)}`}: ${reliefPlan}</p>`

const roleWords = ({ role, team }: WorkedWith): string => {
  const named = (allocation.fields.role.options as Readonly<Record<string, string>>)[role] ?? role
  return team === null ? named : `${named}, ${team}`
}

function overTime({ called, workers, today, from }: WorkersShown): Html {
  const leads = workers.filter(({ role }) => role === 'lead social worker' || role === 'personal adviser')
  const all = stretches(leads, from, today)
  const alone = daysWithNobody(all, today)
  const tenures = all.map((stretch) => tenureOf(stretch, today))
  const recent = tenures.filter(({ to }) => to === null || to >= from)
  const inView = recent.map((tenure) => ({ ...tenure, from: tenure.from < from ? from : tenure.from }))
  return html`<p>${
    alone === 0
      ? `There has been somebody every day.`
      : state('over', `${counted(alone, 'day')} with nobody`, { wrap: true })
  }</p>
    ${changesOfWorker({ child: called, from, today, tenures: inView })}
    ${
      tenures.length > recent.length &&
      html`<h3 class="hf-h3 govuk-!-margin-top-3">More than 12 months ago</h3>
        ${listed(earlier(tenures, recent).map((tenure) => html`<p>${tenure.words}</p>`))}`
    }`
}

const earlier = (all: readonly Tenure[], recent: readonly Tenure[]): Tenure[] =>
  all.filter((tenure) => !recent.includes(tenure)).toReversed()

function tenureOf({ with: who, from, to }: Stretch<WorkedWith>, today: Day): Tenure {
  const days = `${words(from, today)} to ${to === null ? 'now' : words(to, today)}`
  if (who === null) return { name: null, from, to, words: state('over', `Nobody, ${days}`, { wrap: true }) }
  const name = who.worker ?? 'A worker we cannot name'
  const said = [why(who), told(who, today)].filter((part) => part !== '').join('. ')
  return {
    name: name.split(' ')[0] ?? name,
    from,
    to,
    words: html`<strong>${name}</strong>, ${days}${
      said !== '' && html`<br><span class="hf-quiet hf-small">${said}</span>`
    }${
      who.handoverNote !== null && html`<br><span class="hf-small">Handed over: ${who.handoverNote}</span>`
    }`,
  }
}

function why({ endReason, planned }: WorkedWith): string {
  if (endReason === null) return ''
  const named = (allocation.fields.endReason.options as Readonly<Record<string, string>>)[endReason]
  return `Ended: ${(named ?? endReason).toLowerCase()}${planned === false ? ', not planned' : ''}`
}

const told = ({ childToldOn, jointVisitOn }: WorkedWith, today: Day): string =>
  [
    childToldOn !== null && `The child was told ${words(childToldOn, today)}`,
    jointVisitOn !== null && `Both visited together ${words(jointVisitOn, today)}`,
  ]
    .filter((part) => part !== false)
    .join('. ')

/** A worker as a choice: 'Amira Khalil: carries 21 of 22, would carry 22.5, over'. */
export const loadWords = (
  { name, team, load, limit, newlyQualified }: WorkerLoad,
  carries: number,
  several: boolean,
): string =>
  `${name}${several ? `, ${team}` : ''}: carries ${carries} of ${limit}, would carry ${load}${load > limit ? ', over' : ''}${newlyQualified ? ', first year' : ''}`
