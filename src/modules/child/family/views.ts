import { ageOn, daysBetween, longDay, monthsBetween, type Day } from '../../../platform/dates/day.ts'
import { button } from '../../../platform/web/govuk/button.ts'
import { cards, type CardRow } from '../../../platform/web/holdfast/cards.ts'
import { genogram } from '../../../platform/web/holdfast/genogram.ts'
import { link, listed, section } from '../../../platform/web/holdfast/section.ts'
import { state } from '../../../platform/web/holdfast/state.ts'
import { html, nothing, type Html, type Words } from '../../../platform/web/html.ts'
import { capital } from '../kin.ts'
import type { MastheadFacts } from '../masthead-facts.ts'
import { ageWords, counted, whose } from '../name.ts'
import { recordHref } from '../records.ts'
import { dayWords } from '../words.ts'
import type { AddressHeld, FormerName } from './addresses.ts'
import { drawingOf, nameShown } from './drawing.ts'
import { current, type Relative } from './people.ts'

interface FamilyShown {
  readonly facts: MastheadFacts
  readonly called: string
  readonly relatives: readonly Relative[]
  readonly addresses: readonly AddressHeld[]
  readonly formerNames: readonly FormerName[]
  readonly on: Day
  /** Where somebody is added; null where the reader may not. */
  readonly addHref: string | null
  /** Where it is proposed that another record is this child's too; null where the reader may not. */
  readonly twiceHref: string | null
  /** Whether the reader may change who is related to this child. */
  readonly mayWrite: boolean
}

/** Household, drawing, everyone with what they may decide and whether anybody has spoken to them, and addresses over time. */
export function familyView(shown: FamilyShown): Html {
  const { called, addHref, relatives, on } = shown
  const add = addHref !== null && button({ text: 'Add a person', href: addHref })
  const past = relatives.filter((relative) => !current(relatives, on).includes(relative))
  return html`<div class="hf-row hf-row--base hf-row--apart govuk-!-margin-bottom-4">
      <h2 class="hf-h1 hf-h1--sub">${capital(whose(called))} family</h2>
      ${add}
    </div>
    ${household(shown)} ${drawing(shown)} ${everyone(shown)} ${addresses(shown)}
    ${past.length > 0 ? before(past, on, shown.facts.id) : nothing} ${otherNames(shown)}
    ${shown.twiceHref !== null && html`<p>${link(`Is ${called} here twice?`, shown.twiceHref)}</p>`}`
}

function household({ relatives, on, called }: FamilyShown): Html {
  const home = current(relatives, on).filter(({ household: lives }) => lives === true)
  const unsure = current(relatives, on).filter(({ household: lives }) => lives === null)
  const items = home.map(
    (relative) =>
      html`<p><strong>${nameShown(relative)}</strong>${ageOf(relative, on)} ${risk(relative)} ${unmet(relative)}</p>`,
  )
  const maybe =
    unsure.length > 0
      ? html`<p>${state(
          'unknown',
          `Whether ${unsure.map(nameShown).join(', ')} lives here is not written down`,
          { wrap: true },
        )}</p>`
      : nothing
  const none = html`<p>${state('unknown', `We do not know who lives with ${called}`, { wrap: true })}</p>`
  return section(
    { id: 'household', title: 'Lives with' },
    html`${items.length > 0 ? listed(items) : none} ${maybe}`,
  )
}

const ageOf = (relative: Relative, on: Day): string =>
  relative.kind === 'adult' || relative.hidden ? '' : `, ${ageWords(relative, on)}`

function risk({ risk: how, contactRestricted }: Relative): Html {
  const said = [
    contactRestricted && state('over', 'contact is restricted', { wrap: true }),
    how === 'established' && state('over', 'a known risk', { wrap: true }),
    how === 'alleged' && state('soon', 'an alleged risk', { wrap: true }),
  ]
  return html`${said.filter((one) => one !== false)}`
}

const unmet = ({ kind, spokenToOn }: Relative): Html =>
  kind === 'adult' && spokenToOn === null
    ? state('over', 'No one has spoken to them', { wrap: true })
    : html``

function drawing({ facts, relatives, on, called }: FamilyShown): Html {
  if (relatives.length === 0) return nothing
  return section(
    { id: 'drawing', title: 'Drawing' },
    genogram({
      id: 'gene',
      title: `${capital(whose(called))} family`,
      family: drawingOf(facts, relatives, on),
    }),
  )
}

const responsibility: Readonly<Record<Relative['parentalResponsibility'], Words>> = {
  yes: 'Yes',
  shared: 'Shared',
  no: 'No',
  unknown: state('unknown', 'Not known', { wrap: true }),
}

function everyone({ relatives, on, called, facts, mayWrite }: FamilyShown): Html {
  const people = current(relatives, on)
  const none = html`<p class="hf-quiet">Nobody is written down yet.</p>`
  const table = cards({
    caption: `People in ${whose(called)} life`,
    columns: [
      'Person',
      'Lives',
      `Can make decisions for ${called}`,
      'Spoken to',
      'Risk and contact',
      'Phone',
      'What we know',
    ],
    rows: people.map((relative) => row(relative, on, facts.id, mayWrite)),
  })
  return section(
    { id: 'everyone', title: `People in ${whose(called)} life` },
    people.length > 0 ? table : none,
  )
}

function row(relative: Relative, on: Day, childId: string, mayWrite: boolean): CardRow {
  const shown = nameShown(relative)
  const record = link(
    'Open',
    recordHref(childId, 'relationship', relative.relationshipId),
    `what we hold of ${shown}`,
  )
  return {
    head: html`${shown}${ageOf(relative, on)}${ownRecord(relative)}`,
    cells: [
      lives(relative),
      responsibility[relative.parentalResponsibility],
      spokenTo(relative, on),
      dangers(relative),
      phoneWords(relative),
      html`${relative.about ?? '–'} ${record} ${mayWrite && changing(relative, childId)}`,
    ],
  }
}

function changing(relative: Relative, childId: string): Html {
  const at = `/children/${childId}/people/${relative.relationshipId}`
  const about = `what ${nameShown(relative)} is to the child`
  return html`${link(
    'Change',
    `${at}/change-relationship`,
    about,
  )} ${link('End', `${at}/end-relationship`, about)}`
}

/** Another child's own record, where the reader can be told of it. */
const ownRecord = (relative: Relative): Html | false =>
  relative.kind !== 'adult' &&
  !relative.hidden &&
  html` ${link('own record', `/children/${relative.id}/overview`, `of ${nameShown(relative)}`)}`

function lives({ household: here }: Relative): Words {
  if (here === null) return state('unknown', 'Not known', { wrap: true })
  return here ? 'In the home' : 'Elsewhere'
}

function spokenTo(relative: Relative, on: Day): Words {
  if (relative.spokenToOn !== null) return dayWords(relative.spokenToOn, on)
  return relative.kind === 'adult' ? unmet(relative) : '–'
}

const dangers = (relative: Relative): Words =>
  relative.risk === 'none known' && !relative.contactRestricted ? 'None known' : risk(relative)

function phoneWords({ phone, safeToCall }: Relative): string {
  const safe = safeToCall === null ? null : safeToCall ? 'safe to call' : 'not safe to call'
  return [phone, safe].filter((part) => part !== null).join(', ') || '–'
}

function before(past: readonly Relative[], on: Day, childId: string): Html {
  const items = past.map(
    (relative) =>
      html`<p><strong>${nameShown(relative)}</strong> until ${
        relative.toOn === null ? 'a day not held' : dayWords(relative.toOn, on)
      }. ${link(
        'Open',
        recordHref(childId, 'relationship', relative.relationshipId),
        `what we hold of ${nameShown(relative)}`,
      )}</p>`,
  )
  return section({ id: 'past', title: 'Before' }, listed(items))
}

const kinds: Readonly<Record<AddressHeld['kind'], string>> = {
  home: 'Home',
  placement: 'Where they are placed',
  family: 'A family member’s home',
  other: 'Another address',
}

function addresses({ addresses: held, on, facts, mayWrite }: FamilyShown): Html {
  const rows = held.map((one) => ({
    head: one.confidential
      ? html`Address hidden ${state('over', 'Do not share', { wrap: true })}`
      : [one.lines, one.postcode].filter((part) => part !== null).join(', ') || 'Not held',
    cells: [
      kinds[one.kind],
      one.fromOn === null ? 'not held' : longDay(one.fromOn),
      one.toOn === null ? 'still' : longDay(one.toOn),
      stayed(one, on),
      html`${link(
        'Open',
        recordHref(facts.id, 'address', one.id),
        `the ${kinds[one.kind].toLowerCase()} address`,
      )}
        ${
          mayWrite &&
          one.toOn === null &&
          link(
            'Moved out',
            `/children/${facts.id}/people/${one.id}/end-address`,
            `of the ${kinds[one.kind].toLowerCase()} address`,
          )
        }`,
    ],
  }))
  const table = cards({
    caption: 'Addresses, the latest first',
    columns: ['Address', 'What it is', 'From', 'To', 'For', 'Record'],
    rows,
  })
  return section(
    { id: 'addresses', title: 'Addresses' },
    html`${rows.length > 0 ? table : html`<p>${state('unknown', 'No address is held', { wrap: true })}</p>`}
      ${mayWrite && html`<p>${link('Add an address', `/children/${facts.id}/people/add-address`)}</p>`}`,
  )
}

const stayed = ({ fromOn, toOn }: AddressHeld, on: Day): string =>
  fromOn === null ? '–' : lengthWords(fromOn, toOn ?? on)

/** Days up to two months, months up to two years, then years. */
function lengthWords(from: Day, to: Day): string {
  const months = monthsBetween(from, to)
  if (months < 2) return counted(daysBetween(from, to), 'day')
  return months < 24 ? counted(months, 'month') : counted(ageOn(from, to), 'year')
}

const nameKinds: Readonly<Record<FormerName['kind'], string>> = {
  former: 'used to be',
  alias: 'also goes by',
  birth: 'at birth',
}

function otherNames({ formerNames, on }: FamilyShown): Html {
  if (formerNames.length === 0) return nothing
  const items = formerNames.map(
    ({ name, kind, untilOn }) =>
      html`<p><strong>${name}</strong> ${nameKinds[kind]}${
        untilOn === null ? '' : `, until ${dayWords(untilOn, on)}`
      }</p>`,
  )
  return section({ id: 'names', title: 'Other names' }, listed(items))
}
