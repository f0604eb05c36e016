import { listed, section } from '../../../platform/web/holdfast/section.ts'
import { state } from '../../../platform/web/holdfast/state.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { statusesOf } from '../masthead-words.ts'
import type { Telling } from './telling.ts'

/** A record with next to nothing in it: what to find out first, and nothing once there is anything to go by. */
export function firstThings(telling: Telling): Html {
  const { facts, story, relatives, called } = telling
  const known = [
    ['Who they are', facts.givenName !== null || facts.knownAs !== null],
    ['Where they are', facts.home !== null],
    ['Who they are with', relatives.length > 0],
    ['Whether anyone is in danger tonight', story.worries.length > 0],
  ] as const
  const begun = story.visits.length > 0 || story.outcomes.length > 0 || statusesOf(facts).length > 0
  if (begun || known.every(([, is]) => is)) return nothing
  const items = known.map(([what, is]) => html`<p>${is ? state('met', what) : state('unknown', what)}</p>`)
  return section({ id: 'first', title: `First things first for ${called}` }, listed(items))
}
