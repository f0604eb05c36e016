import type { Received, RowRead } from '../../platform/record/received.ts'
import { assessmentFromCensus } from '../assessment/index.ts'
import { planFromCensus as needPlanFromCensus } from '../child-in-need/index.ts'
import {
  initialFromEnquiry,
  initialFromEpisode,
  planFromCensus,
  reviewFromCensus,
} from '../child-protection/index.ts'
import { personFromCensus } from '../people/index.ts'
import { preProceedingsFromCensus } from '../pre-proceedings/index.ts'
import { episodeFromCensus } from '../referrals/index.ts'
import type { CinChild, CinEpisode } from '../return-files/index.ts'
import { enquiryFromCensus } from '../strategy-and-enquiry/index.ts'
import { yearEnds, yearStarts, type ChildReceived, type Covered } from './child-received.ts'
import { distinct } from './distinct.ts'

/** A child of the children in need census, from every element that bears their id. */
export function childFromCensus(
  laChildId: string,
  children: readonly CinChild[],
  year: number | null,
): ChildReceived {
  const episodes = children.flatMap((child) => child.episodes)
  return {
    laChildId,
    people: children.map((child) => personFromCensus(laChildId, child)),
    records: distinct(episodes.flatMap(recordsOf)),
    covered: year === null ? [] : covered(year),
    rows: children.flatMap(rowsOf),
    under: underOf(children),
  }
}

/** The row each row of the census stands beneath. */
function underOf(children: readonly CinChild[]): Map<RowRead, RowRead> {
  const under = new Map<RowRead, RowRead>()
  const put = (above: RowRead, rows: readonly RowRead[]): void => {
    for (const row of rows) under.set(row, above)
  }
  for (const child of children) {
    put(child, [...child.disabilities, ...child.episodes])
    for (const episode of child.episodes) {
      const { assessments, cinPlans, section47s, cpPlans, preProceedings } = episode
      put(episode, [...assessments, ...cinPlans, ...section47s, ...cpPlans, ...preProceedings])
      for (const assessment of assessments) put(assessment, assessment.factors)
      for (const plan of cpPlans) put(plan, plan.reviews)
    }
  }
  return under
}

function recordsOf(row: CinEpisode): Received[] {
  const episode = episodeFromCensus(row)
  return [
    episode,
    ...(row.dateOfInitialCpc === null ? [] : [initialFromEpisode(row)]),
    ...row.assessments.map((assessment) => assessmentFromCensus(assessment, episode)),
    ...row.cinPlans.map((plan) => needPlanFromCensus(plan, episode)),
    ...row.section47s.flatMap((enquiry) => [
      enquiryFromCensus(enquiry, episode),
      ...(enquiry.dateOfInitialCpc === null ? [] : [initialFromEnquiry(enquiry)]),
    ]),
    ...row.cpPlans.flatMap((plan) => {
      const made = planFromCensus(plan, episode)
      return [made, ...plan.reviews.map((review) => reviewFromCensus(review, made))]
    }),
    ...row.preProceedings.map((proceedings) => preProceedingsFromCensus(proceedings)),
  ]
}

const rowsOf = (child: CinChild): RowRead[] => [
  child,
  ...child.disabilities,
  ...child.episodes.flatMap(rowsOfEpisode),
]

const rowsOfEpisode = (episode: CinEpisode): RowRead[] => [
  episode,
  ...episode.assessments.flatMap((assessment) => [assessment, ...assessment.factors]),
  ...episode.cinPlans,
  ...episode.section47s,
  ...episode.cpPlans.flatMap((plan) => [plan, ...plan.reviews]),
  ...episode.preProceedings,
]

const facts = [
  'referral',
  'assessment',
  'section 47',
  'conference',
  'review conference',
  'child in need plan',
] as const satisfies readonly Covered['fact'][]

/** The census took in pre-proceedings with the year ending 2027. No census says that anybody saw the child. */
const covered = (year: number): Covered[] =>
  [...facts, ...(year >= 2027 ? (['pre-proceedings'] as const) : [])].map((fact) => ({
    fact,
    fromOn: yearStarts(year),
    untilOn: yearEnds(year),
  }))
