import type { Day } from '../../../platform/dates/day.ts'
import type { ReadBack } from '../../../platform/record/received.ts'
import type { AnyRecordType } from '../../../platform/record/record.ts'
import { assessment, assessmentFromCensus } from '../../assessment/index.ts'
import { cinPlan, planFromCensus as needPlanFromCensus } from '../../child-in-need/index.ts'
import { conference, cpPlan, planFromCensus, reviewFromCensus } from '../../child-protection/index.ts'
import { preProceedings, preProceedingsFromCensus } from '../../pre-proceedings/index.ts'
import { cinEpisode, episodeFromCensus } from '../../referrals/index.ts'
import type { CinTableName } from '../../return-files/index.ts'
import { enquiryFromCensus, section47 } from '../../strategy-and-enquiry/index.ts'
import {
  cellOf,
  cellsOf,
  dayIn,
  textIn,
  touches,
  within,
  without,
  type ChildRecord,
  type MadeCell,
  type MadeCells,
  type MadeRow,
  type RecordRow,
  type ReturnSpan,
} from './made.ts'

/** The kinds of record the census is made of, beside the child's own. */
export const cinKinds: readonly AnyRecordType[] = [
  cinEpisode,
  assessment,
  cinPlan,
  section47,
  cpPlan,
  conference,
  preProceedings,
]

interface Making {
  readonly child: ChildRecord
  readonly span: ReturnSpan
  readonly episodes: readonly RecordRow[]
}

/** The census rows of one child: the child, and beneath it each row after the one it stands under. Days as 2026-11-22. */
export function cinRows(child: ChildRecord, span: ReturnSpan): MadeRow[] {
  const episodes = child.rows(cinEpisode)
  const making: Making = { child, span, episodes }
  const below = [
    ...episodes.map((episode) => episodeRow(episode, making)),
    ...assessmentRows(making),
    ...modules.flatMap((module) => moduleRows(module, making)),
    ...reviewRows(making),
  ]
  const { person } = child
  const inYear = below.some((row) => row.inYear)
  const of = { kind: 'person', id: person.id }
  const top: MadeRow = { table: 'child', of, under: null, cells: childCells(person, span), inYear }
  return [top, ...disabilityRows(person, inYear), ...below]
}

const genders: Readonly<Record<string, string>> = { M: '1', F: '2', U: '0', I: '9' }

/** Until the census of 2024 sex was coded as a number, in an element of another name. */
function childCells(person: RecordRow, { ends }: ReturnSpan): MadeCells {
  const said = (field: string): MadeCell => cellOf('person', person, field, textIn(person, field))
  const sex = textIn(person, 'sex')
  return {
    laChildId: said('laChildId'),
    upn: said('upn'),
    formerUpn: said('formerUpn'),
    upnUnknown: said('upnUnknown'),
    personBirthDate: said('bornOn'),
    expectedPersonBirthDate: said('expectedOn'),
    ...(ends >= 2025
      ? { sex: cellOf('person', person, 'sex', sex === 'I' ? 'U' : sex) }
      : { genderCurrent: cellOf('person', person, 'sex', genders[sex] ?? sex) }),
    personDeathDate: said('diedOn'),
    ethnicity: said('ethnicity'),
  }
}

const underPerson = ({ id }: RecordRow): MadeRow['under'] => ({ table: 'child', of: { kind: 'person', id } })

function disabilityRows(person: RecordRow, inYear: boolean): MadeRow[] {
  const codes = Array.isArray(person['disabilities']) ? person['disabilities'].map(String) : []
  return codes.map((code) => ({
    table: 'disability',
    of: { kind: 'person', id: person.id },
    under: underPerson(person),
    cells: { disability: cellOf('person', person, 'disabilities', code) },
    inYear,
  }))
}

function episodeRow(record: RecordRow, { child, span }: Making): MadeRow {
  const closed = dayIn(record, 'closedOn')
  const cells = cellsOf(episodeFromCensus, record)
  const nfa = cells['referralNfa']
  return {
    table: 'episode',
    of: { kind: 'cinEpisode', id: record.id },
    under: underPerson(child.person),
    cells: without(
      {
        ...cells,
        // The element must be there; the record of an episode that went on may not say no.
        ...(nfa?.text === '' ? { referralNfa: { ...nfa, text: nfaOf(record) } } : {}),
      },
      ['cinClosureDate', 'reasonForClosure'],
      (closed ?? '') > span.endsOn,
    ),
    inYear: touches(span, dayIn(record, 'referredOn'), closed),
  }
}

/** Only a record made here is known to say all there is: of one that a return brought, nothing is added. */
const nfaOf = ({ state, importId }: RecordRow): string =>
  (importId ?? null) !== null ? '' : state === 'no further action' ? '1' : '0'

/** The episode a record belongs to: the one it says, else the one it began in, else the first. */
function episodeOf(record: RecordRow, started: Day | null, { episodes }: Making): RecordRow | undefined {
  const said = episodes.find(({ id }) => id === record['episodeId'])
  if (said !== undefined || started === null) return said ?? episodes[0]
  return (
    episodes.findLast((episode) => {
      const [from, to] = [dayIn(episode, 'referredOn'), dayIn(episode, 'closedOn')]
      return from !== null && from <= started && (to === null || to >= started)
    }) ?? episodes[0]
  )
}

interface Module {
  readonly table: CinTableName
  readonly receiver: ReadBack
  readonly started: string
  readonly ended: string | null
  /** Cells that say nothing where the end came after the last day of the census. */
  readonly ends: readonly string[]
  /** The first census that has the module. */
  readonly since: number
}

const assessments: Module = {
  table: 'assessment',
  receiver: assessmentFromCensus,
  started: 'startedOn',
  ended: 'authorisedOn',
  ends: ['assessmentAuthorisationDate'],
  since: 2017,
}

const modules: readonly Module[] = [
  {
    table: 'cinPlan',
    receiver: needPlanFromCensus,
    started: 'startedOn',
    ended: 'endedOn',
    ends: ['cinPlanEndDate'],
    since: 2022,
  },
  {
    table: 'section47',
    receiver: enquiryFromCensus,
    started: 'startedOn',
    ended: 'conferenceOn',
    ends: ['dateOfInitialCpc'],
    since: 2017,
  },
  {
    table: 'cpPlan',
    receiver: planFromCensus,
    started: 'startedOn',
    ended: 'endedOn',
    ends: ['cppEndDate'],
    since: 2017,
  },
  {
    table: 'preProceedings',
    receiver: preProceedingsFromCensus,
    started: 'startedOn',
    ended: null,
    ends: [],
    since: 2027,
  },
]

function moduleRows(module: Module, making: Making): MadeRow[] {
  return making.child.rows(module.receiver.on).flatMap((record) => {
    const row = moduleRow(module, record, making)
    return row === null ? [] : [row]
  })
}

function moduleRow(module: Module, record: RecordRow, making: Making): MadeRow | null {
  const { table, receiver, started, ended, ends, since } = module
  const { span } = making
  const [from, to] = [dayIn(record, started), ended === null ? null : dayIn(record, ended)]
  const episode = episodeOf(record, from, making)
  if (episode === undefined) return null
  return {
    table,
    of: { kind: receiver.on.table, id: record.id },
    under: { table: 'episode', of: { kind: 'cinEpisode', id: episode.id } },
    cells: without(cellsOf(receiver, record), ends, (to ?? '') > span.endsOn),
    inYear: span.ends >= since && episodeRow(episode, making).inYear && touches(span, from, to),
  }
}

function assessmentRows(making: Making): MadeRow[] {
  return making.child.rows(assessment).flatMap((record) => {
    const row = moduleRow(assessments, record, making)
    if (row === null) return []
    const factors = Array.isArray(record['factors']) ? record['factors'].map(String) : []
    return [
      row,
      ...factors.map((code) => ({
        table: 'factor',
        of: row.of,
        under: { table: 'assessment', of: row.of },
        cells: { factor: cellOf('assessment', record, 'factors', code) },
        inYear: row.inYear,
      })),
    ]
  })
}

/** Review conferences stand under their plan; of one that names no plan, under the plan it was held in. */
function reviewRows(making: Making): MadeRow[] {
  const { child, span } = making
  const plans = child.rows(cpPlan)
  return child.rows(conference).flatMap((record) => {
    if (record['kind'] !== 'review') return []
    const held = dayIn(record, 'heldOn')
    const plan = plans.find(({ id }) => id === record['planId']) ?? plans.findLast((one) => holds(one, held))
    if (plan === undefined) return []
    const of = { kind: 'conference', id: record.id }
    const under = { table: 'cpPlan', of: { kind: 'cpPlan', id: plan.id } }
    const inYear = within(span, held) && touches(span, dayIn(plan, 'startedOn'), dayIn(plan, 'endedOn'))
    return [{ table: 'review', of, under, cells: cellsOf(reviewFromCensus, record), inYear }]
  })
}

function holds(plan: RecordRow, on: Day | null): boolean {
  const [from, to] = [dayIn(plan, 'startedOn'), dayIn(plan, 'endedOn')]
  return on !== null && from !== null && from <= on && (to === null || to >= on)
}
