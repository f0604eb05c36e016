import type { Chance } from './chance.ts'
import type { DayNumber } from './ledger.ts'
import type { Post, Worker } from './organisation.ts'
import type { Day } from '../../platform/dates/day.ts'
import { D, lastDay, past, tell, type Shift, type Story, type Told } from './story.ts'
import { oneOf, sentences } from './words.ts'

/** Days after which a manager has seen to what was left undone. */
const settledAfter = 60

type EndReason = 'left employment' | 'agency ended' | 'team transfer' | 'sickness' | 'caseload' | 'closed' | 'not given' // prettier-ignore

/** Who worked with the family from a day on: the holders of one post, sometimes another's in between. */
export function allocate(
  story: Story,
  from: DayNumber,
  posts: readonly Post[],
  unallocatedSince?: DayNumber,
): void {
  const until = unallocatedSince ?? lastDay(story)
  const shifts = shiftsOf(story, from, until, posts)
  const open = story.to === null && unallocatedSince === undefined
  const told = shifts.map((shift, i) => {
    const last = i === shifts.length - 1
    return { ...shift, to: last && open ? null : shift.to }
  })
  story.shifts.push(...told)
  for (const child of story.children)
    told.forEach((shift, i) => allocation(story, child, shift, told[i + 1] ?? null))
}

/** One worker after another, each from the day given to the next; null where the last goes on. */
export function takeTurns(story: Story, days: readonly (DayNumber | null)[]): void {
  const { posts } = story.team
  const first = story.chance.whole(0, posts.length - 1)
  const shifts = days.slice(0, -1).flatMap((from, i) => {
    const post = posts[(first + i) % posts.length]
    const worker = post === undefined || from === null ? null : holderFrom(post, story.ledger.span.today)
    return worker === null || from === null ? [] : [{ worker, from, to: days[i + 1] ?? null }]
  })
  story.shifts.push(...shifts)
  for (const child of story.children)
    shifts.forEach((shift, i) => allocation(story, child, shift, shifts[i + 1] ?? null))
}

/** Three workers within the year, the last of them from today. */
export function thirdWorker(story: Story, from: DayNumber): void {
  const { today } = story.ledger.span
  takeTurns(story, [from, from + Math.floor((today - from) / 2), today, null])
}

function shiftsOf(
  story: Story,
  from: DayNumber,
  until: DayNumber,
  posts: readonly Post[],
): (Shift & { to: DayNumber })[] {
  const { chance } = story
  const found: (Shift & { to: DayNumber })[] = []
  let on = from
  let post = postFor(chance, posts)
  while (on <= until && found.length < 12) {
    const worker = holderFrom(post, on)
    if (worker === null) break
    const begins = Math.max(on, worker.from)
    if (begins > until) break
    const moves = chance.odds(0.3) ? begins + chance.whole(60, 400) : Infinity
    const ends = Math.min(worker.to ?? Infinity, moves, until)
    found.push({ worker, from: begins, to: ends })
    on = ends + (moves === ends ? 0 : 1)
    if (moves === ends) post = postFor(chance, posts)
    if (ends === until) break
  }
  return found
}

/** The first of a team carries most, and one in their first year few. */
const postFor = (chance: Chance, posts: readonly Post[]): Post =>
  chance.weighed(
    posts.map((post, i) => [post, post.holders.at(-1)?.newlyQualified === true ? 0.15 : i === 0 ? 1.7 : 1]),
  )

const holderFrom = (post: Post, on: DayNumber): Worker | null =>
  post.holders.find(({ to }) => to === null || to >= on) ?? null

function allocation(story: Story, child: Told, shift: Shift, next: Shift | null): void {
  const { chance, team } = story
  const { worker, from, to } = shift
  const first = story.shifts[0]?.from === from
  const why = to === null ? null : reason(story, shift, next)

  tell(story, 'allocation', child, {
    state: 'allocated',
    on: from,
    by: team.manager.id,
    values: {
      role: worker.role === 'PA' ? 'personal adviser' : 'lead social worker',
      workerId: worker.id,
      teamId: team.id,
      fromOn: D(from),
      swReason: first ? 'FCONTA' : chance.of(['LEFTRL', 'MANAGE', 'ORGRST', 'TSPROC'] as const),
      ...(first ? metAgain(story, shift) : handedOver(story, shift)),
      changesReviewedOn: reviewedOn(story, from),
    },
    later:
      to === null || why === null
        ? []
        : [
            {
              state: 'ended',
              on: to,
              by: team.manager.id,
              values: {
                toOn: D(to),
                endReason: why,
                planned: why !== 'sickness' && why !== 'agency ended',
                handoverNote:
                  why === 'closed' || chance.odds(0.2)
                    ? null
                    : oneOf(sentences.handover, child.about, chance),
              },
            },
          ],
  })
}

function reason(story: Story, { worker, to }: Shift, next: Shift | null): EndReason {
  if (next === null) return 'closed'
  if (worker.to === to) return worker.agency ? 'agency ended' : 'left employment'
  return story.chance.of(['team transfer', 'sickness', 'caseload', 'not given'] as const)
}

/** A family who come back to another worker: the child was told who it is, and somebody they knew came along. */
function metAgain({ again, ledger }: Story, { from, to }: Shift) {
  const on = from + 6
  if (again !== true || on > Math.min(to ?? on, ledger.span.today - settledAfter)) return {}
  return { childToldOn: D(on), jointVisitOn: D(on) }
}

/** Told and visited together in time, late, or not yet: what was left undone months ago has been made good since. */
function handedOver(story: Story, { from, to }: Shift) {
  const { chance } = story
  const told =
    from +
    chance.weighed([
      [-3, 5],
      [2, 4],
      [9, 2],
      [18, 2],
    ] as const)
  const joint =
    from +
    chance.weighed([
      [1, 4],
      [7, 5],
      [16, 2],
    ] as const)
  const { today } = story.ledger.span
  const madeGood = from + 40 < Math.min(to ?? today, today - settledAfter) ? D(from + 40) : null
  const done = (on: DayNumber) => (on > today ? null : chance.odds(0.2) ? madeGood : D(on))
  return { childToldOn: done(told), jointVisitOn: done(joint) }
}

/** Why this child has had so many workers is looked into at the third, for most: that day, or some days after. */
function reviewedOn(story: Story, from: DayNumber): Day | null {
  const { chance, ledger } = story
  const nth = story.shifts.findIndex((one) => one.from === from)
  const madeGood = from + 34 < ledger.span.today - settledAfter ? D(from + 34) : null
  if (nth < 2 || from === ledger.span.today) return story.again === true ? madeGood : null
  if (chance.odds(0.4)) return madeGood
  return past(story, from + (chance.odds(0.55) ? 0 : 6))
}

/** A fault such as any authority has: somebody still stands as lead who left the family long ago. */
export function neverEnded(story: Story, from: DayNumber): void {
  const { team, children } = story
  const worker = team.posts.at(-1)?.holders.at(-1)
  if (worker === undefined) return
  const values = {
    role: 'lead social worker',
    workerId: worker.id,
    teamId: team.id,
    fromOn: D(from - 1),
  } as const
  for (const child of children)
    tell(story, 'allocation', child, { state: 'allocated', on: from, by: team.manager.id, values })
}
