/**
 * Pages that following links in the demonstration does not come to, so that axe does not look at them here, each group with why. Each has
 * its own tests. A new page that is not met must be put on this list: it is not to grow unseen.
 */
export const notMet: readonly string[] = [
  // Who may see a record: a seal that nobody answers for, a colleague’s family and a month’s report are in no new county (restrictions, who-looked: their own tests).
  '/children/:childId/access/:recordId/agree-anew',
  '/children/:childId/access/:recordId/refuse-anew',
  '/children/:childId/access/name-anew',
  '/conflicts/:proposalId',
  // A job finds what stands out each minute: whether it has by then hangs on the minute.
  '/who-looked/:flagId',
  '/who-looked/reports/:month',
  '/who-looked/stopped/:brakeId',
  // Which carer may sign in: of the few children who live with one, and while a second person is waited for (carers.test.ts).
  '/children/:childId/carers/ask-for-carer',
  '/children/:childId/carers/:recordId/agree-carer',
  '/children/:childId/carers/:recordId/refuse-carer',
  '/children/:childId/carers/:recordId/end-carer',
  // Before sign-in, on the way back from the council’s account, or of those who have a password (sign-in: its own tests).
  '/account/password',
  '/administration/users/waiting/:number',
  '/sign-in/again/council',
  '/sign-in/council',
  '/sign-in/returned',
  // What a referrer has said since is looked at where it is said (disagrees.test.ts).
  '/front-door/from-referrers/:messageId',
  // These only send on: to the contact, and to the assessment.
  '/children/:childId/agency-checks/:checkId',
  '/children/:childId/assessments/versions/:recordId',
  // The end of a whole assessment and of a whole ending, walked in family.test.ts.
  '/children/:childId/assessments/:recordId/share',
  '/children/:childId/closure/:recordId/countersign',
]

/** What is no page: papers to download, files, and what a machine asks. */
export const isPaper = (url: string): boolean =>
  /\.(pdf|docx|csv)$|\.:kind|\/files\/:at|\/file$|^\/(health|metrics)$|^\/continuity\/pack$/.test(url)
