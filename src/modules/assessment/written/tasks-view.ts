import { calledBy, nameOf } from '../../../platform/people/name.ts'
import { button } from '../../../platform/web/govuk/button.ts'
import { insetText } from '../../../platform/web/govuk/inset-text.ts'
import { taskList, type Task } from '../../../platform/web/govuk/task-list.ts'
import { link, listed, section } from '../../../platform/web/holdfast/section.ts'
import { state } from '../../../platform/web/holdfast/state.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { daySaid } from '../../actions/index.ts'
import { openVersion, versionInForce, type Drafted } from './drafted.ts'
import { knownView, type Quoting } from './known-view.ts'
import { familyParts, ownParts, type Part } from './parts.ts'
import type { Member } from './queries.ts'
import { ownPartId, type PartFinding, type Written } from './rules.ts'
import { daysWords, versionWords, type Telling } from './words.ts'

/** What the task list needs besides the draft. */
interface Tasks {
  readonly drafted: Drafted
  readonly member: Member
  readonly telling: Telling
  readonly blocks: readonly PartFinding[]
  readonly warns: readonly PartFinding[]
  /** Those who have written any of it. */
  readonly authors: readonly string[]
  readonly mayWrite: boolean
  readonly mayAuthorise: boolean
  /** The children whose own parts the reader may open. */
  readonly reach: ReadonlySet<string>
  readonly quoting: Quoting
  /** Something was saved after it was sent. */
  readonly kept: boolean
}

export const home = ({ who, assessment }: Member): string =>
  `/children/${who.id}/assessments/${assessment.id}`

/** Where a finding's part is written. */
export function partHref(finding: PartFinding, { members }: Drafted, member: Member): string {
  const at = finding.at === undefined ? '' : `#${finding.at}`
  if (finding.part.startsWith('adult-')) {
    const adultId = finding.part.slice('adult-'.length)
    return `${home(member)}/adults/${adultId}${finding.at === undefined ? '' : `#${finding.at}.${adultId}`}`
  }
  const whose = members.find(({ assessment }) => finding.part.startsWith(`${assessment.id}-`))
  if (whose === undefined) return `${home(member)}/family/${finding.part}${at}`
  return `${home(whose)}/own/${finding.part.slice(whose.assessment.id.length + 1)}${at}`
}

/** A finding, as a link to its part for somebody who may write there, and as words for anybody else. */
export function findingLink(
  finding: PartFinding,
  drafted: Drafted,
  member: Member,
  reach: ReadonlySet<string>,
): Html {
  const whose =
    drafted.members.find(({ assessment }) => finding.part.startsWith(`${assessment.id}-`)) ?? member
  return reach.has(whose.who.id)
    ? link(finding.message, partHref(finding, drafted, member))
    : html`${finding.message}`
}

/** An assessment that is being written: every part with how far it has come, what is known beside it, and what comes next. */
export function tasksView(tasks: Tasks): Html {
  const { drafted, member, telling } = tasks
  const version = openVersion(member)
  const days = daysWords(member.assessment, telling)
  const returned = version?.state === 'returned' && version.returnedWhy !== null
  return html`${
    returned &&
    insetText(
      html`<strong>Sent back${
        version.returnedOn !== null && ` ${daySaid(version.returnedOn, telling.today)}`
      }${version.returner !== null && ` by ${version.returner}`}:</strong> ${version.returnedWhy}`,
    )
  }
    ${
      tasks.kept &&
      insetText(
        'What you wrote is kept. The assessment has been sent, so your words are not in it unless it is sent back.',
      )
    }
    <p>${days && state(days.state, days.words, { wrap: true })}</p>
    <p class="hf-quiet">${version && versionWords(version, telling.today)}. ${
      tasks.authors.length > 0 && `Written by ${tasks.authors.join(', ')}.`
    }</p>
    <div class="hf-cols hf-cols--21"><div>${list(tasks)}${looks(tasks)}${next(tasks)}</div>
    <div>${steers(tasks)}${knownView(tasks.quoting)}${before(drafted, member)}</div></div>`
}

function list(tasks: Tasks): Html {
  const { drafted, member, reach, mayWrite } = tasks
  const shared = familyTasks(tasks)
  const several = drafted.members.length > 1
  const all = [...shared, ...drafted.members.flatMap((one) => childTasks(tasks, one, true))]
  const done = all.filter(({ status }) => status.text === completed).length
  const family = section(
    { id: 'family', title: 'The family', aside: several ? 'Written once, for every child' : undefined },
    taskList({ idPrefix: 'family', items: shared }),
  )
  const own = drafted.members.map((one) =>
    section(
      {
        id: `own-${one.assessment.id}`,
        title: calledBy(one.who),
        aside: one === member || !several ? undefined : 'Their own part',
      },
      taskList({
        idPrefix: `own-${one.assessment.id}`,
        items: childTasks(tasks, one, mayWrite && reach.has(one.who.id)),
      }),
    ),
  )
  return html`<p>${done} of ${all.length} parts completed.</p>${family}${own}`
}

const completed = 'Completed'

function familyTasks(tasks: Tasks): Task[] {
  const { drafted, member } = tasks
  const at = home(member)
  const adults = drafted.parents.map((parent): Task => {
    const written = drafted.whole.adults.find(({ id }) => id === parent.id)
    return {
      title: { text: nameOf(parent) },
      hint: { text: `${parent.relation}${parent.household === false ? ', lives elsewhere' : ''}` },
      status: statusOf(
        tasks,
        { capacity: written?.capacity ?? '', says: written?.says ?? '' },
        ['capacity', 'says'],
        [],
      ),
      ...linked(tasks, `${at}/adults/${parent.id}`),
    }
  })
  const parts = familyParts.map((part) =>
    task(tasks, part, drafted.whole.family, [part.id, `${at}/family/${part.id}`]),
  )
  return [...parts.slice(0, 2), ...adults, ...parts.slice(2)]
}

function childTasks(tasks: Tasks, member: Member, open: boolean): Task[] {
  const own = tasks.drafted.whole.children.find(({ assessmentId }) => assessmentId === member.assessment.id)
  return ownParts.map((part) => {
    const id = ownPartId(member.assessment.id, part.id)
    const at = `${home(member)}/own/${part.id}`
    return task(open ? tasks : { ...tasks, mayWrite: false }, part, own?.written ?? {}, [id, at])
  })
}

const task = (tasks: Tasks, part: Part, written: Written, [id, href]: readonly [string, string]): Task => ({
  title: { text: part.title },
  status: statusOf(
    tasks,
    written,
    part.needs.length > 0 ? part.needs : part.asks,
    tasks.blocks.filter((one) => one.part === id && one.rule !== 'AS-2'),
  ),
  ...linked(tasks, href),
})

const linked = ({ mayWrite, member }: Tasks, href: string) =>
  mayWrite && openVersion(member)?.state !== 'submitted' ? { href } : {}

/** Not started yet, in progress, a problem or completed; with the manager once it is sent. */
function statusOf(
  { member }: Tasks,
  written: Written,
  needs: readonly string[],
  wrong: readonly PartFinding[],
): Task['status'] {
  const some = needs.filter((name) => (written[name] ?? '').length > 0).length
  if (openVersion(member)?.state === 'submitted')
    return { tag: { text: 'With manager', classes: 'govuk-tag--purple' } }
  if (wrong.length > 0 && some > 0) return { tag: { text: 'There is a problem', classes: 'govuk-tag--red' } }
  if (some === needs.length || (needs.includes('noToolWhy') && some > 0)) return { text: completed }
  return some === 0
    ? { tag: { text: 'Not started yet', classes: 'govuk-tag--grey' } }
    : { tag: { text: 'In progress', classes: 'govuk-tag--light-blue' } }
}

function looks({ warns, drafted, member, reach }: Tasks): Html {
  if (warns.length === 0) return nothing
  return section(
    { id: 'looks', title: 'Worth another look', aside: 'You may leave these as they are' },
    listed(
      warns
        .slice(0, 12)
        .map(
          (one) => html`<p>${state('soon', findingLink(one, drafted, member, reach), { wrap: true })}</p>`,
        ),
    ),
  )
}

function next(tasks: Tasks): Html {
  const { blocks, member, mayWrite, mayAuthorise } = tasks
  const at = home(member)
  if (openVersion(member)?.state === 'submitted')
    return html`<p>${
      mayAuthorise
        ? button({ text: 'Read and decide', href: `${at}/decide` })
        : 'A manager reads it, and authorises it or sends it back.'
    }</p>`
  const left =
    blocks.length === 0
      ? state('met', 'Everything is written that must be')
      : state(
          'soon',
          `${blocks.length} ${blocks.length === 1 ? 'answer is' : 'answers are'} still wanted before it can be sent`,
          { wrap: true },
        )
  return html`<p>${left}</p>
    <p>${button({ text: mayWrite ? 'Check it and send' : 'Read it so far', href: `${at}/check` })}</p>`
}

/** The manager's two talks, at 10 and 25 working days. */
function steers({ member, mayAuthorise, telling }: Tasks): Html {
  const { state: stands, steeredOn, steerSaid, steeredAgainOn, steerAgainSaid } = member.assessment
  const at = home(member)
  const told = (on: typeof steeredOn, said: string | null) =>
    on === null ? 'Not yet' : html`${daySaid(on, telling.today)}${said !== null && html`: ${said}`}`
  const ask = (on: typeof steeredOn, url: string, about: string) =>
    on === null && stands === 'started' && mayAuthorise ? link('Record it', `${at}/${url}`, about) : nothing
  return section(
    { id: 'steers', title: 'Talked through with a manager' },
    listed([
      html`<p><strong>By 10 working days:</strong> ${told(steeredOn, steerSaid)} ${ask(
        steeredOn,
        'steer',
        'the talk by 10 working days',
      )}</p>`,
      html`<p><strong>By 25 working days:</strong> ${told(steeredAgainOn, steerAgainSaid)} ${ask(
        steeredAgainOn,
        'steer-again',
        'the talk by 25 working days',
      )}</p>`,
    ]),
  )
}

function before({ whole }: Drafted, member: Member): Html {
  const isVersion = versionInForce(member) !== undefined
  const last = whole.children.find(({ assessmentId }) => assessmentId === member.assessment.id)?.before ?? {}
  if (!isVersion && Object.keys(last).length === 0)
    return html`<p class="hf-quiet">No assessment was written here before this one.</p>`
  const words = isVersion ? 'Compare with the version in force' : 'Compare with the last assessment'
  return html`<p>${link(words, `${home(member)}/compare`)}</p>`
}
