import type { CinEpisode, CpPlan } from '../../../return-files/index.ts'
import { findsIn, mark, rulesOf, wholeRule } from '../declare.ts'
import {
  beneath,
  eachWithAnother,
  isBefore,
  isEmpty,
  isInside,
  isKnown,
  isOnOrBefore,
  isOutside,
  isSameDay,
  noFurtherAction,
  severalOf,
} from '../said.ts'
import { isDuring, spanOfCpPlan } from './plans.ts'

const cpPlan = rulesOf('cpPlan')
const review = rulesOf('review')

const isOpen = (row: CpPlan): boolean => isEmpty(row, 'cppEndDate')

/** The conferences a plan may have come from: those of its episode's enquiries, or with no enquiry the episode's own. */
const conferencesBehind = (episode: CinEpisode) => {
  const enquiries = episode.section47s.filter(({ icpcNotRequired }) => icpcNotRequired !== true)
  return enquiries.length > 0 ? enquiries : [episode]
}

const aboutOnePlan = [
  cpPlan('1105', {
    marks: ['cppStartDate'],
    with: { episode: ['cinReferralDate'] },
    says: 'The child protection plan starts before the referral.',
    breaks: ({ cppStartDate }, { episode }) => isBefore(cppStartDate, episode.cinReferralDate),
  }),
  cpPlan('8720', {
    marks: ['cppStartDate'],
    says: 'A child protection plan needs the day it starts, and one that is not after the census year.',
    breaks: ({ cppStartDate }, { year }) => cppStartDate === null || cppStartDate > year.endsOn,
  }),
  cpPlan('8730', {
    marks: ['numberOfPreviousCpp'],
    says: 'Say how many child protection plans the child had before: 0 for none.',
    breaks: ({ numberOfPreviousCpp: before }) => before === null || before < 0,
  }),
  findsIn('cpPlan')('8832', {
    reads: { cpPlan: [], episode: ['referralNfa', 'cpPlans'] },
    says: 'The referral ended without further action, and yet there is a child protection plan.',
    find: (row, { episode }, report) => {
      if (noFurtherAction(episode)) report(mark(row), mark(episode, 'referralNfa'))
    },
  }),
  cpPlan('8840', {
    marks: ['cppStartDate', 'cppEndDate'],
    says: 'The child protection plan starts and ends on one day.',
    breaks: ({ cppStartDate, cppEndDate }) => isSameDay(cppStartDate, cppEndDate),
  }),
  review('8841', {
    marks: ['cppReviewDate'],
    with: { cpPlan: ['cppStartDate'] },
    says: 'The review is dated on or before the day the plan starts.',
    breaks: ({ cppReviewDate }, { cpPlan: plan }) => isOnOrBefore(cppReviewDate, plan.cppStartDate),
  }),
  review('8842Q', {
    marks: ['cppReviewDate'],
    says: 'A review has no date. Give it, or take the review out.',
    breaks: ({ cppReviewDate }) => cppReviewDate === null,
  }),
  cpPlan('8905', {
    marks: ['initialCategoryOfAbuse'],
    says: 'The first category of abuse is blank or not one of NEG, PHY, SAB, EMO and MUL.',
    breaks: ({ initialCategoryOfAbuse }) => !isKnown(initialCategoryOfAbuse, 'category_of_abuse'),
  }),
  cpPlan('8910', {
    marks: ['latestCategoryOfAbuse'],
    says: 'The latest category of abuse is blank or not one of NEG, PHY, SAB, EMO and MUL.',
    breaks: ({ latestCategoryOfAbuse }) => !isKnown(latestCategoryOfAbuse, 'category_of_abuse'),
  }),
  cpPlan('8915', {
    marks: ['cppStartDate'],
    with: { child: ['personDeathDate'] },
    says: 'The child protection plan starts after the child died.',
    breaks: ({ cppStartDate }, { child }) => isBefore(child.personDeathDate, cppStartDate),
  }),
  cpPlan('8920', {
    marks: ['cppEndDate'],
    with: { child: ['personDeathDate'] },
    says: 'The child protection plan ends after the child died.',
    breaks: ({ cppEndDate }, { child }) => isBefore(child.personDeathDate, cppEndDate),
  }),
  cpPlan('8925', {
    marks: ['cppStartDate', 'cppEndDate'],
    says: 'The child protection plan ends before it starts.',
    breaks: ({ cppStartDate, cppEndDate }) => isBefore(cppEndDate, cppStartDate),
  }),
  cpPlan('8930', {
    marks: ['cppEndDate'],
    says: 'The child protection plan ends on a day outside the census year.',
    breaks: ({ cppEndDate }, { year }) => isOutside(cppEndDate, year),
  }),
]

const aboutPlansTogether = [
  findsIn('episode')('2885', {
    reads: {
      episode: ['cpPlans', 'section47s', 'dateOfInitialCpc'],
      cpPlan: ['cppStartDate'],
      section47: ['dateOfInitialCpc', 'icpcNotRequired'],
    },
    says: 'A child protection plan starts on the day of the conference that made it, and none is recorded on that day.',
    find: (episode, { year }, report) => {
      const behind = conferencesBehind(episode)
      const isMatched = (plan: CpPlan): boolean =>
        behind.some(({ dateOfInitialCpc }) => isSameDay(plan.cppStartDate, dateOfInitialCpc))
      const started = episode.cpPlans.filter(({ cppStartDate }) => isInside(cppStartDate, year))
      const unmatched = started.filter((plan) => !isMatched(plan))
      // A conference that fits one plan is not at fault for another.
      const doubtful = unmatched.length === started.length ? behind : []
      if (unmatched.length > 0)
        report(
          ...unmatched.map((plan) => mark(plan, 'cppStartDate')),
          ...doubtful.map((row) => ({ row, fields: ['dateOfInitialCpc'] })),
        )
    },
  }),
  findsIn('episode')('8935', {
    reads: { episode: ['cpPlans'], cpPlan: ['cppEndDate'] },
    says: 'More than one child protection plan is open. All but one should be closed.',
    find: ({ cpPlans }, _, report) => {
      const open = severalOf(cpPlans, isOpen)
      if (open.length > 0) report(...open.map((row) => mark(row, 'cppEndDate')))
    },
  }),
  findsIn('child')('8940', {
    reads: { child: ['episodes'], episode: ['cpPlans'], cpPlan: ['cppStartDate', 'cppEndDate'] },
    says: 'Two child protection plans overlap: one starts while the other goes on.',
    find: ({ episodes }, { year }, report) =>
      eachWithAnother(
        beneath(episodes, ({ cpPlans }) => cpPlans),
        (later, row) => {
          if (isDuring(later.cppStartDate, spanOfCpPlan(row), year))
            report(mark(later, 'cppStartDate'), mark(row, 'cppStartDate', 'cppEndDate'))
        },
      ),
  }),
  wholeRule('2883', {
    reads: { cpPlan: ['cppStartDate'], episode: ['dateOfInitialCpc'], section47: ['dateOfInitialCpc'] },
    says: 'More child protection plans started in the year than initial conferences were held.',
    find: ({ children, year }, report) => {
      let [plans, conferences] = [0, 0]
      for (const episode of children.flatMap(({ episodes }) => episodes)) {
        plans += episode.cpPlans.filter(({ cppStartDate }) => isInside(cppStartDate, year)).length
        conferences += [episode, ...episode.section47s].filter((row) =>
          isInside(row.dateOfInitialCpc, year),
        ).length
      }
      if (plans > conferences) report()
    },
  }),
]

export const childProtectionRules = [...aboutOnePlan, ...aboutPlansTogether]
