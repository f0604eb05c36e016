import { dayOf, daysBetween, type Day } from '../../platform/dates/day.ts'
import { counted as count, nameOf } from '../../platform/people/name.ts'
import type { RecordChecks } from '../../platform/record/checks.ts'
import type { AnyRecordType } from '../../platform/record/record.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { countLink, tally } from '../../platform/web/holdfast/tally.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { correctable, correctionHref } from '../../platform/web/record-correct.ts'
import { ruleTold } from './kinds.ts'
import { trendView } from './trend-view.ts'
import type { OpenThatNight } from './trend.ts'
import type { Counted, Filter, FindingTold, MergeWaiting } from './queries.ts'

/** What the words of a finding are made from: every kind of record, and every check. */
export interface Kinds {
  readonly records: readonly AnyRecordType[]
  readonly checks: readonly Pick<RecordChecks, 'rules'>[]
  /** Rules that need more than the child's own record: no save asks them. */
  readonly atNight: ReadonlySet<string>
}

export const at = '/data-quality'

/** The address of a list: codes alone, so that it can be shared. */
export function listHref(filter: Partial<Filter>, page = 1): string {
  const { state: stands, ...codes } = filter
  const named = {
    ...codes,
    ...(stands === 'explained' && { state: stands }),
    ...(page > 1 && { page: String(page) }),
  }
  const asked = Object.entries(named).filter((one): one is [string, string] => typeof one[1] === 'string')
  return `${at}?${new URLSearchParams(asked).toString()}`
}

/** Everything wrong with what we hold, by kind and owner; every number opens its findings. */
export function overview(
  counts: Counted,
  merges: readonly MergeWaiting[],
  kinds: Kinds,
  today: Day,
  nights: readonly OpenThatNight[],
): Html {
  const none = html`<p class="govuk-body">Nothing that we hold is known to be wrong. What a return says oddly, and what contradicts itself in a record, is listed here.</p>`
  return html`<div class="hf-cols hf-cols--21"><div>
      ${section({ id: 'kinds', title: 'By kind' }, counts.rules.length === 0 ? none : byKind(counts, kinds))}
      ${section(
        {
          id: 'merges',
          title: 'Perhaps one person',
          aside: merges.length > 0 ? String(merges.length) : undefined,
        },
        mergesView(merges),
      )}
    </div><div>
      ${section({ id: 'now', title: 'Now' }, now(counts, today))}
      ${section({ id: 'trend', title: 'Over time' }, trendView(nights))}
      ${section({ id: 'owners', title: 'By owner' }, byOwner(counts))}
    </div></div>`
}

/** 'today', '61 days ago'. */
const age = (days: number): string => (days === 0 ? 'today' : `${count(days, 'day')} ago`)

function now({ open, unowned, children, explained, fixed, oldestAt }: Counted, today: Day): Html {
  const oldest = oldestAt === null ? null : age(daysBetween(dayOf(oldestAt), today))
  return html`${tally([
    {
      name: 'To put right',
      count: open,
      href: listHref({ owner: 'any' }),
      more: oldest === null ? undefined : `the oldest found ${oldest}`,
    },
    { name: 'Nobody owns', count: unowned, href: listHref({ owner: 'none' }) },
    { name: 'Right as they stand, explained', count: explained, href: listHref({ state: 'explained' }) },
  ])}
  <p class="hf-quiet hf-small">About ${count(children, 'child', 'children')}. Put right in the last 7 days: ${fixed}.</p>`
}

const byKind = ({ rules }: Counted, kinds: Kinds): Html =>
  cards({
    caption: 'Findings by kind',
    columns: ['What is wrong', 'Children', 'Findings', 'Nobody owns'],
    pack: true,
    rows: rules.map(({ rule, children, findings, unowned }) => {
      const { words } = ruleTold(rule, kinds.checks)
      return {
        head: link(words, listHref({ rule })),
        cells: [
          String(children),
          countLink(findings, listHref({ rule }), words),
          countLink(unowned, listHref({ rule, owner: 'none' }), `${words}, nobody owns`),
        ],
      }
    }),
  })

function byOwner({ owners, unowned }: Counted): Html {
  const rows = owners.map(({ id, name, team, findings }) => ({
    name: team === null ? name : `${name}, ${team}`,
    count: findings,
    href: listHref({ owner: id }),
  }))
  const nobody = { name: 'Nobody', count: unowned, href: listHref({ owner: 'none' }) }
  return tally(unowned > 0 ? [...rows, nobody] : rows)
}

function mergesView(merges: readonly MergeWaiting[]): Html {
  if (merges.length === 0) return html`<p class="govuk-body">No two records are waiting to be decided.</p>`
  return listed(
    merges.map(({ id, childId, stays, goes, why, by, days, decides }) => {
      const both = `${nameOf(goes)} and ${nameOf(stays)}`
      const who = decides ? link(both, `/children/${childId}/merges/${id}`) : html`<strong>${both}</strong>`
      return html`<p>${who}</p>
        <p class="hf-quiet hf-small">${why} ${
          by === null ? 'Found by an import' : `Proposed by ${by}`
        } ${age(days)}.${!decides && ' A manager who did not propose it decides.'}</p>`
    }),
  )
}

/** Findings one by one, each with what to do about it. */
export function list(all: readonly FindingTold[], kinds: Kinds, mayWrite: boolean): Html {
  if (all.length === 0) return html`<p class="govuk-body">Nothing here. ${link('See everything', at)}</p>`
  return listed(all.map((one) => row(one, kinds, mayWrite)))
}

function row(one: FindingTold, kinds: Kinds, mayWrite: boolean): Html {
  const { words } = ruleTold(one.rule, kinds.checks)
  const right = rightHref(one, kinds)
  return html`<p>${whose(one)} <strong>${words}</strong>${one.given !== null && html`: ‘${one.given}’`}</p>
    <p class="hf-quiet hf-small">${where(one, kinds)}</p>
    <div class="hf-row hf-small">
      ${one.owner === null ? state('unknown', 'Nobody owns this') : html`<span>${one.owner}</span>`}
      <span class="hf-quiet">Found ${age(one.days)}${
        kinds.atNight.has(one.rule) && ', asked each night'
      }</span>
      ${one.state === 'open' && right !== null && link('Put it right', right, `: ${words}`)}
      ${link(
        mayWrite && one.state === 'open' ? 'Give it to somebody, or explain' : 'Open',
        `${at}/findings/${one.id}`,
        `: ${words}, number ${one.id}`,
      )}
      </div>`
}

const whose = (one: FindingTold): Html | false =>
  one.childId !== null && html`${link(nameOf(one), `/children/${one.childId}/overview`)}:`

/** 'Episode of care: Legal status. From line 12 of episodes.csv.' */
function where({ recordKind, field, file, line }: FindingTold, { records }: Kinds): string {
  const on = records.find(({ table }) => table === recordKind)
  const label = field === null ? null : (on?.fields[field]?.label ?? field)
  const about = [on?.title, label].filter((part) => part !== undefined && part !== null).join(': ')
  const from = file === null ? null : `From ${line === null ? file : `line ${line} of ${file}`}`
  return [about, from]
    .filter((part) => part !== null && part !== '')
    .map(ended)
    .join(' ')
}

/** A question that is a field's label ends as it is. */
const ended = (sentence: string | null): string =>
  sentence === null || /[.?!]$/.test(sentence) ? (sentence ?? '') : `${sentence}.`

/** The form that puts it right, where one field of a record is at fault and this person may correct it; else null. */
function rightHref(
  { corrects, childId, recordKind, recordId, field, id }: FindingTold,
  { records }: Kinds,
): string | null {
  const on = records.find(({ table }) => table === recordKind)
  if (!corrects || childId === null || on === undefined || recordId === null || field === null) return null
  return correctable(on).includes(field)
    ? `${correctionHref(childId, on, recordId, [field])}&finding=${id}`
    : null
}

/** One finding in full. */
export function about(one: FindingTold, kinds: Kinds): Html {
  const { source, words } = ruleTold(one.rule, kinds.checks)
  const right = rightHref(one, kinds)
  return html`${one.message !== words && html`<p class="govuk-body">${one.message}</p>`}
    ${one.given !== null && html`<p class="govuk-body">It came as ‘${one.given}’.</p>`}
    <p class="govuk-body hf-quiet">${where(one, kinds)} ${
      source !== null && html`Where it is written: ${source}.`
    }</p>
    ${
      kinds.atNight.has(one.rule) &&
      html`<p class="govuk-body">It takes more than this record to tell, so it is asked each night: what is put right today is seen tomorrow.</p>`
    }
    <p class="govuk-body">${whose(one)} ${
      one.owner === null ? state('unknown', 'Nobody owns this') : `${one.owner} owns this.`
    } Found ${age(one.days)}.</p>
    ${
      one.state === 'open' &&
      (right === null
        ? cannot(one)
        : html`<p><a class="govuk-button" role="button" draggable="false" data-module="govuk-button" href="${right}">Put it right</a></p>`)
    }
    ${one.state === 'cleared' && html`<p class="govuk-body">${state('met', 'It has been put right.')}</p>`}
    ${
      one.state === 'explained' &&
      html`<p class="govuk-body">${state('met', 'It is right as it stands', {
        wrap: true,
      })}: ${one.explained} <span class="hf-quiet">${one.explainer ?? ''}</span></p>`
    }`
}

const cannot = ({ childId, corrects, recordId }: FindingTold): Html =>
  html`<p class="govuk-body">${
    childId === null || recordId === null
      ? 'Nothing in the record can be corrected for this: put it right where the file came from, and import it again.'
      : corrects
        ? 'No one answer is at fault: open the child’s record and correct what is wrong there.'
        : 'The child’s own worker, or their manager, can correct the record: give it to them.'
  }</p>`
