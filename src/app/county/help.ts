import { allocate, thirdWorker } from './allocations.ts'
import { momentOn, type DayNumber } from './ledger.ts'
import { actions, outcomes, unknowns, worries } from './plan.ts'
import {
  ageAt, about, by, contacts, D, lag, lastDay, notes, past, tell, working, workingAfter, type Story, type Told,
} from './story.ts' // prettier-ignore
import { visitAll, visits } from './visits.ts'
import { oneOf, sentences } from './words.ts'

/** What a family is being helped with: how far up the road from a first worry it goes. */
export type Path =
  | 'contact'
  | 'referral'
  | 'assessment'
  | 'enquiry'
  | 'child in need'
  | 'child protection'
  | 'in our care'
  | 'private fostering'

/** What sets one story apart where chance might not: for the duties few children have. */
export interface Turn {
  readonly unallocated?: boolean
  readonly noPlan?: boolean
  readonly late?: boolean
  readonly preProceedings?: boolean
  /** The referrer has yet to hear what was decided yesterday. */
  readonly feedbackOwed?: boolean
  /** Today a third worker within the year took over. */
  readonly thirdWorker?: boolean
  /** The concern came today: the discussion is to be held, or has been held and the child is to be seen. */
  readonly concern?: 'to be discussed' | 'discussed'
  /** Working days by which a first, inquorate conference went before the quorate one: ten are allowed. */
  readonly inquorate?: number
}

/** Referral, assessment and whatever help follows, from a day on. */
export function help(story: Story, path: Path, from: DayNumber, turn: Turn = {}): void {
  const { chance } = story
  if (turn.feedbackOwed === true) return feedbackOwed(story)
  if (path === 'contact') return contacts(story, from, chance.odds(0.15) ? null : chance.of(['Advice given', 'Early help', 'No further action', 'Waiting for police information'])) // prettier-ignore
  contacts(story, from, 'Referral')
  if (path === 'referral') return noFurtherAction(story, from)
  const allocated = workingAfter(from, turn.late === true || chance.odds(0.1) ? chance.whole(2, 7) : chance.whole(0, 1))
  const gone = turn.unallocated === true ? lastDay(story) - chance.whole(2, 12) : undefined
  if (turn.thirdWorker === true) thirdWorker(story, allocated)
  else allocate(story, allocated, story.team.posts, gone)
  const episodes = episode(story, path, from)
  const authorised = assess(story, from, allocated, episodes, turn.late)
  writeWeeks(story, from, path)
  if (path === 'enquiry') enquire(story, from, episodes, turn.concern === undefined ? {} : { concern: turn.concern })
  if (path === 'child in need' && turn.noPlan !== true) inNeed(story, planFrom(story, authorised, turn), episodes)
  if (path === 'child protection') protect(story, from, episodes, turn)
} // prettier-ignore

function feedbackOwed(story: Story): void {
  const on = workingAfter(story.ledger.span.today, -1)
  const screener = story.chance.of(story.org.screeners).id
  for (const child of story.children)
    tell(story, 'contact', child, {
      state: 'received', on, by: screener,
      values: { receivedOn: D(on), receivedAt: momentOn(on, 560), source: '2A', urgency: 'amber', ratedAt: momentOn(on, 640), outcome: 'Advice given', decidedOn: D(on) },
    })
} // prettier-ignore

const planFrom = ({ chance }: Story, authorised: DayNumber, { late }: Turn): DayNumber =>
  workingAfter(authorised, late === true || chance.odds(0.15) ? chance.whole(11, 25) : chance.whole(0, 10))

function writeWeeks(story: Story, from: DayNumber, path: Path): void {
  notes(story, from, path === 'child protection' ? 9 : 16)
  for (let on = from + story.chance.whole(20, 90); on < lastDay(story); on += story.chance.whole(30, 200))
    contacts(story, working(on), 'Linked to open work')
  worries(story, from)
  if (story.chance.odds(0.6)) unknowns(story, from)
  if (path !== 'assessment') actions(story, from + 10, path === 'child protection' ? 22 : 34)
}

const needs = [['N1', 60], ['N5', 14], ['N4', 10], ['N3', 6], ['N2', 6], ['N6', 2], ['N8', 2]] as const // prettier-ignore

/** The episode of need of each child, by child. */
function episode(story: Story, path: Path, from: DayNumber): Map<string, string | null> {
  const { chance, team } = story
  const primaryNeed = team.name === 'Children with disabilities' ? 'N2' : chance.weighed(needs)
  const source = chance.weighed([['6', 28], ['2A', 24], ['3E', 8], ['3B', 6], ['5A', 8], ['1A', 8], ['3A', 5], ['9', 3], ['4', 3]] as const) // prettier-ignore
  const closing = story.to
  const why = path === 'assessment' ? chance.of(['RC8', 'RC9'] as const) : chance.weighed([['RC7', 85], ['RC3', 5], ['RC5', 6], ['RC6', 4]] as const) // prettier-ignore
  const decided = Math.min(from + chance.whole(0, 1), story.ledger.span.today)
  return new Map(
    story.children.map((child) => [
      child.id,
      tell(story, 'cinEpisode', child, {
        state: 'open',
        on: decided,
        by: story.team.manager.id,
        values: { referredOn: D(from), source, primaryNeed, noFurtherAction: false },
        later: closing === null ? [] : [{ state: 'closed', on: closing, by: team.manager.id, values: { closedOn: past(story, closing), closureReason: why } }],
      }),
    ]),
  ) // prettier-ignore
}

function noFurtherAction(story: Story, from: DayNumber): void {
  const { chance, org } = story
  const decided = from + chance.weighed([[0, 50], [1, 40], [4, 10]] as const) // prettier-ignore
  const source = chance.of(['2A', '6', '3B', '1A'] as const)
  for (const child of story.children)
    tell(story, 'cinEpisode', child, {
      state: 'open',
      on: from,
      by: chance.of(org.screeners).id,
      values: { referredOn: D(from), source, primaryNeed: 'N0' },
      later: [{ state: 'no further action', on: decided, by: chance.of(org.screeners).id, values: { noFurtherAction: true, closedOn: past(story, decided), closureReason: 'RC8' } }],
    }) // prettier-ignore
}

const factors = ['1B', '2B', '3A', '3B', '4A', '4B', '5A', '6B', '7A', '10A', '13A', '16A', '17A', '18B', '19B', '19C'] as const // prettier-ignore

/** The assessment of each child; says when it was, or will be, authorised. */
function assess(story: Story, from: DayNumber, allocated: DayNumber, episodes: Map<string, string | null>, late = false): DayNumber {
  const { chance, team } = story
  const days = late || chance.odds(0.13) ? chance.whole(46, 62) : chance.whole(14, 44)
  const authorised = workingAfter(from, days)
  const seen = workingAfter(allocated, late || chance.odds(0.12) ? chance.whole(6, 11) : chance.whole(0, 5))
  if (seen <= lastDay(story)) visitAll(story, seen, 'home', 'seen')
  visits(story, seen, authorised, { every: 12, place: 'home' })
  const steered = workingAfter(from, chance.odds(0.75) ? chance.whole(4, 10) : chance.whole(11, 18))
  const found = factors.filter(() => chance.odds(0.16))
  for (const child of story.children) {
    tell(story, 'assessment', child, {
      state: 'started',
      on: allocated,
      by: by(story, allocated),
      values: { episodeId: episodes.get(child.id) ?? null, startedOn: D(allocated) },
      later: [
        { state: 'started', on: steered, by: team.manager.id, values: { reviewedOn: past(story, steered), steeredOn: past(story, steered) } },
        { state: 'authorised', on: authorised, by: team.manager.id, values: { authorisedOn: past(story, authorised), factors: found, childSeen: chance.odds(0.95) ? 'yes' : 'no', supportNeeded: chance.odds(0.7) ? 'yes' : 'no' } },
      ],
    })
  }
  return authorised
} // prettier-ignore

function inNeed(story: Story, from: DayNumber, episodes: Map<string, string | null>): void {
  if (from > lastDay(story)) return
  const { chance, team } = story
  outcomes(story, from)
  visits(story, from, story.ledger.span.today, { every: 20, place: 'home' })
  const reviews: DayNumber[] = []
  for (let on = from + chance.whole(30, 46); on <= lastDay(story); on += chance.whole(70, 105)) reviews.push(working(on))
  for (const child of story.children) {
    const planId = tell(story, 'cinPlan', child, {
      state: 'open',
      on: from,
      by: team.manager.id,
      values: { episodeId: episodes.get(child.id) ?? null, startedOn: D(from) },
      later: story.to === null ? [] : [{ state: 'ended', on: story.to, by: team.manager.id, values: { endedOn: past(story, story.to) } }],
    })
    for (const on of reviews)
      tell(story, 'cinReview', child, { state: 'held', on: lag(story, on), by: by(story, on), values: { planId, heldOn: D(on), decisions: oneOf(sentences.decision, child.about, chance), durationDecision: on - from > 240 && chance.odds(0.7) ? chance.of(['go on', 'go on', 'step down', 'step up'] as const) : null } })
  }
} // prettier-ignore

/** Strategy discussion and enquiry; says on which day the discussion was held. */
function enquire(story: Story, from: DayNumber, episodes: Map<string, string | null>, { concern: fresh, conferenceOn }: Pick<Turn, 'concern'> & { conferenceOn?: DayNumber }): DayNumber {
  const { chance, team } = story
  const continuing = conferenceOn !== undefined
  const concern = fresh === undefined ? working(from + chance.whole(0, 2)) : from
  const inTime = fresh === 'discussed' ? 0 : fresh === 'to be discussed' ? 1 : chance.odds(0.85) ? chance.whole(0, 1) : chance.whole(2, 4)
  const held = inTime === 0 ? concern : workingAfter(concern, inTime)
  const concluded = workingAfter(held, chance.whole(5, 14))
  const seen = fresh === undefined && chance.odds(0.8) ? working(held + chance.whole(0, 1)) : workingAfter(held, chance.whole(2, 5))
  if (seen <= lastDay(story)) visitAll(story, seen, 'home', 'seen')
  const joint = chance.odds(0.4)
  for (const child of story.children) {
    tell(story, 'strategyDiscussion', child, {
      state: 'asked for', on: concern, by: team.manager.id, values: { concernOn: D(concern) },
      later: [{ state: 'held', on: held, by: team.manager.id, values: { heldOn: past(story, held), outcome: joint ? 'joint enquiry' : 'single enquiry' } }],
    })
    tell(story, 'section47', child, {
      state: 'open', on: held, by: by(story, held),
      values: { episodeId: episodes.get(child.id) ?? null, startedOn: D(held), conferenceTargetOn: D(workingAfter(held, 15)) },
      later: [{ state: 'concluded', on: concluded, by: team.manager.id, values: { concludedOn: past(story, concluded), outcome: continuing ? 'continuing risk' : chance.of(['no concern', 'concern not continuing'] as const), conferenceNotRequired: !continuing, conferenceOn: conferenceOn === undefined ? null : past(story, conferenceOn) } }],
    })
  }
  return held
} // prettier-ignore

function protect(story: Story, from: DayNumber, episodes: Map<string, string | null>, turn: Turn): void {
  const { chance } = story
  const about15 = turn.late === true || chance.odds(0.15) ? chance.whole(16, 24) : chance.whole(9, 14)
  const conferenceOn = workingAfter(working(from + 2), about15)
  enquire(story, from, episodes, { conferenceOn })
  if (turn.inquorate !== undefined) inquorate(story, workingAfter(conferenceOn, -turn.inquorate))
  if (conferenceOn > lastDay(story)) return
  const plans = protectionPlans(story, conferenceOn, episodes)
  const reviews = reviewDays(story, conferenceOn)
  conferences(story, [{ on: conferenceOn, kind: 'initial', quorate: true }, ...reviews.map((on) => ({ on, kind: 'review' as const, quorate: true }))], plans)
  outcomes(story, conferenceOn)
  visits(story, conferenceOn, story.ledger.span.today, { every: 10, place: 'home' })
  coreGroups(story, conferenceOn, plans)
  if (turn.preProceedings === true || chance.odds(0.1)) preProceedings(story, conferenceOn + chance.whole(20, 90), turn.late)
} // prettier-ignore

function protectionPlans(story: Story, on: DayNumber, episodes: Map<string, string | null>): Map<string, string | null> {
  const { chance, org } = story
  const chair = chance.of(org.chairs)
  const category = chance.weighed([['NEG', 48], ['EMO', 36], ['PHY', 9], ['SAB', 4], ['MUL', 3]] as const)
  const previousPlans = chance.odds(0.22) ? chance.whole(1, 2) : 0
  return new Map(
    story.children.map((child) => [
      child.id,
      tell(story, 'cpPlan', child, {
        state: 'open', on, by: chair.id,
        values: { episodeId: episodes.get(child.id) ?? null, startedOn: D(on), firstCategory: category, latestCategory: category, previousPlans, emergencyProtection: false },
        later: story.to === null ? [] : [{ state: 'ended', on: story.to, by: chair.id, values: { endedOn: past(story, story.to) } }],
      }),
    ]),
  )
} // prettier-ignore

/** Within three months, then six: a few late. */
function reviewDays(story: Story, from: DayNumber): DayNumber[] {
  const { chance } = story
  const days: DayNumber[] = []
  for (let on = from + (chance.odds(0.9) ? chance.whole(70, 89) : chance.whole(93, 110)); on <= lastDay(story); on += chance.odds(0.8) ? chance.whole(150, 178) : chance.whole(186, 205))
    days.push(working(on))
  return days
} // prettier-ignore

function inquorate(story: Story, on: DayNumber): void {
  if (on <= lastDay(story)) conferences(story, [{ on, kind: 'initial', quorate: false }], new Map())
}

interface Held {
  readonly on: DayNumber
  readonly kind: 'initial' | 'review'
  readonly quorate: boolean
}

function conferences(story: Story, held: readonly Held[], plans: ReadonlyMap<string, string | null>): void {
  const { chance, org } = story
  const chair = chance.of(org.chairs)
  for (const { on, kind, quorate } of held) {
    const shared = chance.odds(0.75) ? on - chance.whole(4, 9) : chance.odds(0.6) ? on - chance.whole(0, 1) : null
    const ends = story.to !== null && on >= story.to - 20
    const checked = quorate && chance.odds(0.8) ? on + (kind === 'initial' ? chance.whole(28, 46) : chance.whole(70, 100)) : Infinity
    for (const child of story.children)
      tell(story, 'conference', child, {
        state: quorate ? 'held' : 'inquorate', on, by: chair.id,
        values: { kind, planId: plans.get(child.id) ?? null, heldOn: D(on), quorate, decision: !quorate ? 'not recorded' : kind === 'initial' ? 'plan' : ends ? 'end' : 'continue', reportSharedOn: shared === null ? null : D(shared) },
        later: checked <= lastDay(story) ? [{ state: 'held', on: checked, by: chair.id, values: { checkedOn: D(checked) } }] : [],
      })
  }
} // prettier-ignore

function coreGroups(story: Story, from: DayNumber, plans: ReadonlyMap<string, string | null>): void {
  const { chance } = story
  const first = workingAfter(from, chance.odds(0.88) ? chance.whole(5, 10) : chance.whole(11, 16))
  for (let on = first; on <= lastDay(story); on += chance.odds(0.85) ? chance.whole(26, 40) : chance.whole(44, 58)) {
    const day = working(on)
    for (const child of story.children)
      tell(story, 'coreGroup', child, { state: 'held', on: lag(story, day), by: by(story, day), values: { planId: plans.get(child.id) ?? null, heldOn: D(day), decisions: oneOf(sentences.decision, child.about, chance) } })
  }
} // prettier-ignore

/** From the legal planning meeting to the court's door, or away from it. */
function preProceedings(story: Story, from: DayNumber, late = false): void {
  const { chance, org } = story
  const letter = from + chance.whole(3, 14)
  const met = letter + chance.whole(8, 20)
  const decided = letter + (!late && chance.odds(0.7) ? chance.whole(70, 111) : chance.whole(118, 170))
  for (const child of story.children)
    tell(story, 'preProceedings', child, {
      state: 'open', on: from, by: org.serviceManager.id,
      values: { startedOn: D(from) },
      later: [
        { state: 'open', on: letter, by: org.serviceManager.id, values: { letterSentOn: past(story, letter), letterInitialOn: past(story, letter), fgdmOffered: chance.odds(0.8), fgdmHeld: chance.odds(0.4) } },
        { state: 'open', on: met, by: org.serviceManager.id, values: { firstMeetingOn: past(story, met), reviewMeetings: 1 } },
        { state: 'ended', on: decided, by: org.serviceManager.id, values: { decidedOn: past(story, decided), outcome: chance.of(['A', 'B', 'C'] as const), reviewMeetings: 2 } },
      ],
    })
} // prettier-ignore

/** A private fostering arrangement: told of, visited, decided, and watched. SI 2005/1533. */
export function privateFostering(story: Story, child: Told, carerId: string, from: DayNumber, turn: Turn & { readonly unvisited?: boolean }): void {
  const { chance, team } = story
  const { late = false, unvisited = false } = turn
  const told = from + chance.whole(0, Math.min(30, Math.max(0, lastDay(story) - from - 60)))
  const first = !late && chance.odds(0.6) ? workingAfter(told, chance.whole(2, 7)) : workingAfter(told, chance.whole(8, 14))
  const decided = told + (chance.odds(0.6) ? chance.whole(20, 42) : chance.whole(45, 70))
  allocate(story, told, team.posts)
  if (first <= lastDay(story)) visitAll(story, first, 'home', 'seen')
  const rhythm = { every: 29, place: 'home' } as const
  visits(story, first, unvisited ? told + 430 : story.ledger.span.today, rhythm)
  if (unvisited) visits(story, told + 560, story.ledger.span.today, rhythm)
  const suitable = chance.odds(0.8)
  tell(story, 'privateFostering', child, {
    state: 'notified', on: told, by: by(story, told),
    values: { toldOn: D(told), awareOn: D(told), toldBy: chance.of(['parent', 'carer', 'agency', 'found'] as const), carerId, relationship: chance.of(['friend', 'distant relative', 'host', 'other'] as const), startsOn: D(from), fourWeeksOrMore: true },
    later: [
      { state: 'assessed', on: first, by: by(story, first), values: { spokenAloneOn: past(story, first), adultsChecked: true, parentsContacted: about(child, '{adult} was spoken to by telephone.'), assessedOn: past(story, first) } },
      { state: suitable ? 'suitable' : 'requirements', on: decided, by: team.manager.id, values: { decidedOn: past(story, decided), decisionReason: about(child, '{child} is settled, spoke well of the home, and is in touch with {adult}.'), requirements: suitable ? null : oneOf(sentences.requirements, child.about, chance) } },
      ...(story.to === null ? [] : [{ state: 'ended' as const, on: story.to, by: by(story, story.to), values: { endedOn: past(story, story.to), endReason: ageAt(child, story.to) >= 16 ? ('turned 16' as const) : ('returned' as const) } }]),
    ],
  })
  notes(story, told, 25)
} // prettier-ignore
