import { addDays, type Day } from '../../platform/dates/day.ts'
import { counted, nameOf } from '../../platform/people/name.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { reasons, type Ranked } from '../../platform/web/holdfast/reasons.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { countLink, tally } from '../../platform/web/holdfast/tally.ts'
import { weightedLoad } from '../../platform/web/holdfast/weighted-load.ts'
import { html, type Html, type Words } from '../../platform/web/html.ts'
import { helpWords, type WorkerLoad } from '../allocation/index.ts'
import type { NamedChild, OverseenTeam } from './queries.ts'
import { countOf, reasonsOf, type Found, type Row } from './rows.ts'
import type { Saying } from './rule.ts'
import { listOf, rules } from './rule-table.ts'
import { weeksView, type Week } from './weeks.ts'
import { listHref, namedAndAged, percent } from './words.ts'

/** Everything one team's page is made of. */
export interface TeamFacts {
  readonly team: OverseenTeam
  /** Today's hits of every rule, and those of the rules of drift a week ago. */
  readonly hits: Found
  readonly lastWeek: Found
  readonly loads: readonly WorkerLoad[]
  readonly staff: ReadonlyMap<string, string>
  readonly first: readonly Row[]
  readonly children: ReadonlyMap<string, NamedChild>
  readonly saying: Saying
  readonly mayDirect: boolean
  /** Whether the reader gives children their workers. */
  readonly mayAllocate: boolean
  /** Whether the reader checks visits as they were recorded. */
  readonly mayCheck: boolean
  /** Visits on time, the last eight weeks. */
  readonly weeks: readonly Week[]
}

/** How many children stand at the head of the page. */
export const firstMany = 5

/** Who needs the manager first, then the numbers, then the rules of drift, then each worker. */
export function teamView(facts: TeamFacts): Html {
  return html`<div class="hf-cols hf-cols--21">
      <div>
        ${whoFirst(facts)}
      </div>
      <div class="hf-side">
        ${visits(facts)}${directions(facts)}${hands(facts)}
      </div>
    </div>
    ${drift(facts)} ${byWorker(facts)} ${notYetKnown}`
}

/** What a team's page should say and the record cannot tell yet: said, and not left out in silence. */
const notYetKnown = section(
  { id: 'not-known', title: 'Not yet known' },
  listed([
    html`<p><strong>Discussions held.</strong> Those that are over are among the other duties over; how many were held is not counted here yet. Each worker’s own sessions are under ${link('Supervision', '/supervision')}.</p>`,
    html`<p><strong>The same action in three reviews.</strong> A review’s record does not say which actions it set. The same direction asked three times is counted above.</p>`,
    html`<p><strong>Accommodated with no permanence plan.</strong> That a child is accommodated under section 20 is held; a plan for permanence is not recorded yet.</p>`,
  ]),
)

function whoFirst(facts: TeamFacts): Html {
  const { first, team } = facts
  const all = count(facts, 'reasons')
  const none = html`<p>No child meets a rule this week.</p>`
  const more =
    all > first.length &&
    html`<p class="govuk-!-margin-top-3">${link(
      `All ${all} children with a reason`,
      listHref(team.id, 'reasons'),
    )}</p>`
  const how = link('How the order is worked out', '/oversight/rules')
  const ranked = first.flatMap((row) => rankedOf(row, facts))
  return section(
    { id: 'first', title: 'Who needs you first', aside: how },
    ranked.length === 0 ? none : html`${reasons(ranked)}${more}`,
  )
}

const mostReasons = 4

function rankedOf(row: Row, { children, saying, mayDirect }: TeamFacts): Ranked[] {
  const child = children.get(row.childId)
  if (child === undefined) return []
  const named = namedAndAged(child, saying.on)
  const why = reasonsOf(row, saying)
  const rest = why.length - mostReasons
  return [
    {
      who: link(named, `/children/${child.id}/overview`),
      about: `${
        child.worker === null ? 'No worker' : (child.worker.split(' ')[0] ?? child.worker)
      }. ${helpWords(child)}${rest > 0 ? `. And ${counted(rest, 'more reason', 'more reasons')}` : ''}`,
      reasons: why.slice(0, mostReasons).map(({ state: kind, words }) => ({ state: kind, words })),
      action: mayDirect
        ? {
            text: 'Give direction',
            about: `about ${nameOf(child)}`,
            href: `/children/${child.id}/actions/give`,
          }
        : undefined,
    },
  ]
}

const count = (facts: TeamFacts, code: string): number => countOf(listOf(code), facts.hits)
const counting = (facts: TeamFacts, code: string, name: string, more?: Words) => ({
  name,
  count: count(facts, code),
  href: listHref(facts.team.id, code),
  more,
})

function visits(facts: TeamFacts): Html {
  const [due, made] = [count(facts, 'visits-due'), count(facts, 'visits-made')]
  const [onTime, alone] = [count(facts, 'visits-on-time'), count(facts, 'visits-alone')]
  return section(
    {
      id: 'visits',
      title: 'Visits',
      ...(facts.mayCheck && { aside: link('Visits to check', '/visits-to-check') }),
    },
    html`${tally([
      counting(facts, 'visits-due', 'Due in the last 10 working days'),
      counting(facts, 'visits-on-time', 'On time', percent(onTime, due)),
      counting(facts, 'visits-over', 'Over now'),
      counting(facts, 'visits-made', 'Made, child seen'),
      counting(
        facts,
        'visits-alone',
        'Child seen alone',
        made > 0 ? html`of ${made}, ${percent(alone, made)}` : undefined,
      ),
      counting(facts, 'not-seen', 'Not seen for 6 weeks'),
      counting(facts, 'no-purpose', 'No purpose recorded'),
      counting(facts, 'drawn-left', 'Drawn, not checked yet'),
    ])}${weeksView(facts.weeks)}`,
  )
}

function directions(facts: TeamFacts): Html {
  const closed = count(facts, 'directions-closed')
  const shown = count(facts, 'closed-with-evidence')
  return section(
    { id: 'directions', title: 'Directions', aside: link('Entries sampled', '/oversight/entries') },
    tally([
      counting(facts, 'directions-open', 'Open'),
      counting(facts, 'directions-over', 'Over'),
      counting(facts, 'directions-answered', 'Answered, to be agreed'),
      counting(facts, 'asked-twice', 'Asked twice or more'),
      counting(facts, 'asked-three-times', 'For the service manager to decide'),
      counting(facts, 'directions-closed', 'Closed in 12 months'),
      counting(facts, 'closed-with-evidence', 'Closed with evidence of effect', percent(shown, closed)),
    ]),
  )
}

const hands = (facts: TeamFacts): Html =>
  section(
    {
      id: 'hands',
      title: 'Workers',
      ...(facts.mayAllocate && { aside: link('Whose worker is leaving', '/allocation/leavers', 'children') }),
    },
    tally([
      counting(facts, 'unallocated', 'No worker'),
      counting(facts, 'three-workers', 'Three workers or more in 12 months'),
      counting(facts, 'duties-over', 'Other duties over'),
      counting(facts, 'waiting-sign-off', 'Plans to authorise'),
      counting(facts, 'assessments-waiting', 'Assessments to authorise'),
    ]),
  )

function drift(facts: TeamFacts): Html {
  const ruled = rules.filter((rule) => rule.drift)
  const then = addDays(facts.saying.on, -7)
  const rows = ruled.map(({ id, name }) => {
    const [now, before] = [count(facts, id), countOf(listOf(id), facts.lastWeek)]
    return {
      head: name,
      cells: [
        countLink(now, listHref(facts.team.id, id), name),
        countLink(before, listHref(facts.team.id, id, { on: then }), `${name}, last week`),
        change(now, before),
      ],
    }
  })
  const all = count(facts, 'drifting')
  const sum = ruled.reduce((total, { id }) => total + count(facts, id), 0)
  const total =
    all === 0
      ? html`<p class="hf-quiet hf-small">No child meets a rule of drift.</p>`
      : html`<p class="hf-quiet hf-small">${countLink(
          all,
          listHref(facts.team.id, 'drifting'),
          'children drifting',
        )} ${all === 1 ? 'child meets' : 'children meet'} at least one rule. The rules add up to ${sum}.</p>`
  return section(
    { id: 'drift', title: 'Drift rules', aside: link('Rule definitions', '/oversight/rules') },
    html`${cards({
      caption: 'Drift rules: how many meet each, now and last week',
      columns: ['Rule', 'Now', 'Last week', 'Change'],
      rows,
      pack: true,
    })}
      ${total}`,
  )
}

function change(now: number, before: number): Words {
  if (now === before) return html`<span class="hf-quiet">same</span>`
  return now > before ? state('over', `${now - before} more`) : state('met', `${before - now} fewer`)
}

const workerColumns = [
  ['children', 'Children'],
  ['visits-over', 'Visits over'],
  ['not-seen', 'Not seen'],
  ['drifting', 'Drifting'],
  ['directions-over', 'Directions over'],
  ['three-workers', '3 workers or more'],
] as const

function byWorker(facts: TeamFacts): Html {
  const { team, hits, loads } = facts
  const ids = workersIn(facts)
  const loadOf = new Map(loads.map((one) => [one.id, one]))
  const rows = ids.map(([worker, name]) => {
    const one = loadOf.get(worker)
    const about = one?.newlyQualified === true && html` <span class="hf-quiet hf-small">first year</span>`
    const [held, ...others] = workerColumns.map(([code, column]) =>
      countLink(
        countOf(listOf(code), hits, { workerId: worker }),
        listHref(team.id, code, { worker }),
        `${column}, ${name}`,
      ),
    )
    return {
      head: html`${link(name, `/my-work?worker=${worker}`)}${about}`,
      cells: [
        held ?? '',
        one === undefined
          ? html`<span class="hf-quiet">not in the team</span>`
          : weightedLoad(one.load, one.limit),
        ...others,
      ],
    }
  })
  const [held, ...others] = workerColumns.map(([code, column]) =>
    countLink(count(facts, code), listHref(team.id, code), `${column}, the team`),
  )
  const [load, limit] = [tenth(loads.map((one) => one.load)), tenth(loads.map((one) => one.limit))]
  const total = { head: 'Team', cells: [held ?? '', `${load} of ${limit}`, ...others] }
  const [first, ...columns] = workerColumns.map(([, column]) => column)
  return section(
    { id: 'workers', title: 'By worker', aside: link('Supervision', '/supervision', 'of each') },
    cards({
      caption: 'Each worker: children, weighted load, and what is late',
      columns: ['Worker', first ?? '', 'Weighted load', ...columns],
      rows: [...rows, total],
      total: true,
      pack: true,
    }),
  )
}

/** Everybody of the team, and anybody else who holds a child of it, by name. */
function workersIn({ loads, hits, staff }: TeamFacts): (readonly [id: string, name: string])[] {
  const others = [...new Set(hits.hits.flatMap(({ workerId }) => (workerId === null ? [] : [workerId])))]
  const all = new Map(loads.map(({ id, name }) => [id, name]))
  for (const id of others) if (!all.has(id)) all.set(id, staff.get(id) ?? 'A worker we cannot name')
  return [...all].toSorted(([, one], [, other]) => one.localeCompare(other, 'en'))
}

const tenth = (values: readonly number[]): number =>
  Math.round(values.reduce((sum, value) => sum + value, 0) * 10) / 10

/** '148 children, 8 workers. Asha Patel.' */
export function teamLine(facts: TeamFacts, on: string): string {
  const { loads, team } = facts
  const managers = team.managers.length === 0 ? 'No manager' : team.managers.join(' and ')
  return `${counted(count(facts, 'children'), 'child', 'children')}, ${counted(loads.length, 'worker')}. ${managers}. As at ${on}.`
}

/** A week before, for the rules of drift. */
export const weekBefore = (on: Day): Day => addDays(on, -7)
