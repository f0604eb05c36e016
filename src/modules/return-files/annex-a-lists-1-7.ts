import { age, child, disabled, dob, ethnicity, gender, team, worker, list } from './annex-a-list.ts'
import { codeColumn, dayColumn, textColumn, wholeColumn, yesNoColumn } from './column.ts'

/* Annex A lists 1 to 7 as Ofsted asked for them, January 2024 to July 2026. Source: liia-tools-pipeline Annex_A_schema.yml (MIT). */

export const contacts = list('contacts', 1, 'List 1: Contacts', {
  child,
  gender,
  ethnicity,
  dob,
  age,
  contactOn: dayColumn('Date of Contact'),
  source: codeColumn('Contact Source', 'referral_source'),
})

export const earlyHelp = list('earlyHelp', 2, 'List 2: Early help assessments', {
  child,
  gender,
  ethnicity,
  dob,
  age,
  startedOn: dayColumn('Assessment start date'),
  completedOn: dayColumn('Assessment completion date'),
  organisation: textColumn('Organisation completing assessment'),
})

export const referrals = list('referrals', 3, 'List 3: Referrals', {
  child,
  gender,
  ethnicity,
  dob,
  age,
  referredOn: dayColumn('Date of referral'),
  source: codeColumn('Referral Source', 'referral_source'),
  noFurtherAction: yesNoColumn('Referral NFA?'),
  referralsInYear: wholeColumn('Number of Referrals in Last 12 Months'),
  team,
  worker,
})

export const assessments = list('assessments', 4, 'List 4: Assessments', {
  child,
  gender,
  ethnicity,
  dob,
  age,
  disabled,
  startedOn: dayColumn('Continuous Assessment Start Date'),
  childSeen: codeColumn('Child Seen During Continuous Assessment', 'annex_a_yes_no_unknown'),
  authorisedOn: dayColumn('Continuous Assessment Date of Authorisation'),
  requiresSupport: yesNoColumn("Was the child assessed as requiring LA children's social care support?"),
  team,
  worker,
})

export const section47 = list('section47', 5, 'List 5: Section 47 enquiries and ICPC', {
  child,
  gender,
  ethnicity,
  dob,
  age,
  disabled,
  startedOn: dayColumn('Strategy discussion initiating Section 47 Enquiry Start Date'),
  conferenceUnnecessary: yesNoColumn('Was an Initial Child Protection Conference deemed unnecessary?'),
  conferenceOn: dayColumn('Date of Initial Child Protection Conference'),
  conferenceLedToPlan: codeColumn(
    'Did the Initial Child Protection Conference Result in a Child Protection Plan',
    'annex_a_yes_no_unknown',
  ),
  enquiriesInYear: wholeColumn('Number of Section 47 Enquiries in the last 12 months'),
  conferencesInYear: wholeColumn('Number of ICPCs in the last 12 months'),
  team,
  worker,
})

export const childrenInNeed = list('childrenInNeed', 6, 'List 6: Children in need', {
  child,
  gender,
  ethnicity,
  dob,
  age,
  disabled,
  startedOn: dayColumn('CIN Start Date'),
  primaryNeed: codeColumn('Primary Need Code', 'primary_need'),
  lastSeenOn: dayColumn('Date Child Was Last Seen'),
  closedOn: dayColumn('CIN Closure Date'),
  closureReason: codeColumn('Reason for Closure', 'reason_for_closure'),
  status: codeColumn('Case Status', 'annex_a_case_status'),
  team,
  worker,
})

export const childProtection = list('childProtection', 7, 'List 7: Child protection', {
  child,
  gender,
  ethnicity,
  dob,
  age,
  disabled,
  startedOn: dayColumn('Child Protection Plan Start Date'),
  initialCategory: codeColumn('Initial Category of Abuse', 'annex_a_category_of_abuse'),
  latestCategory: codeColumn('Latest Category of Abuse', 'annex_a_category_of_abuse'),
  lastVisitOn: dayColumn('Date of the Last Statutory Visit'),
  seenAlone: codeColumn('Was the Child Seen Alone?', 'annex_a_yes_no_unknown'),
  lastReviewOn: dayColumn('Date of latest review conference'),
  endedOn: dayColumn('Child Protection Plan End Date'),
  emergencyProtection: yesNoColumn(
    'Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)',
  ),
  previousPlans: wholeColumn('Number of Previous Child Protection Plans'),
  team,
  worker,
})
