import type { Role } from '../../../platform/access/policy.ts'
import { cards } from '../../../platform/web/holdfast/cards.ts'
import { section } from '../../../platform/web/holdfast/section.ts'
import { state } from '../../../platform/web/holdfast/state.ts'
import { html, type Html, type Words } from '../../../platform/web/html.ts'
import { careEpisode } from '../../looked-after/index.ts'
import { nameShown } from '../family/drawing.ts'
import { current, type Relative } from '../family/people.ts'
import { capital } from '../kin.ts'
import { statusesOf } from '../masthead-words.ts'
import type { Telling } from './telling.ts'

/** Whoever must act tonight for a child they do not know. */
export const actsTonight = (role: Role | undefined): boolean => role === 'EDT' || role === 'SCR'

/** What somebody who has never met the child must know before they act: in the order it is needed at the door. */
export function safeToAct(telling: Telling): Html {
  const { relatives, on, facts } = telling
  const people = current(relatives, on)
  const rows: readonly (readonly [string, Words])[] = [
    ['Where the child is', whereWords(telling)],
    ['Risk to workers', facts.workerRisk ?? 'None written down. That is not the same as none.'],
    [
      'Who can decide',
      list(
        people.filter(decides),
        'We do not know who has parental responsibility',
        (one) =>
          `${nameShown(one)}${one.parentalResponsibility === 'shared' ? ' (shared)' : ''}${phone(one)}`,
      ),
    ],
    [
      'Must not have contact',
      list(
        people.filter(barred),
        null,
        (one) => `${nameShown(one)}${one.about === null ? '' : `. ${one.about}`}`,
      ),
    ],
    [
      'Safe to call',
      list(
        people.filter(safe),
        'Nobody has said who is safe to call',
        (one) => `${nameShown(one)}${phone(one)}`,
      ),
    ],
    ['Legal status', legalWords(telling)],
    ['If nothing changes', contingency(telling)],
    ['Worker and manager', workerWords(telling)],
  ]
  const body = cards({
    caption: 'What is safe to act on',
    columns: ['What', 'What we know'],
    rows: rows.map(([head, words]) => ({ head, cells: [words] })),
  })
  return section({ id: 'safe', title: 'Safe to act' }, body)
}

const decides = ({ parentalResponsibility: pr }: Relative): boolean => pr === 'yes' || pr === 'shared'
const barred = ({ contactRestricted, risk }: Relative): boolean => contactRestricted || risk === 'established'
const safe = ({ safeToCall, contactRestricted }: Relative): boolean =>
  safeToCall === true && !contactRestricted
const phone = (one: Relative): string => (one.phone === null ? ', no number held' : `, ${one.phone}`)

function list(people: readonly Relative[], none: string | null, words: (one: Relative) => string): Words {
  if (people.length > 0) return lines(people.map(words))
  return none === null ? 'Nobody is written down' : state('unknown', none, { wrap: true })
}

/** Each on a line of its own. */
const lines = (all: readonly string[]): Html =>
  html`${all.map((words, i) => html`${i > 0 && html`<br>`}${words}`)}`

/** The whole address: whoever acts tonight has to find the child, and is told what must not be said. */
function whereWords({ facts, story, called }: Telling): Words {
  if (story.missing !== null) return state('over', `${capital(called)} is missing`, { wrap: true })
  if (facts.home === null) return state('unknown', 'Address not held', { wrap: true })
  const { lines, postcode, confidential } = facts.home
  const address = [lines, postcode].filter((part) => part !== null).join(', ')
  return html`${address}${
    confidential && html` ${state('over', 'Do not share this address', { wrap: true })}`
  }`
}

function legalWords({ facts }: Telling): string {
  const legal = facts.care?.legalStatus
  const order = legal == null ? null : careEpisode.fields.legalStatus.options?.[legal]
  return (
    [...statusesOf(facts), order].filter((part) => part != null).join('. ') ||
    'No order or plan is in the record we hold'
  )
}

function contingency({ story }: Telling): Words {
  const said = [...new Set(story.outcomes.flatMap(({ ifNot }) => (ifNot === null ? [] : [ifNot])))]
  return said.length === 0 ? 'Not written down' : lines(said)
}

function workerWords({ facts }: Telling): string {
  const { lead } = facts
  if (lead === null) return 'Nobody is allocated. Ring the manager on call.'
  const team = lead.team === null ? '' : `, ${lead.team}`
  return `${lead.name ?? 'A worker we cannot name'}${team}. Manager: ${lead.manager ?? 'not held'}`
}
