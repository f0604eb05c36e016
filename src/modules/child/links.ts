import type { Permission } from '../../platform/access/policy.ts'
import type { App } from '../../platform/web/app.ts'

/** A page about one child. */
export interface Place {
  readonly text: string
  readonly href: string
}

interface Known {
  readonly text: string
  /** The pattern of its route; nothing is linked to where no chapter has such a page. */
  readonly url: string
}

const tabsKnown: readonly Doing[] = [
  { text: 'Overview', url: '/children/:childId/overview', needs: 'chronology.read' },
  { text: 'Chronology', url: '/children/:childId/chronology', needs: 'chronology.read' },
  { text: 'Family', url: '/children/:childId/family', needs: 'child.read' },
  { text: 'Worries', url: '/children/:childId/worries', needs: 'risk.read' },
  { text: 'Plan', url: '/children/:childId/plan', needs: 'plan.read' },
  { text: 'Visits and notes', url: '/children/:childId/visits', needs: 'visit.read' },
  { text: 'Assessments', url: '/children/:childId/assessments', needs: 'assessment.read' },
  { text: 'Documents', url: '/children/:childId/documents', needs: 'document.read' },
  { text: 'Directions', url: '/children/:childId/actions', needs: 'action.read' },
  { text: 'Workers', url: '/children/:childId/workers', needs: 'allocation.read' },
]

interface Doing extends Known {
  readonly needs: Permission
  /** The one that stands as the page's button. */
  readonly first?: true
}

const actsKnown: readonly Doing[] = [
  { text: 'Record visit', url: '/children/:childId/visits/record', needs: 'visit.write', first: true },
  { text: 'Write a note', url: '/children/:childId/notes/record', needs: 'note.write' },
  { text: 'Give a direction', url: '/children/:childId/actions/give', needs: 'action.give' },
  { text: 'Add a person', url: '/children/:childId/people/add', needs: 'person.write' },
  { text: 'Correct what we hold', url: '/children/:childId/person/correct', needs: 'correct' },
  {
    text: 'Private fostering',
    url: '/children/:childId/private-fostering/notify',
    needs: 'private-fostering.write',
  },
  { text: 'Conferences and core groups', url: '/children/:childId/conferences', needs: 'conference.read' },
  { text: 'Allocate', url: '/children/:childId/workers/allocate', needs: 'allocation.write' },
  { text: 'Take in a contact', url: '/children/:childId/contacts/receive', needs: 'contact.receive' },
  { text: 'Who may see this record', url: '/children/:childId/access', needs: 'restrict.ask' },
  { text: 'Who has looked', url: '/children/:childId/who-has-looked', needs: 'looked.read' },
  { text: 'Early help', url: '/children/:childId/early-help', needs: 'early-help.read' },
  { text: 'Strategy discussion', url: '/children/:childId/strategy', needs: 'strategy.ask' },
  { text: 'Written agreement', url: '/children/:childId/agreements', needs: 'agreement.write' },
  { text: 'Discussions and summaries', url: '/children/:childId/discussions', needs: 'chronology.read' },
  { text: 'A visit is called for', url: '/children/:childId/visit-calls', needs: 'visit.write' },
  { text: 'Services', url: '/children/:childId/services', needs: 'service.write' },
  { text: 'Home, and its registration', url: '/children/:childId/home', needs: 'care.read' },
  { text: 'Foster carers who may sign in', url: '/children/:childId/carers', needs: 'carer.ask' },
  { text: 'Ending or transfer', url: '/children/:childId/closure', needs: 'closure.propose' },
]

/** The pages of one child's record that this book has. */
export const tabs = (app: App, childId: string): (Place & Doing)[] => standing(app, tabsKnown, childId)

/** What can be done from every page of one child, in this book. */
export const acts = (app: App, childId: string): (Place & Doing)[] => standing(app, actsKnown, childId)

/** The address of a page, or null where no chapter has one. */
export const linkTo = (app: App, url: string, childId: string): string | null =>
  app.hasRoute({ method: 'GET', url }) ? urlOf(url, childId) : null

const standing = <K extends Known>(app: App, known: readonly K[], childId: string): (K & Place)[] =>
  known
    .filter(({ url }) => app.hasRoute({ method: 'GET', url }))
    .map((one) => ({ ...one, href: urlOf(one.url, childId) }))

const urlOf = (url: string, childId: string): string => url.replace(':childId', childId)
