import { lists, type EpisodeObject } from './episodes.ts'
import type { ChildHeld } from './held-child.ts'
import type { ChildObject } from './payload.ts'

/** The things of a child that the collection knows by an id: `EPISODE`, `EPISODE list ID`, `EPISODE adoption`. */
export function partsOf({ social_care_episodes: episodes = [] }: ChildObject): readonly string[] {
  return episodes.flatMap((episode) => {
    const id = episode.social_care_episode_id
    const within = lists.flatMap(({ name, id: key }) =>
      listIn(episode, name).map((one) => `${id} ${name} ${String(one[key])}`),
    )
    const alone = ['adoption', 'care_leavers'].filter((name) => episode[name] !== undefined)
    return [id, ...within, ...alone.map((name) => `${id} ${name}`)]
  })
}

const listIn = (episode: EpisodeObject, name: string): readonly Readonly<Record<string, unknown>>[] => {
  const held = episode[name]
  return Array.isArray(held) ? (held as readonly Readonly<Record<string, unknown>>[]) : []
}

/**
 * The same child, with what the collection still holds and the record no longer has purged there. What only left the window is left as it
 * is: a purge cannot be taken back.
 */
export function withPurges(object: ChildObject, held: readonly string[], child: ChildHeld): ChildObject {
  const now = partsOf(object)
  const ids = new Set(now.map(lastId))
  const gone = held.filter((part) => {
    if (now.includes(part)) return false
    // One an episode, without an id: where it stands under another now, it is no longer under this.
    return isAlone(part)
      ? ids.has(lastId(part)) || !isHere(part, child)
      : !ids.has(lastId(part)) && !isHere(part, child)
  })
  if (gone.length === 0) return object
  const episodes = new Map(
    (object.social_care_episodes ?? []).map((each) => [each.social_care_episode_id, each]),
  )
  const whole = new Set(gone.filter((part) => !part.includes(' ')))
  for (const part of gone) {
    const [id = '', name, own] = part.split(' ')
    if (name === undefined) episodes.set(id, { social_care_episode_id: id, purge: true })
    else if (!whole.has(id))
      episodes.set(id, without(episodes.get(id) ?? { social_care_episode_id: id }, name, own))
  }
  return { ...object, social_care_episodes: [...episodes.values()] }
}

const isAlone = (part: string): boolean => part.split(' ').length === 2

const lastId = (part: string): string => part.split(' ').at(-1) ?? part

function without(episode: EpisodeObject, name: string, own: string | undefined): EpisodeObject {
  if (own === undefined) return { ...episode, [name]: { purge: true } }
  const key = lists.find((list) => list.name === name)?.id ?? ''
  return { ...episode, [name]: [...listIn(episode, name), { [key]: own, purge: true }] }
}

/** Whether the record still has it, in the window or not. */
function isHere(part: string, child: ChildHeld): boolean {
  const [, name] = part.split(' ')
  if (name === 'adoption') return child.adoptions.length > 0
  if (name === 'care_leavers') return child.leaving.length > 0
  const id = lastId(part)
  return [child.episodes, ...lists.map(({ rows }) => rows(child))].some((rows) =>
    rows.some((row) => row.id === id),
  )
}
