import type { Post } from './roles.ts'

/**
 * For which children a permission holds: those allocated to me, my team's, my service's, any child,
 * or none in particular (a page about no child). A foster carer's: those who live with them now.
 */
export type Scope = 'own' | 'team' | 'service' | 'authority' | 'placed'

/** What an act does to a record, as the matrix of roles writes it: view, create, edit, authorise, export. */
export type Does = 'V' | 'C' | 'E' | 'A' | 'X'

/** One thing that can be done to a record: what an account page calls it, and who may, for which children. */
export interface Act {
  readonly does: Does
  readonly says: string
  readonly who: Partial<Record<Scope, readonly Post[]>>
  /** It is about no child in particular, or asked before there is one: its scope says nothing. */
  readonly noChild?: true
}

interface Row {
  readonly title: string
  readonly acts: Readonly<Record<string, Act>>
}

const practitioners = ['SW', 'PA', 'SSW', 'EHL'] as const
const managers = { team: ['TM'], service: ['SM'] } as const
/** Those who work with a child or answer for the work: a child's whole story is theirs, as far as their children go. */
const wholeStory = {
  own: ['LEG'],
  team: practitioners,
  service: ['TM', 'SM'],
  authority: ['DIR', 'CPC', 'IRO', 'SCR', 'EDT', 'QA', 'PSW', 'INSP', 'HUB'],
} as const
/** The same, and those who take in what comes, send papers out and check returns. */
const withOffice = { ...wholeStory, authority: [...wholeStory.authority, 'BS', 'PERF'] } as const
const withAnalyst = { ...wholeStory, authority: [...wholeStory.authority, 'PERF'] } as const
const workersAndManagers = { own: practitioners, team: ['TM'], service: ['SM'] } as const

/**
 * The matrix of roles (roles-and-access §3) as one table: each record, what can be done to it, and who may, for which children.
 * Whoever is not named is refused. Why each column and row stands as it does is in docs/decisions/0014-the-matrix.md;
 * docs/access.md shows it as a table.
 */
export const matrix = {
  person: {
    title: 'Person, family and addresses',
    acts: {
      'child.read': {
        does: 'V',
        says: 'Open a child’s record',
        who: { ...withOffice, own: ['VS', 'LEG'], team: [...practitioners, 'FM'] },
      },
      search: {
        does: 'V',
        says: 'Search for people and addresses',
        who: {
          authority: [
            ...practitioners,
            'TM',
            'SM',
            'DIR',
            'CPC',
            'IRO',
            'SCR',
            'EDT',
            'QA',
            'PSW',
            'BS',
            'PERF',
            'INSP',
          ],
        },
      },
      'person.write': {
        does: 'E',
        says: 'Add people and change who is in a family',
        who: { ...workersAndManagers, authority: ['SCR', 'EDT', 'BS', 'HUB'] },
      },
      'merge.propose': {
        does: 'E',
        says: 'Propose that two records are one person',
        who: { ...workersAndManagers, authority: ['SCR', 'BS'] },
      },
      'merge.decide': { does: 'A', says: 'Decide whether two records are one person', who: managers },
      correct: {
        does: 'E',
        says: 'Correct what was recorded wrongly, in records you may read',
        who: { ...workersAndManagers, authority: ['BS', 'PERF'] },
      },
    },
  },
  'front-door': {
    title: 'Contacts and referrals',
    acts: {
      'front-door.read': {
        does: 'V',
        says: 'See the front door’s board and lists',
        who: { authority: ['SM', 'DIR', 'SCR', 'EDT', 'BS', 'HUB'] },
      },
      'contact.read': {
        does: 'V',
        says: 'Read contacts',
        who: {
          team: practitioners,
          service: ['TM'],
          authority: ['SM', 'DIR', 'CPC', 'IRO', 'SCR', 'EDT', 'QA', 'PSW', 'BS', 'PERF', 'INSP', 'HUB'],
        },
      },
      'contact.receive': {
        does: 'C',
        says: 'Take in contacts',
        who: { authority: ['SCR', 'EDT', 'BS', 'HUB'] },
      },
      'contact.screen': {
        does: 'E',
        says: 'Screen contacts and ask other agencies',
        who: { authority: ['SCR', 'HUB'] },
      },
      'contact.decide': { does: 'A', says: 'Decide what a contact needs', who: { authority: ['HUB'] } },
      'contact.countersign': {
        does: 'A',
        says: 'Agree that a repeated contact may end without an assessment',
        who: { authority: ['SM'] },
      },
      'contact.answer': {
        does: 'E',
        says: 'Tell referrers what was decided, and close contacts',
        who: { authority: ['SCR', 'BS', 'HUB'] },
      },
      'contact.acknowledge': {
        does: 'E',
        says: 'Say that a contact about a child you help has been read',
        who: { team: [...practitioners, 'TM', 'SM'] },
      },
    },
  },
  notice: {
    title: 'Police notices',
    acts: {
      'notice.read': {
        does: 'V',
        says: 'Read police notices before they are screened',
        noChild: true,
        who: { authority: ['SCR', 'EDT', 'HUB'] },
      },
      'notice.take-in': {
        does: 'C',
        says: 'Take in files of police notices',
        noChild: true,
        who: { authority: ['SCR', 'EDT', 'HUB'] },
      },
      'notice.screen': {
        does: 'E',
        says: 'Screen police notices, and say who is named in them',
        noChild: true,
        who: { authority: ['SCR', 'HUB'] },
      },
      'notice.approve': {
        does: 'A',
        says: 'Agree that a police notice needs nothing more',
        noChild: true,
        who: { authority: ['HUB'] },
      },
    },
  },
  'early-help': {
    title: 'Early help',
    acts: {
      'early-help.read': {
        does: 'V',
        says: 'Read early help',
        who: {
          team: ['SW', 'PA', 'SSW'],
          service: ['TM', 'SM'],
          authority: ['EHL', 'DIR', 'CPC', 'IRO', 'SCR', 'EDT', 'QA', 'PSW', 'INSP', 'HUB'],
        },
      },
      'early-help.write': { does: 'E', says: 'Record early help', who: { authority: ['EHL'] } },
      'step-up.request': {
        does: 'C',
        says: 'Ask social care to take a family on',
        who: { authority: ['EHL'] },
      },
      'step-up.decide': {
        does: 'A',
        says: 'Decide whether social care takes a family on',
        who: { authority: ['HUB'] },
      },
      'step-down.propose': { does: 'C', says: 'Propose a step down to early help', who: workersAndManagers },
      'step-down.approve': { does: 'A', says: 'Agree a step down to early help', who: managers },
      'step-down.accept': { does: 'A', says: 'Accept a family stepping down', who: { authority: ['EHL'] } },
      'step-down.check': {
        does: 'E',
        says: 'Record how a family is 12 weeks on',
        who: { ...managers, authority: ['EHL'] },
      },
    },
  },
  allocation: {
    title: 'Allocation',
    acts: {
      'allocation.read': {
        does: 'V',
        says: 'See who has worked with a child',
        who: { ...withOffice, own: ['VS', 'LEG'], team: [...practitioners, 'FM'] },
      },
      'allocation.write': { does: 'E', says: 'Allocate children to workers', who: managers },
      'allocation.override': {
        does: 'A',
        says: 'Go over a worker’s limit, with a plan to bring it down',
        who: { service: ['SM'] },
      },
    },
  },
  chronology: {
    title: 'Overview and chronology',
    acts: {
      'chronology.read': { does: 'V', says: 'Read a child’s whole story', who: wholeStory },
    },
  },
  visit: {
    title: 'Visits',
    acts: {
      'visit.read': {
        does: 'V',
        says: 'Read visits',
        who: { ...withAnalyst, team: [...practitioners, 'FM'] },
      },
      'visit.write': {
        does: 'E',
        says: 'Record visits',
        who: { team: [...practitioners, 'TM'], service: ['SM'], authority: ['EDT'] },
      },
      'visit.check': {
        does: 'A',
        says: 'Check a sample of visits, and rate them',
        who: { ...managers, authority: ['QA'] },
      },
    },
  },
  note: {
    title: 'Notes',
    acts: {
      'note.read': { does: 'V', says: 'Read notes of calls, messages and meetings', who: wholeStory },
      'note.write': {
        does: 'C',
        says: 'Write notes of calls, messages and meetings',
        who: {
          own: ['IRO'],
          team: [...practitioners, 'TM'],
          service: ['SM'],
          authority: ['CPC', 'SCR', 'EDT', 'BS', 'HUB'],
        },
      },
    },
  },
  document: {
    title: 'Documents',
    acts: {
      'document.read': {
        does: 'V',
        says: 'Open documents, of records that may be read',
        who: { ...wholeStory, authority: [...wholeStory.authority, 'BS'] },
      },
      'document.write': {
        does: 'C',
        says: 'Attach documents, and ask that one be withdrawn',
        who: {
          own: ['IRO'],
          team: [...practitioners, 'TM'],
          service: ['SM'],
          authority: ['CPC', 'SCR', 'EDT', 'BS', 'HUB'],
        },
      },
      'document.withdraw': {
        does: 'A',
        says: 'Decide whether a document is withdrawn, and open those that were',
        who: managers,
      },
    },
  },
  action: {
    title: 'Actions and directions',
    acts: {
      'action.read': { does: 'V', says: 'Read actions and directions', who: wholeStory },
      'action.give': {
        does: 'C',
        says: 'Give actions and directions',
        who: { own: [...practitioners, 'IRO'], ...managers, authority: ['DIR', 'CPC', 'QA', 'PSW'] },
      },
      'action.answer': {
        does: 'E',
        says: 'Answer actions and directions',
        who: { team: [...practitioners, 'TM', 'SM'] },
      },
      'action.decide': {
        does: 'A',
        says: 'Decide what happens when the same was asked three times',
        who: { service: ['SM'], authority: ['DIR'] },
      },
    },
  },
  risk: {
    title: 'Risks, and what is not known',
    acts: {
      'risk.read': { does: 'V', says: 'Read worries and what is not known', who: wholeStory },
      'worry.write': {
        does: 'E',
        says: 'Write down and review worries and what is not known',
        who: workersAndManagers,
      },
      'worry.close': { does: 'A', says: 'Lower a worry or say that it is over', who: managers },
    },
  },
  assessment: {
    title: 'Assessments',
    acts: {
      'assessment.read': { does: 'V', says: 'Read assessments', who: withAnalyst },
      'assessment.write': { does: 'E', says: 'Write assessments', who: { own: ['SW'] } },
      'assessment.authorise': {
        does: 'A',
        says: 'Talk assessments through, send them back and authorise them',
        who: managers,
      },
    },
  },
  enquiry: {
    title: 'Strategy discussions and section 47 enquiries',
    acts: {
      'enquiry.read': { does: 'V', says: 'Read strategy discussions and enquiries', who: withAnalyst },
      'strategy.ask': {
        does: 'C',
        says: 'Ask for a strategy discussion',
        who: { own: practitioners, service: ['TM', 'SM'], authority: ['SCR', 'EDT', 'HUB'] },
      },
      'strategy.hold': {
        does: 'A',
        says: 'Record a strategy discussion, and decide for each child',
        who: { service: ['TM', 'SM'], authority: ['HUB'] },
      },
      'strategy.override': {
        does: 'A',
        says: 'Decide without an agency that should have been there',
        who: { service: ['SM'] },
      },
      'enquiry.write': { does: 'E', says: 'Write section 47 enquiries', who: { own: ['SW'] } },
      'enquiry.authorise': { does: 'A', says: 'Agree to the outcome of section 47 enquiries', who: managers },
      'enquiry.override': {
        does: 'A',
        says: 'Agree to an enquiry that ends within five working days',
        who: { service: ['SM'] },
      },
    },
  },
  plan: {
    title: 'Plans',
    acts: {
      'plan.read': { does: 'V', says: 'Read plans', who: withAnalyst },
      'plan.write': { does: 'E', says: 'Write plans', who: workersAndManagers },
      'plan.authorise': {
        does: 'A',
        says: 'Authorise and end plans, and move the day of an action again',
        who: managers,
      },
      'plan.verify': {
        does: 'A',
        says: 'Agree a plan as its chair or reviewing officer',
        who: { own: ['IRO'], authority: ['CPC'] },
      },
      'child-in-need.decide': {
        does: 'A',
        says: 'Decide about long child in need plans',
        who: { service: ['SM'] },
      },
      'campaign.open': {
        does: 'A',
        says: 'Open and close review campaigns',
        who: { service: ['SM'], authority: ['DIR'] },
      },
      'campaign.answer': {
        does: 'E',
        says: 'Look at children in review campaigns',
        who: { service: ['TM', 'SM'], authority: ['DIR', 'QA', 'PSW'] },
      },
    },
  },
  conference: {
    title: 'Child protection conferences, core groups and plans',
    acts: {
      'conference.read': { does: 'V', says: 'Read conferences and core groups', who: withOffice },
      'conference.request': {
        does: 'C',
        says: 'Ask for a child protection conference',
        who: { own: ['SW'], ...managers },
      },
      'conference.approve': {
        does: 'A',
        says: 'Agree that a child protection conference is needed',
        who: managers,
      },
      'conference.arrange': {
        does: 'E',
        says: 'Book conferences, draft their records and send them',
        who: { authority: ['CPC', 'BS'] },
      },
      'conference.hold': {
        does: 'A',
        says: 'Chair conferences, decide at them and check the plan between them',
        who: { authority: ['CPC'] },
      },
      'invitation.write': {
        does: 'E',
        says: 'Ask agencies and family to meetings, and record what they answer and send',
        who: { own: ['SW'], ...managers, authority: ['CPC', 'BS'] },
      },
      'core-group.write': { does: 'E', says: 'Record core groups', who: { own: ['SW'], ...managers } },
      'partners.read': {
        does: 'V',
        says: 'See how often each agency comes to meetings and sends reports',
        who: { service: ['TM', 'SM'], authority: ['DIR', 'CPC', 'QA', 'PSW', 'PERF'] },
      },
    },
  },
  agreement: {
    title: 'Written agreements',
    acts: {
      'agreement.read': { does: 'V', says: 'Read agreements with families', who: wholeStory },
      'agreement.write': {
        does: 'E',
        says: 'Write agreements with families',
        who: { own: ['SW'], ...managers },
      },
      'agreement.approve': { does: 'A', says: 'Approve agreements with families', who: managers },
      'agreement.override': {
        does: 'A',
        says: 'Approve an agreement that rests on one parent alone',
        who: { service: ['SM'] },
      },
    },
  },
  service: {
    title: 'Services a family waits for',
    acts: {
      'service.read': { does: 'V', says: 'Read what services a family waits for', who: withOffice },
      'service.write': {
        does: 'E',
        says: 'Record what services a family waits for',
        who: { ...workersAndManagers, authority: ['BS'] },
      },
    },
  },
  ending: {
    title: 'Endings and transfers',
    acts: {
      'closure.read': { does: 'V', says: 'Read how our work with a child ended or moved', who: withOffice },
      'closure.propose': {
        does: 'C',
        says: 'Propose that our work with a child ends',
        who: workersAndManagers,
      },
      'closure.decide': { does: 'A', says: 'Decide whether our work with a child ends', who: managers },
      'closure.countersign': {
        does: 'A',
        says: 'Agree an ending that needs a service manager',
        who: { service: ['SM'] },
      },
      'transfer.propose': {
        does: 'C',
        says: 'Propose that a child moves to another team or authority',
        who: workersAndManagers,
      },
      'transfer.accept': {
        does: 'A',
        says: 'Receive a child whose transfer names you',
        who: { authority: ['TM', 'SM'] },
      },
    },
  },
  'private-fostering': {
    title: 'Private fostering',
    acts: {
      'private-fostering.read': { does: 'V', says: 'Read private fostering', who: withOffice },
      'private-fostering.write': { does: 'E', says: 'Record private fostering', who: workersAndManagers },
      'private-fostering.decide': {
        does: 'A',
        says: 'Decide whether private fostering is suitable',
        who: managers,
      },
      'private-fostering.prohibit': {
        does: 'A',
        says: 'Prohibit private fostering',
        who: { service: ['SM'] },
      },
    },
  },
  missing: {
    title: 'Missing, and return interviews',
    acts: {
      'missing.read': {
        does: 'V',
        says: 'Read missing episodes',
        who: { ...withAnalyst, team: [...practitioners, 'FM'] },
      },
    },
  },
  exploitation: {
    title: 'Exploitation',
    acts: { 'exploitation.read': { does: 'V', says: 'Read exploitation', who: wholeStory } },
  },
  care: {
    title: 'Care, reviews and leaving care',
    acts: {
      'care.read': {
        does: 'V',
        says: 'Read care, reviews and leaving care',
        who: { ...withOffice, own: ['VS', 'LEG'], team: [...practitioners, 'FM'] },
      },
      'home.write': {
        does: 'E',
        says: 'Record where a child lives, and whether the home is registered',
        who: { own: ['SW'], ...managers, authority: ['DIR', 'BS'] },
      },
      'home.review': {
        does: 'A',
        says: 'Review a child who lives in a home that is not registered',
        who: { authority: ['DIR'] },
      },
    },
  },
  carer: {
    title: 'Foster carers who sign in',
    acts: {
      'placed.read': {
        does: 'V',
        says: 'See what it takes to care for a child who lives with them',
        who: { placed: ['CARER'] },
      },
      'carer.ask': {
        does: 'C',
        says: 'Ask that a foster carer may sign in for a child, and end it',
        who: { own: ['SW', 'SSW'], team: ['TM', 'FM'], service: ['SM'] },
      },
      'carer.agree': {
        does: 'A',
        says: 'Agree that a foster carer may sign in for a child',
        who: { team: ['TM', 'FM'], service: ['SM'] },
      },
    },
  },
  health: {
    title: 'Health',
    acts: {
      'health.read': {
        does: 'V',
        says: 'Read health checks',
        who: { ...withAnalyst, team: [...practitioners, 'FM'] },
      },
    },
  },
  education: {
    title: 'Personal education plans',
    acts: {
      'education.read': {
        does: 'V',
        says: 'Read education plans',
        who: { ...withAnalyst, own: ['VS', 'LEG'] },
      },
    },
  },
  proceedings: {
    title: 'Pre-proceedings and court',
    acts: {
      'proceedings.read': {
        does: 'V',
        says: 'Read pre-proceedings',
        who: { ...withAnalyst, authority: ['DIR', 'CPC', 'IRO', 'EDT', 'QA', 'PSW', 'INSP', 'PERF'] },
      },
    },
  },
  adoption: {
    title: 'Adoption, until an order is made',
    acts: {
      'adoption.read': {
        does: 'V',
        says: 'Read adoption, until an order is made',
        who: {
          own: ['LEG'],
          team: ['SW', 'SSW'],
          service: ['TM', 'SM'],
          authority: ['DIR', 'IRO', 'INSP', 'PERF'],
        },
      },
    },
  },
  draft: {
    title: 'Drafts',
    acts: {
      'my-work.read': {
        does: 'V',
        says: 'See my own work, and my own drafts',
        noChild: true,
        who: {
          own: [
            ...practitioners,
            'TM',
            'SM',
            'DIR',
            'CPC',
            'IRO',
            'SCR',
            'EDT',
            'QA',
            'PSW',
            'BS',
            'PERF',
            'VS',
            'LEG',
            'LADO',
            'DPO',
            'FM',
          ],
        },
      },
    },
  },
  discussion: {
    title: 'Supervision: discussions of a child, and summaries of the record',
    acts: {
      'discussion.write': {
        does: 'C',
        says: 'Record discussions of a child with their worker',
        who: { ...managers, authority: ['DIR', 'PSW'] },
      },
      'summary.write': { does: 'C', says: 'Write summaries of the record', who: workersAndManagers },
    },
  },
  supervision: {
    title: 'Supervision of staff',
    acts: {
      'supervision.read': {
        does: 'V',
        says: 'Read one’s own supervision, and that of those one manages or whose manager one manages',
        noChild: true,
        who: {
          own: [...practitioners, 'CPC', 'IRO', 'SCR', 'EDT', 'QA', 'PSW', 'BS', 'VS', 'LADO', 'FM'],
          ...managers,
          authority: ['DIR'],
        },
      },
      'supervision.write': {
        does: 'C',
        says: 'Record supervision of those one manages',
        noChild: true,
        who: { ...managers, authority: ['DIR'] },
      },
    },
  },
  oversight: {
    title: 'Oversight, measures and lists of children',
    acts: {
      'oversight.read': { does: 'V', says: 'See team oversight', who: { ...managers, authority: ['DIR'] } },
      'oversight.sample': {
        does: 'A',
        says: 'Look at a sample of what the managers one manages wrote',
        noChild: true,
        who: { service: ['SM'], authority: ['DIR'] },
      },
      'measures.read': {
        does: 'V',
        says: 'See measures, and the children behind them where their records may be opened',
        who: { authority: ['TM', 'SM', 'DIR', 'PERF', 'PSW'] },
      },
      'counts.read': {
        does: 'V',
        says: 'See counts and trends of all children together, without small numbers',
        noChild: true,
        who: { authority: ['MEM'] },
      },
    },
  },
  quality: {
    title: 'Imports and the quality of what is held',
    acts: {
      'quality.read': {
        does: 'V',
        says: 'See what is wrong with what we hold',
        who: { ...workersAndManagers, authority: ['DIR', 'BS', 'PERF'] },
      },
      'quality.write': {
        does: 'E',
        says: 'Assign and explain what is wrong with what we hold',
        who: { ...workersAndManagers, authority: ['BS', 'PERF'] },
      },
      import: { does: 'C', says: 'Import returns', noChild: true, who: { authority: ['PERF'] } },
      'import.withdraw': {
        does: 'A',
        says: 'Withdraw an import',
        noChild: true,
        who: { authority: ['SM', 'DIR', 'PERF'] },
      },
    },
  },
  access: {
    title: 'Who may see a record, and who looked',
    acts: {
      'restrict.ask': {
        does: 'C',
        says: 'Ask that a record be restricted, and for people to be let in',
        who: { ...managers, authority: ['DIR', 'BS'] },
      },
      'restrict.agree': {
        does: 'A',
        says: 'Agree to a restriction, to letting people in, and to ending them',
        who: { service: ['SM'], authority: ['DIR'] },
      },
      'seal.ask': {
        does: 'C',
        says: 'Ask that a restricted record be sealed, or a sealed one opened again',
        who: { service: ['SM'] },
      },
      'seal.agree': {
        does: 'A',
        says: 'Agree that a record be sealed, or opened again',
        who: { authority: ['DIR'] },
      },
      'seal.vouch': {
        does: 'A',
        says: 'See which sealed records nobody answers for any more, and agree to whom the director names',
        noChild: true,
        who: { authority: ['DIR', 'DPO'] },
      },
      'conflict.write': {
        does: 'C',
        says: 'Keep a record from a colleague who has a conflict of interest',
        who: { ...managers, authority: ['DIR', 'BS'] },
      },
      'emergency.open': {
        does: 'C',
        says: 'Open a record in an emergency, to read',
        who: { authority: [...practitioners, 'TM', 'SM', 'DIR', 'CPC', 'IRO', 'SCR', 'EDT', 'QA', 'PSW'] },
      },
      'emergency.review': {
        does: 'A',
        says: 'Look into records opened in an emergency',
        who: { ...managers, authority: ['DIR', 'DPO'] },
      },
      'looked.read': {
        does: 'V',
        says: 'See who has looked at a record',
        who: { ...managers, authority: ['DIR', 'INSP', 'DPO'] },
      },
      'looked.judge': {
        does: 'A',
        says: 'Judge looks that stand out, release whoever was stopped, and read the month’s report of access',
        noChild: true,
        who: { authority: ['DIR', 'DPO'] },
      },
      'continuity.hold': {
        does: 'X',
        says: 'Hold the continuity pack',
        noChild: true,
        who: { authority: ['SM', 'DIR', 'EDT'] },
      },
    },
  },
  workforce: {
    title: 'The workforce',
    acts: {
      'workforce.write': {
        does: 'E',
        says: 'Keep what the workforce census asks of colleagues, and when they were away',
        noChild: true,
        who: { authority: ['HR', 'ADM'] },
      },
    },
  },
  system: {
    title: 'Users, teams, calendars and local standards',
    acts: {
      administer: {
        does: 'E',
        says: 'Manage users, teams, local standards and bank holidays',
        noChild: true,
        who: { authority: ['ADM'] },
      },
    },
  },
} as const satisfies Readonly<Record<string, Row>>

export type RecordRow = keyof typeof matrix

/** What somebody asks to do. A route or command names one; the matrix says who may, and for which children. */
export type Permission = { [R in RecordRow]: keyof (typeof matrix)[R]['acts'] }[RecordRow]
