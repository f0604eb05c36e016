import { calledBy } from '../../../platform/people/name.ts'
import { summaryList, type SummaryRow } from '../../../platform/web/govuk/summary-list.ts'
import { cards, type CardRow } from '../../../platform/web/holdfast/cards.ts'
import { section } from '../../../platform/web/holdfast/section.ts'
import { state } from '../../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import type { Day } from '../../../platform/dates/day.ts'
import { familyParts, ownParts } from './parts.ts'
import type { AdultSaid, VersionHeld } from './queries.ts'
import type { Whole } from './rules.ts'
import { answerWords, questionWords } from './words.ts'

/** One stretch of an assessment as it is read: a heading, and each question with its answer or none. */
export interface Passage {
  readonly title: string
  readonly said: readonly (readonly [question: string, answer: string | null])[]
}

/** Questions that are there for what went another way: without an answer they are not read out. */
export const onlyIf: ReadonlySet<string> = new Set([
  'disagreement',
  'neglectToolOn',
  'abuseToolOn',
  'noToolWhy',
  'notSeenWhy',
  'notAloneWhy',
])

type Answers = Readonly<Record<string, unknown>>

const passage = (title: string, asks: readonly string[], answers: Answers, today: Day): Passage => ({
  title,
  said: asks
    .map((name) => [name, answerWords(name, answers[name], today)] as const)
    .filter(([name, answer]) => answer !== null || !onlyIf.has(name))
    .map(([name, answer]) => [questionWords(name), answer]),
})

const adultPassage = ({
  called,
  capacity,
  says,
}: Pick<AdultSaid, 'called' | 'capacity' | 'says'>): Passage => ({
  title: called,
  said: [
    ['What they can do for the children, and what gets in the way', capacity === '' ? null : capacity],
    ['What they say about it', says === '' ? null : says],
  ],
})

/** A passage with anything in it to read; with only what was answered, unless the unanswered are read too. */
const spoken = ({ title, said }: Passage, always: boolean): Passage[] => {
  const kept = always ? said : said.filter(([, answer]) => answer !== null)
  return kept.length === 0 ? [] : [{ title, said: kept }]
}

/** A version as it reads: the family's parts, each adult, then the child's own. */
export const passagesOf = (version: VersionHeld, adults: readonly AdultSaid[], today: Day): Passage[] => {
  const answers = version as unknown as Answers
  return [
    ...familyParts.map(({ title, asks }) => passage(title, asks, answers, today)),
    ...adults.map(adultPassage),
    ...ownParts.map(({ title, asks }) => passage(title, asks, answers, today)),
  ].flatMap((one) => spoken(one, false))
}

/** What is being written, of the whole family: the shared parts once, then each child's. */
export const passagesOfDraft = (
  whole: Whole,
  today: Day,
): { family: Passage[]; children: { called: string; own: Passage[] }[] } => ({
  family: [
    ...familyParts.flatMap(({ title, asks }) => spoken(passage(title, asks, whole.family, today), true)),
    ...whole.adults.map(adultPassage),
  ],
  children: whole.children.map(({ called, written }) => ({
    called,
    own: ownParts.map(({ title, asks }) =>
      passage(whole.children.length > 1 ? `${title}: ${called}` : title, asks, written, today),
    ),
  })),
})

const notYet = html`<span class="hf-quiet">Not written</span>`

export const passages = (all: readonly Passage[], idPrefix: string): Html =>
  html`${all.map(({ title, said }, i) =>
    section({ id: `${idPrefix}-${i}`, title }, summaryList({ rows: said.map(rowOf) })),
  )}`

const rowOf = ([question, answer]: Passage['said'][number]): SummaryRow => ({
  key: { text: question },
  value: { text: answer === null ? notYet : html`<span class="hf-written">${answer}</span>` },
})

/** Two versions beside each other, or the last assessment beside this one, what changed marked. */
export function besideView(
  older: readonly Passage[],
  newer: readonly Passage[],
  columns: readonly [string, string],
): Html {
  const all = [...newer.map(({ title }) => title), ...older.map(({ title }) => title)]
  return html`${[...new Set(all)].map((title, i) => {
    const [before, now] = [older, newer].map(
      (passages) => passages.find((one) => one.title === title)?.said ?? [],
    )
    const questions = [...new Set([...(now ?? []), ...(before ?? [])].map(([question]) => question))]
    const rows = questions.map((question): CardRow => {
      const [was, is] = [before, now].map((said) => said?.find(([asked]) => asked === question)?.[1] ?? null)
      return { head: question, cells: [changed(was ?? null, is ?? null), was ?? '–', is ?? '–'] }
    })
    return section(
      { id: `beside-${i}`, title },
      cards({ caption: title, columns: ['Question', 'Changed?', ...columns], rows }),
    )
  })}`
}

function changed(before: string | null, after: string | null): Html {
  if (before === after) return html`<span class="hf-quiet">The same</span>`
  if (before === null) return state('soon', 'New')
  return after === null ? state('unknown', 'Not written yet') : state('soon', 'Changed')
}

/** Whose assessment it is, in the title of a page. */
export const ofWhom = (names: readonly Parameters<typeof calledBy>[0][]): string =>
  new Intl.ListFormat('en-GB').format(names.map(calledBy))
