import type { EpisodeRow } from '../../return-files/index.ts'
import type { Whereabouts } from './whole.ts'

/** Where a postcode is on the National Grid, in metres, and the GSS code of its upper-tier authority. */
export interface PostcodeAt {
  readonly east: number
  readonly north: number
  readonly authority: string
}

/** A postcode directory. */
export interface Postcodes {
  /** Finds a postcode however it is spaced and in either case. */
  readonly find: (postcode: string) => PostcodeAt | undefined
}

/** A directory of the postcodes given. */
export function postcodesOf(given: Iterable<readonly [string, PostcodeAt]>): Postcodes {
  // Null is a postcode as somebody wrote it that is not in the directory: a return asks for the same ones over and over.
  const known = new Map<string, PostcodeAt | null>()
  for (const [postcode, at] of given) known.set(postcode, at).set(bare(postcode), at)
  return {
    find(postcode) {
      let at = known.get(postcode)
      if (at === undefined) known.set(postcode, (at = known.get(bare(postcode)) ?? null))
      return at ?? undefined
    },
  }
}

const bare = (postcode: string): string => postcode.replaceAll(' ', '').toUpperCase()

/** Nothing is known of where a placement is. */
export const nowhere: Whereabouts = { authority: null, location: null, miles: null }

/** Metres in a mile, as the return counts them. */
const mile = 1609.3

/** Works placements out from a directory. */
export const whereaboutsBy =
  (postcodes: Postcodes, own: string | null) =>
  (episode: EpisodeRow): Whereabouts =>
    placed(postcodes, own, episode)

function placed({ find }: Postcodes, own: string | null, { homePost, plPost }: EpisodeRow): Whereabouts {
  const to = plPost === null ? undefined : find(plPost)
  if (to === undefined) return nowhere
  const from = homePost === null ? undefined : find(homePost)
  return {
    authority: to.authority,
    location: to.authority === own ? 'IN' : 'OUT',
    miles: from === undefined ? null : milesBetween(from, to),
  }
}

const milesBetween = (from: PostcodeAt, to: PostcodeAt): number =>
  Math.round((Math.hypot(to.east - from.east, to.north - from.north) / mile) * 10) / 10
