import { details } from '../govuk/details.ts'
import { html, raw, type Html } from '../html.ts'
import { cards } from './cards.ts'
import { listOf, tiesOf, type Family, type FamilyMember } from './family.ts'
import { homeOf } from './genogram-home.ts'
import { margin, middleOf, placesOf, slot, type Place } from './genogram-layout.ts'
import { tiesOfCouple } from './genogram-ties.ts'

interface Genogram {
  /** Makes the ids of the title and the description. */
  readonly id: string
  /** 'Leo’s family'. */
  readonly title: string
  readonly family: Family
}

/** A child's family, drawn, and the same facts as a table. */
export function genogram({ id, title, family }: Genogram): Html {
  const places = placesOf(family)
  const all = [...places.values()]
  const width = Math.max(...all.map(({ x }) => x)) + slot / 2 + margin
  const height = middleOf(Math.max(...all.map(({ row }) => row))) + 90
  const people = family.people.flatMap((person) =>
    drawn(person, places.get(person.id), person.id === family.child),
  )
  const view = `0 0 ${width} ${height}`
  const wide = width > narrow
  const size = width > half ? 'widest' : 'wide'
  return html`<div class="hf-drawing"><div class="hf-scroll${wide && ` hf-scroll--${size}`}" tabindex="0" role="region" aria-label="${title}, drawn">
    <svg class="hf-svg hf-gene${wide && ` hf-gene--${size}`}" viewBox="${view}" width="${width}" height="${height}" role="img" aria-labelledby="${id}-t ${id}-d">
      <title id="${id}-t">${title}</title><desc id="${id}-d">${inWords(family)} The table below says who everyone is.</desc>
      ${homeOf(family, places)} ${family.couples.map((couple, i) => tiesOfCouple(couple, i, places))} ${people}
    </svg></div>${wide && html`<p class="hf-quiet hf-small hf-slide hf-slide--${size}">Slide the drawing sideways to see all ${family.people.length} people.</p>`}</div>
  ${details({ summaryText: 'Show the family as a table', classes: 'govuk-!-margin-top-2', text: asTable(title, family) })}`
}

/** A drawing wider than this is scrolled on a phone, where shrinking it would make its names too small to read. */
const narrow = 440

/** Up to this a drawing is shrunk into half of a wide screen; past it, it is scrolled there too. */
const half = 720

/** The longest words a slot holds. */
const longest = { name: 15, note: 19 }

const short = (words: string, most: number): string =>
  words.length <= most ? words : `${words.slice(0, most - 1).trimEnd()}…`

function drawn(person: FamilyMember, place: Place | undefined, isChild: boolean): readonly Html[] {
  if (!place) return []
  const { x, row } = place
  const y = middleOf(row)
  const full = html`${person.name}, ${person.relation}${person.died && ', has died'}${person.unknown && ', not known to us'}`
  const named = html`<text x="${x}" y="${y + 38}" class="nm">${short(person.name, longest.name)}</text>`
  const note = person.note ?? person.relation
  const noted = html`<text x="${x}" y="${y + 55}" class="sm">${short(note, longest.note)}</text>`
  return [html`<g><title>${full}</title>${sign(person, x, y, isChild)}${named}${noted}</g>`]
}

function sign({ sex, died, unknown }: FamilyMember, x: number, y: number, isChild: boolean): Html {
  const named = `who${isChild ? ' me' : ''}${unknown ? ' unk' : ''}`
  const shapes = {
    female: `<circle cx="${x}" cy="${y}" r="18" class="${named}"/>`,
    male: `<rect x="${x - 17}" y="${y - 17}" width="34" height="34" class="${named}"/>`,
    unknown: `<path d="M${x} ${y - 20}l20 20l-20 20l-20 -20Z" class="${named}"/>`,
  }
  const crossed = died ? `<path d="M${x - 17} ${y - 17}l34 34m0 -34l-34 34" class="died"/>` : ''
  const mark = unknown ? `<text x="${x}" y="${y + 6}" class="nm${isChild ? ' inv' : ''}">?</text>` : ''
  return raw(shapes[sex] + crossed + mark)
}

function inWords({ people, home, child }: Family): string {
  const named = (id: string): string => people.find((person) => person.id === id)?.name ?? ''
  if (!home) return `Where ${named(child)} lives is not recorded.`
  const away = people.filter(({ id }) => !home.people.includes(id)).map(({ name }) => name)
  const here = `${listOf(home.people.map(named))} ${home.people.length === 1 ? 'lives' : 'live'} at ${home.name}.`
  return away.length === 0
    ? here
    : `${here} ${listOf(away)} ${away.length === 1 ? 'does' : 'do'} not live there.`
}

function asTable(title: string, family: Family): Html {
  const { people, home } = family
  const rows = people.map((person) => ({
    head: person.name,
    cells: [
      person.relation,
      tiesOf(person.id, family) || 'No tie recorded',
      home?.people.includes(person.id) ? home.name : 'Elsewhere',
      facts(person),
    ],
  }))
  return cards({ caption: title, columns: ['Person', 'Who they are', 'Family', 'Lives', 'Also'], rows })
}

const facts = ({ note, died, unknown }: FamilyMember): string =>
  [note, died && 'has died', unknown && 'not known to us'].filter(Boolean).join(', ') || '–'
