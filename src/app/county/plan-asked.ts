import type { DayNumber } from './ledger.ts'
import { about, by, D, lastDay, past, tell, workingAfter, type Story, type Told } from './story.ts'
import { oneOf, sentences } from './words.ts'

export function ask(story: Story, child: Told, on: DayNumber): void {
  const { chance, org, team } = story
  const owner = by(story, on)
  // Between workers it is an action; from a manager, chair or reviewing officer a direction. Nobody asks themselves.
  const colleague = chance.odds(0.35) ? colleagueOf(story, on, owner) : null
  const direction = colleague === null
  const manager = owner === team.manager.id ? org.serviceManager : team.manager
  const asker =
    colleague ??
    chance.weighed([
      [manager, 7],
      [chance.of(org.chairs), 2],
      [chance.of(org.reviewing), 1],
      [org.serviceManager, 1],
    ] as const).id
  const [what, soThat] = direction ? chance.of(sentences.direction) : [chance.of(sentences.action), null]
  const due = workingAfter(on, chance.whole(3, 20))
  const asked = {
    what: about(child, what ?? ''),
    soThat: soThat === null || soThat === undefined ? null : about(child, soThat),
    askedBy: asker,
    ownerId: owner,
    direction,
  }
  const first = giveOnce(story, child, {
    ...asked,
    on,
    due,
    timesAsked: 1,
    repeatsId: null,
    ignored: direction && chance.odds(0.12),
  })
  if (direction && first.open) askAgain(story, child, asked, { id: first.id, due }, 2)
}

/** Asked again when the day has passed and nothing was done; the third time the service manager decides, for most. */
function askAgain(
  story: Story,
  child: Told,
  asked: Pick<Asking, 'what' | 'soThat' | 'askedBy' | 'ownerId' | 'direction'>,
  before: { readonly id: string | null; readonly due: DayNumber },
  timesAsked: 2 | 3,
): void {
  const on = workingAfter(before.due, 6)
  if (before.id === null || on > lastDay(story)) return
  const due = workingAfter(on, 5)
  const ignored = story.chance.odds(0.4)
  const again = giveOnce(story, child, { ...asked, on, due, timesAsked, repeatsId: before.id, ignored })
  if (again.open && timesAsked === 2) askAgain(story, child, asked, { id: again.id, due }, 3)
}

/** Somebody else who holds a post of the team that day, who goes along or covers. */
function colleagueOf({ chance, team }: Story, on: DayNumber, owner: string): string | null {
  const there = team.posts.flatMap(({ holders }) =>
    holders.filter(({ id, from, to }) => id !== owner && from <= on && (to === null || to > on)),
  )
  return there.length === 0 ? null : chance.of(there).id
}

interface Asking {
  readonly what: string
  readonly soThat: string | null
  readonly askedBy: string
  readonly ownerId: string
  readonly direction: boolean
  readonly on: DayNumber
  readonly due: DayNumber
  readonly timesAsked: number
  readonly repeatsId: string | null
  readonly ignored: boolean
}

/** One asking, and what came of it; `open` if nobody has answered. */
function giveOnce(story: Story, child: Told, asking: Asking): { id: string | null; open: boolean } {
  const { on, due, ignored, ...asked } = asking
  const { chance } = story
  const answeredOn = chance.odds(0.8) ? Math.max(on, due - chance.whole(0, 6)) : due + chance.whole(1, 25)
  const answered = !ignored && answeredOn <= lastDay(story)
  const extended = chance.odds(0.08) ? 1 : 0
  const id = tell(story, 'action', child, {
    state: 'open',
    on,
    by: asked.askedBy,
    values: {
      ...asked,
      askedOn: D(on),
      dueOn: D(due),
      firstDueOn: D(extended === 1 ? due - 7 : due),
      explainedOn: asked.timesAsked > 1 && chance.odds(0.5) ? past(story, on + chance.whole(0, 2)) : null,
      extended,
      extendedWhy: extended === 1 ? oneOf(sentences.extendedWhy, child.about, chance) : null,
    },
    later: answered
      ? answeredThen(story, child, asked, answeredOn)
      : story.to === null
        ? doneAtLast(story, asked.ownerId, due)
        : [stopped(story, child, asked.askedBy)],
  })
  return { id, open: !answered && story.to === null }
}

/** What nobody had answered for three months was found in supervision, and done; later than that, nobody has yet. */
function doneAtLast({ ledger }: Story, ownerId: string, due: DayNumber) {
  const on = due + 91
  if (on > ledger.span.today) return []
  const answer = found[due % found.length] ?? null
  return [
    {
      state: 'answered' as const,
      on,
      by: ownerId,
      minute: 14 * 60,
      values: { answer, answeredOn: D(on), answeredBy: ownerId },
    },
  ]
}

export const found = [
  'Done in the end: it had been left when the worker changed.',
  'Done, after supervision found that nobody had.',
  'Done now. The family had done most of it themselves.',
  'Done on the last visit, and the child was told why it took so long.',
]

function answeredThen(story: Story, child: Told, asked: Pick<Asking, 'askedBy' | 'ownerId'>, on: DayNumber) {
  const { chance } = story
  const answer = {
    answer: oneOf(sentences.answer, child.about, chance),
    evidence: chance.odds(0.7) ? oneOf(sentences.evidence, child.about, chance) : null,
    answeredOn: D(on),
    answeredBy: asked.ownerId,
  }
  const answers = [{ state: 'answered' as const, on, by: asked.ownerId, values: answer }]
  if (asked.askedBy === asked.ownerId || chance.odds(0.35)) return answers
  const verifiedOn = on + chance.whole(1, 14)
  const difference = chance.odds(0.65) ? oneOf(sentences.madeDifference, child.about, chance) : null
  return [
    ...answers,
    {
      state: 'verified' as const,
      on: verifiedOn,
      by: asked.askedBy,
      values: { verifiedOn: D(verifiedOn), verifiedBy: asked.askedBy, difference },
    },
  ]
}

const stopped = (story: Story, child: Told, askedBy: string) => ({
  state: 'stopped' as const,
  on: story.to ?? lastDay(story),
  by: askedBy,
  values: { stoppedWhy: oneOf(sentences.stoppedWhy, child.about, story.chance) },
})
