/**
 * Pages that following links in the demonstration does not come to, so that axe does not look at them here, each group with why. Each has
 * its own tests. A new page that is not met must be put on this list: it is not to grow unseen.
 */
export const notMet: readonly string[] = [
  // Who may see a record: nobody is sealed, or opened in an emergency, in what is prepared (restrictions, who-looked: their own tests).
  '/children/:childId/access/:recordId/agree-seal',
  '/children/:childId/access/:recordId/agree-to-open',
  '/children/:childId/access/:recordId/agree-to-unseal',
  '/children/:childId/access/:recordId/ask-seal',
  '/children/:childId/access/:recordId/ask-to-unseal',
  '/children/:childId/access/:recordId/find-justified',
  '/children/:childId/access/:recordId/find-not-justified',
  '/children/:childId/access/:recordId/needs-enquiry',
  '/children/:childId/access/:recordId/refuse-seal',
  '/children/:childId/access/:recordId/refuse-to-open',
  '/children/:childId/access/:recordId/refuse-to-unseal',
  '/children/:childId/emergency/:recordId',
  '/children/:childId/open-in-emergency',
  '/conflicts/:proposalId',
  '/who-looked/:flagId',
  '/who-looked/reports/:month',
  '/who-looked/stopped/:brakeId',
  // Returns: made and checked by the analyst’s own walk (analyst.test.ts), which looks at each.
  '/returns/:id(^[0-9a-fA-F-]{36}$)',
  '/returns/:id(^[0-9a-fA-F-]{36}$)/changes/:other(^[0-9a-fA-F-]{36}$)',
  '/returns/:id(^[0-9a-fA-F-]{36}$)/children/:other(^[0-9a-fA-F-]{36}$)',
  '/returns/:id(^[0-9a-fA-F-]{36}$)/rules/:rule',
  '/returns/check/:id(^[0-9a-fA-F-]{36}$)',
  '/returns/check/:id(^[0-9a-fA-F-]{36}$)/children',
  '/returns/check/:id(^[0-9a-fA-F-]{36}$)/children/:number(^\\d{1,9}$)',
  '/returns/check/:id(^[0-9a-fA-F-]{36}$)/rules/:at(^\\d{1,9}$)',
  // Before sign-in, or on the way back from the council’s account (sign-in: its own tests).
  '/administration/users/waiting/:number',
  '/sign-in/again/council',
  '/sign-in/council',
  '/sign-in/returned',
  // The end of a conference, walked in family.test.ts; what leads to it is prepared, and then comes before it in the crawl.
  '/children/:childId/conferences/:recordId/check',
  '/children/:childId/conferences/:recordId/send-record',
  '/children/:childId/conferences/:recordId/report-shared',
  '/children/:childId/conferences/:recordId/sign-record',
  // The front door: agencies are asked by nobody in a new county, and a third contact without action is in none of the three prepared.
  '/children/:childId/agency-checks/:checkId',
  '/children/:childId/contacts/:contactId/countersign',
  '/children/:childId/contacts/:contactId/decide-dispute',
  '/children/:childId/contacts/:contactId/link',
  '/front-door/from-referrers/:messageId',
  // States that no followed child of a new county is in; each form has the tests of its chapter.
  '/children/:childId/assessments/:recordId/share',
  '/children/:childId/assessments/versions/:recordId',
  '/children/:childId/closure/:recordId/countersign',
  '/children/:childId/early-help/help/ask-for-help',
  '/children/:childId/early-help/step-up/:recordId/dispute-step-up',
  '/children/:childId/early-help/step-up/request-step-up',
  '/children/:childId/enquiries/:recordId/conclude',
  '/children/:childId/transfers/:recordId/visit-together',
  // Words of a plan that is still a draft: whether a followed child has one with an outcome of its own hangs on the day.
  '/children/:childId/plan/actions/:recordId/drop-proposed',
  '/children/:childId/plan/actions/:recordId/reword',
  '/children/:childId/plan/outcomes/:recordId/drop-outcome',
  '/children/:childId/plan/outcomes/:recordId/reword-outcome',
  '/review-campaigns/:campaignId/close',
  // Documents: nobody has asked to withdraw one in a new county.
  '/children/:childId/documents/:recordId/leave-on-record',
  '/children/:childId/documents/:recordId/withdraw',
]

/** What is no page: papers to download, files, and what a machine asks. */
export const isPaper = (url: string): boolean =>
  /\.(pdf|docx|csv)$|\.:kind|\/files\/:at|\/file$|^\/(health|metrics)$|^\/continuity\/pack$/.test(url)
