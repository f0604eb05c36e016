import type { Day } from '../../../../platform/dates/day.ts'
import type { CinPlanRow, CpPlan } from '../../../return-files/index.ts'
import type { CollectionYear } from '../../year.ts'
import { findsIn, mark, rulesOf } from '../declare.ts'
import {
  beneath,
  eachWithAnother,
  isBefore,
  isEmpty,
  isOutside,
  isSameDay,
  noFurtherAction,
  severalOf,
} from '../said.ts'

const cinPlan = rulesOf('cinPlan')

const isOpen = (row: CinPlanRow): boolean => isEmpty(row, 'cinPlanEndDate')

interface Span {
  readonly from: Day | null
  readonly to: Day | null
  readonly isOpen: boolean
}

const spanOfCinPlan = (row: CinPlanRow): Span => ({
  from: row.cinPlanStartDate,
  to: row.cinPlanEndDate,
  isOpen: isOpen(row),
})
export const spanOfCpPlan = (row: CpPlan): Span => ({
  from: row.cppStartDate,
  to: row.cppEndDate,
  isOpen: isEmpty(row, 'cppEndDate'),
})

/** Both days inclusive; to the end of the year while it is open. Nothing is said where an end cannot be read. */
export function isDuring(at: Day | null, span: Span, { endsOn }: CollectionYear): boolean {
  if (at === null || span.from === null || at < span.from) return false
  return span.to !== null ? at <= span.to : span.isOpen && at <= endsOn
}

/** As `isDuring`, the end left out: one kind of plan may start on the day the other ends. */
const isDuringBarEnd = (at: Day | null, span: Span, year: CollectionYear): boolean =>
  isDuring(at, span, year) && at !== span.to

const aboutOnePlan = [
  findsIn('cinPlan')('4000', {
    reads: { cinPlan: [], episode: ['referralNfa', 'cinPlans'] },
    says: 'The referral ended without further action, and yet there is a child in need plan.',
    find: (row, { episode }, report) => {
      if (noFurtherAction(episode)) report(mark(row), mark(episode, 'referralNfa'))
    },
  }),
  cinPlan('4008', {
    marks: ['cinPlanStartDate'],
    with: { child: ['personDeathDate'] },
    says: 'The child in need plan starts after the child died.',
    breaks: ({ cinPlanStartDate }, { child }) => isBefore(child.personDeathDate, cinPlanStartDate),
  }),
  cinPlan('4009Q', {
    marks: ['cinPlanEndDate'],
    with: { child: ['personDeathDate'] },
    says: 'The child in need plan ends after the child died. Correct one of the dates or say why.',
    breaks: ({ cinPlanEndDate }, { child }) => isBefore(child.personDeathDate, cinPlanEndDate),
  }),
  cinPlan('4010', {
    marks: ['cinPlanStartDate'],
    says: 'A child in need plan needs the day it starts, and one that is not after the census year.',
    breaks: ({ cinPlanStartDate }, { year }) => cinPlanStartDate === null || cinPlanStartDate > year.endsOn,
  }),
  cinPlan('4011', {
    marks: ['cinPlanEndDate', 'cinPlanStartDate'],
    says: 'The child in need plan ends before it starts.',
    breaks: ({ cinPlanStartDate, cinPlanEndDate }) => isBefore(cinPlanEndDate, cinPlanStartDate),
  }),
  cinPlan('4012Q', {
    marks: ['cinPlanStartDate', 'cinPlanEndDate'],
    says: 'The child in need plan starts and ends on one day. Correct it or say why.',
    breaks: ({ cinPlanStartDate, cinPlanEndDate }) => isSameDay(cinPlanStartDate, cinPlanEndDate),
  }),
  cinPlan('4013', {
    marks: ['cinPlanEndDate'],
    says: 'The child in need plan ends on a day outside the census year.',
    breaks: ({ cinPlanEndDate }, { year }) => isOutside(cinPlanEndDate, year),
  }),
  cinPlan('4015', {
    marks: ['cinPlanStartDate'],
    with: { episode: ['cinReferralDate'] },
    says: 'The child in need plan starts before the referral.',
    breaks: ({ cinPlanStartDate }, { episode }) => isBefore(cinPlanStartDate, episode.cinReferralDate),
  }),
]

const days = { cinPlan: ['cinPlanStartDate', 'cinPlanEndDate'] } as const
const bothKinds = {
  child: ['episodes'],
  episode: ['cinPlans', 'cpPlans'],
  cpPlan: ['cppStartDate', 'cppEndDate'],
  ...days,
} as const

const aboutPlansTogether = [
  findsIn('episode')('4001', {
    reads: { episode: ['cinPlans', 'cpPlans'], cinPlan: ['cinPlanEndDate'], cpPlan: ['cppEndDate'] },
    says: 'A child in need plan and a child protection plan are open in one episode. Close one of them.',
    find: ({ cinPlans, cpPlans }, _, report) => {
      const inNeed = cinPlans.filter(isOpen)
      const protection = cpPlans.filter((row) => isEmpty(row, 'cppEndDate'))
      if (inNeed.length > 0 && protection.length > 0)
        report(
          ...inNeed.map((row) => mark(row, 'cinPlanEndDate')),
          ...protection.map((row) => mark(row, 'cppEndDate')),
        )
    },
  }),
  findsIn('child')('4003', {
    reads: { ...bothKinds, cpPlan: ['reviews', 'cppEndDate'], review: ['cppReviewDate'] },
    says: 'A child protection review is dated within a child in need plan. Only the review that ends the protection plan may be.',
    find: ({ episodes }, { year }, report) => {
      const inNeed = beneath(episodes, ({ cinPlans }) => cinPlans)
      if (inNeed.length === 0) return
      for (const plan of beneath(episodes, ({ cpPlans }) => cpPlans))
        for (const review of plan.reviews)
          for (const row of inNeed)
            if (
              isDuring(review.cppReviewDate, spanOfCinPlan(row), year) &&
              review.cppReviewDate !== plan.cppEndDate
            )
              report(
                mark(review, 'cppReviewDate'),
                mark(plan, 'cppEndDate'),
                mark(row, 'cinPlanStartDate', 'cinPlanEndDate'),
              )
    },
  }),
  findsIn('episode')('4004', {
    reads: { episode: ['cinPlans'], cinPlan: ['cinPlanEndDate'] },
    says: 'More than one child in need plan is open. All but one should be closed.',
    find: ({ cinPlans }, _, report) => {
      const open = severalOf(cinPlans, isOpen)
      if (open.length > 0) report(...open.map((row) => mark(row, 'cinPlanEndDate')))
    },
  }),
  findsIn('child')('4014', {
    reads: { child: ['episodes'], episode: ['cinPlans'], ...days },
    says: 'Two child in need plans overlap: one starts while the other goes on.',
    find: ({ episodes }, { year }, report) =>
      eachWithAnother(
        beneath(episodes, ({ cinPlans }) => cinPlans),
        (later, row) => {
          if (isDuring(later.cinPlanStartDate, spanOfCinPlan(row), year))
            report(mark(later, 'cinPlanStartDate'), mark(row, 'cinPlanStartDate', 'cinPlanEndDate'))
        },
      ),
  }),
  findsIn('child')('4016', {
    reads: bothKinds,
    says: 'A child in need plan starts while a child protection plan goes on.',
    find: ({ episodes }, { year }, report) => {
      for (const row of beneath(episodes, ({ cinPlans }) => cinPlans))
        for (const plan of beneath(episodes, ({ cpPlans }) => cpPlans))
          if (isDuringBarEnd(row.cinPlanStartDate, spanOfCpPlan(plan), year))
            report(mark(row, 'cinPlanStartDate'), mark(plan, 'cppStartDate', 'cppEndDate'))
    },
  }),
  findsIn('child')('4017', {
    reads: bothKinds,
    says: 'A child protection plan starts while a child in need plan goes on.',
    find: ({ episodes }, { year }, report) => {
      for (const row of beneath(episodes, ({ cinPlans }) => cinPlans))
        for (const plan of beneath(episodes, ({ cpPlans }) => cpPlans))
          if (isDuringBarEnd(plan.cppStartDate, spanOfCinPlan(row), year))
            report(mark(plan, 'cppStartDate'), mark(row, 'cinPlanStartDate', 'cinPlanEndDate'))
    },
  }),
]

export const planRules = [...aboutOnePlan, ...aboutPlansTogether]
