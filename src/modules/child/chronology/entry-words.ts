import { daysBetween, type Day } from '../../../platform/dates/day.ts'
import type { EventKind } from '../../../platform/web/holdfast/chronology.ts'
import { assessment } from '../../assessment/index.ts'
import { cpPlan } from '../../child-protection/index.ts'
import { careEpisode, claReview } from '../../looked-after/index.ts'
import { cinEpisode } from '../../referrals/index.ts'
import { contact } from '../../front-door/index.ts'
import { healthCheck } from '../../health/index.ts'
import { capital, kinWords } from '../kin.ts'
import { counted } from '../name.ts'
import { placeWords } from '../words.ts'
import { cameTo, coded, text } from './coded.ts'
import type { Entry } from './entries.ts'
import { sourceWords } from './source-words.ts'

/** One entry in finished words. */
interface Said {
  readonly sign: EventKind
  /** 'School', 'Decision': above the line. */
  readonly category: string
  readonly what: string
  /** The child's own words are shown as nothing else is. */
  readonly quoted?: true
  /** What it meant for the child: null where nobody has written it yet, undefined where it is not asked. */
  readonly impact?: string | null
}

type Facts = Readonly<Record<string, unknown>>
type Say = (facts: Facts, entry: Entry) => Said

/** 'a, b' of what there is. */
const joined = (...parts: readonly (string | null | false)[]): string =>
  parts.filter((part) => part !== null && part !== false && part !== '').join(', ')

const decision = (what: string): Said => ({ sign: 'decision', category: 'Decision', what })

const noteKinds: Readonly<Record<string, string>> = {
  call: 'Call',
  message: 'Message',
  meeting: 'Meeting',
  event: 'Event',
}

/** Whom it was with, as far as a sign can tell it. */
const signs: readonly (readonly [RegExp, EventKind])[] = [
  [/police/i, 'police'],
  [/school|primary|academy|nursery|teacher/i, 'school'],
  [/health|hospital|nurse|gp\b|doctor/i, 'health'],
]

const note: Say = ({ kind, who_with: whoWith, line, impact, significant }) => ({
  sign: signs.find(([words]) => words.test(text(whoWith) ?? ''))?.[1] ?? 'other',
  category: joined(noteKinds[text(kind) ?? ''] ?? 'Note', text(whoWith)),
  what: text(line) ?? '',
  ...(significant === true || text(impact) !== null ? { impact: text(impact) } : {}),
})

const visit: Say = (facts) => {
  const place = placeWords(text(facts['place']))
  const seen = facts['mode'] === 'face to face' && facts['seen'] === true
  const alone = facts['seen_alone'] === 'yes' ? ', alone' : facts['seen_alone'] === 'no' ? ', not alone' : ''
  const how = seen ? `Seen${place}${alone}` : notSeen(facts)
  return {
    sign: 'visit',
    category: 'Visit',
    what: [how, text(facts['purpose'])].filter((part) => part !== null).join('. '),
  }
}

function notSeen({ mode, outcome, seen }: Facts): string {
  if (mode === 'phone') return 'Spoken to by phone'
  if (mode === 'virtual') return 'Met by video'
  if (seen === null && outcome === 'completed') return 'Visit. Whether the child was seen is not recorded'
  return outcome === 'completed' ? 'Not seen' : `Not seen: ${text(outcome) ?? 'no reason recorded'}`
}

const conferences: Readonly<Record<string, string>> = {
  initial: 'Initial child protection conference',
  review: 'Review conference',
  'transfer in': 'Conference on a child who moved here',
  'pre-birth': 'Conference before birth',
}
const decided: Readonly<Record<string, string>> = {
  plan: 'a child protection plan is needed',
  'no plan': 'no child protection plan is needed',
  continue: 'the plan goes on',
  end: 'the plan ends',
}

const care: Say = (facts) => {
  const where = coded(careEpisode.fields, 'placementType', facts['placement_type'])
  const legal = coded(careEpisode.fields, 'legalStatus', facts['legal_status'])
  const began = facts['started_why']
  const what = began === 'S' ? 'Came into our care' : began === 'L' ? 'Legal status changed' : 'Moved'
  const why = coded(careEpisode.fields, 'movedWhy', facts['moved_why'])
  const said = began === 'L' ? legal : joined(where, legal)
  return {
    sign: 'home',
    category: 'In our care',
    what: `${what}${said === null || said === '' ? '' : `: ${said}`}${why === null ? '' : `. ${why}`}`,
  }
}

const missing: Say = (
  { kind, ended_on: ended, interview_held_on: held, interview_refused: refused },
  { day },
) => {
  const what = kind === 'A' ? 'Away without permission' : 'Missing'
  const back = text(ended)
  const days = back === null ? null : daysBetween(day, back as Day)
  const length =
    days === null
      ? ', not known to have returned'
      : days === 0
        ? ', back the same day'
        : `, ${counted(days, 'day')}`
  const interview =
    held !== null ? 'Return interview held.' : refused === true ? 'Return interview refused.' : ''
  return {
    sign: 'harm',
    category: 'Missing',
    what: `${what}${length}${interview === '' ? '' : `. ${interview}`}`,
  }
}

const person =
  (came: boolean): Say =>
  ({ kind, household, risk }) => {
    const who = capital(kinWords(text(kind) ?? '', null))
    const how =
      household === true
        ? came
          ? 'moved in'
          : 'moved out'
        : came
          ? 'came into the child’s life'
          : 'no longer in the child’s life'
    const danger = came && risk !== 'none known' && text(risk) !== null ? `. Risk ${text(risk)}` : ''
    return { sign: 'home', category: 'People', what: `${who} ${how}${danger}` }
  }

const ended =
  (what: string): Say =>
  ({ started_on: started }, { day }) =>
    decision(
      text(started) === null ? what : `${what} after ${counted(daysBetween(started as Day, day), 'day')}`,
    )

const factorsOf = (facts: Facts): string | null => {
  const factors = Array.isArray(facts['factors']) ? (facts['factors'] as readonly string[]) : []
  const options = assessment.fields.factors.options ?? {}
  return factors.length === 0 ? null : factors.map((code) => options[code] ?? code).join('; ')
}

const saying: Readonly<Record<string, Say>> = {
  visit,
  note,
  event: note,
  care,
  missing,
  words: (facts) => ({
    sign: 'words',
    category: 'Child’s words',
    what: text(facts['child_words']) ?? '',
    quoted: true,
  }),
  document: ({ what, came_from: from }) => ({
    sign: signs.find(([words]) => words.test(text(from) ?? ''))?.[1] ?? 'other',
    category: 'Document',
    what: joined(text(what), text(from) !== null && `from ${text(from)}`),
  }),
  contact: ({ source, outcome }) => ({
    ...sourceWords(source),
    what: `Contact: ${sourceLabel(source)}${text(outcome) === null ? '' : `. ${capital(text(outcome) ?? '')}`}`,
  }),
  'early-help': ({ organisation }) =>
    decision(`Early help assessment${text(organisation) === null ? '' : `, by ${text(organisation)}`}`),
  referral: ({ source, primary_need: need, no_further_action: none }) => ({
    ...sourceWords(source),
    what: `Referral${none === true ? ', no further action' : ''}${text(need) === null ? '' : `: ${coded(cinEpisode.fields, 'primaryNeed', need)}`}`,
  }),
  closed: ({ closure_reason: why }) =>
    decision(`Help ended${text(why) === null ? '' : `: ${coded(cinEpisode.fields, 'closureReason', why)}`}`),
  ending: ({ reason: why }, { by }) =>
    decision(
      `Our work ended${by === null ? '' : `, decided by ${by}`}${text(why) === null ? '' : `: ${coded(cinEpisode.fields, 'closureReason', why)}`}`,
    ),
  transfer: ({ kind, authority }) =>
    decision(
      kind === 'team'
        ? 'Moved to another team'
        : `${kind === 'in' ? 'Came from' : 'Moved to'} ${text(authority) ?? 'another authority'}`,
    ),
  'assessment-started': () => decision('Assessment started'),
  assessment: (facts) =>
    decision(`Assessment finished${factorsOf(facts) === null ? '' : `: ${factorsOf(facts)}`}`),
  strategy: ({ outcome }) => ({
    sign: 'harm',
    category: 'Strategy discussion',
    what: `Strategy discussion${text(outcome) === null ? '' : `: ${cameTo(text(outcome) ?? '')}`}`,
  }),
  enquiry: () => ({ sign: 'harm', category: 'Enquiry', what: 'Section 47 enquiry started' }),
  'enquiry-ended': ({ outcome }) => ({
    sign: 'harm',
    category: 'Enquiry',
    what: `Section 47 enquiry ended${text(outcome) === null ? '' : `: ${text(outcome)}`}`,
  }),
  conference: ({ kind, decision: what, quorate }) =>
    decision(
      joined(
        conferences[text(kind) ?? ''] ?? 'Child protection conference',
        quorate === false && 'not quorate',
      ) + (decided[text(what) ?? ''] === undefined ? '' : `: ${decided[text(what) ?? '']}`),
    ),
  protection: ({ first_category: category }) =>
    decision(
      `Child protection plan made${text(category) === null ? '' : `: ${coded(cpPlan.fields, 'firstCategory', category)?.toLowerCase()}`}`,
    ),
  'protection-ended': ended('Child protection plan ended'),
  'core-group': ({ decisions }) =>
    decision(['Core group', text(decisions)].filter((part) => part !== null).join('. ')),
  'need-plan': () => decision('Child in need plan made'),
  'need-plan-ended': ended('Child in need plan ended'),
  'need-review': ({ decisions }) =>
    decision(['Child in need review', text(decisions)].filter((part) => part !== null).join('. ')),
  'care-ended': ({ ended_why: why }) => ({
    sign: 'home',
    category: 'In our care',
    what: `Left our care${text(why) === null ? '' : `: ${coded(careEpisode.fields, 'endedWhy', why)}`}`,
  }),
  'care-review': ({ taking_part: part }) =>
    decision(
      `Looked-after review${text(part) === null ? '' : `. ${coded(claReview.fields, 'takingPart', part)}`}`,
    ),
  worker: ({ role }, { by }) => ({
    sign: 'other',
    category: 'Worker',
    what: `${by ?? 'A worker we cannot name'} began as ${text(role) ?? 'worker'}`,
  }),
  'worker-ended': ({ role, end_reason: why, child_told_on: told }, { by }) => ({
    sign: 'other',
    category: 'Worker',
    what: `${by ?? 'A worker we cannot name'} ended as ${text(role) ?? 'worker'}${text(why) === null || why === 'not given' ? '' : `: ${text(why)}`}. ${
      text(told) === null ? 'No record that the child was told' : 'The child was told'
    }`,
  }),
  direction: ({ what, direction, times_asked: times, state }) => ({
    sign: 'decision',
    category: joined(
      direction === true ? 'Direction' : 'Action',
      Number(times) > 1 && `asked ${times === 2 ? 'twice' : `${String(times)} times`}`,
      text(state),
    ),
    what: text(what) ?? '',
  }),
  'private-fostering': () => ({
    sign: 'home',
    category: 'Private fostering',
    what: 'Told of a private fostering arrangement',
  }),
  worry: ({ what, source }) => ({
    sign: 'harm',
    category: joined('Worry', text(source)),
    what: text(what) ?? '',
  }),
  unknown: ({ question, answer }) => ({
    sign: 'unknown',
    category: 'Not known',
    what: text(answer) === null ? (text(question) ?? '') : `${text(question)} Found out: ${text(answer)}`,
  }),
  outcome: ({ what }) => decision(`What must change: ${text(what) ?? ''}`),
  health: ({ kind }) => ({
    sign: 'health',
    category: 'Health',
    what: coded(healthCheck.fields, 'kind', kind) ?? 'Health check',
  }),
  'school-plan': () => ({ sign: 'school', category: 'School', what: 'Personal education plan agreed' }),
  'adoption-placed': () => ({ sign: 'home', category: 'Adoption', what: 'Placed with adopters' }),
  adopted: () => ({ sign: 'home', category: 'Adoption', what: 'Adopted' }),
  'pre-proceedings': () => decision('Pre-proceedings began'),
  liberty: () => decision('Deprivation of liberty order made'),
  person: person(true),
  'person-left': person(false),
  address: ({ kind, confidential }) => ({
    sign: 'home',
    category: 'Home',
    what:
      kind === 'placement'
        ? 'New place to live, where they are placed'
        : `New address${confidential === true ? ', kept confidential' : ''}`,
  }),
}

/** Who told us, for the line itself. */
const sourceLabel = (value: unknown): string =>
  coded(contact.fields, 'source', value)?.toLowerCase() ?? 'source not known'

/** An entry in finished words. */
export function entryWords(entry: Entry): Said {
  const say = saying[entry.kind]
  const said: Said =
    say === undefined ? { sign: 'other', category: 'Record', what: entry.kind } : say(entry.facts, entry)
  return entry.meant === null ? said : { ...said, impact: entry.meant }
}
