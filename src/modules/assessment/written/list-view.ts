import { button } from '../../../platform/web/govuk/button.ts'
import { link, listed, section } from '../../../platform/web/holdfast/section.ts'
import { state } from '../../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { daySaid } from '../../actions/index.ts'
import type { AssessmentHeld } from './queries.ts'
import { daysWords, versionWords, type Telling } from './words.ts'

/** A child's assessments, newest first, with the one thing to do. */
export function listView(
  all: readonly AssessmentHeld[],
  childId: string,
  mayWrite: boolean,
  telling: Telling,
): Html {
  const at = `/children/${childId}/assessments`
  const open = all.find(({ state: stands }) => stands === 'started')
  const written = open !== undefined && open.versions.length > 0
  const act = written
    ? button({ text: 'Continue', href: `${at}/${open.id}` })
    : mayWrite
      ? button({ text: open === undefined ? 'Start an assessment' : 'Write it here', href: `${at}/start` })
      : html``
  const none = html`<p>No assessment. One is finished within 45 working days of the referral.</p>`
  return html`${act}${
    all.length === 0
      ? none
      : section({ id: 'all', title: 'Assessments' }, listed(all.map((one) => entry(one, at, telling))))
  }`
}

function entry(one: AssessmentHeld, at: string, telling: Telling): Html {
  const days = daysWords(one, telling)
  const began =
    one.startedOn === null
      ? 'Started on a day we do not hold'
      : `Started ${daySaid(one.startedOn, telling.today)}`
  return html`<p><strong>${link(began, `${at}/${one.id}`)}</strong></p>
    <p>${days !== null && state(days.state, days.words, { wrap: true })}</p>
    ${
      one.versions.length === 0
        ? html`<p class="hf-quiet hf-small">${noWords(one)}</p>`
        : one.versions.map(
            (version) => html`<p class="hf-quiet hf-small">${versionWords(version, telling.today)}</p>`,
          )
    }`
}

/** Why an assessment has no words here. */
export const noWords = ({ importId }: Pick<AssessmentHeld, 'importId'>): string =>
  importId === null
    ? 'Its days and findings are held; its words were not written here.'
    : 'From a return: its days and findings came, and no words.'
