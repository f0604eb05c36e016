import type { Day } from '../../platform/dates/day.ts'
import type { Html } from '../../platform/web/html.ts'
import type { Alike } from '../people/index.ts'
import type { Check, ContactFacts, WithChild } from './contact-queries.ts'
import type { Before } from './history.ts'
import type { Ended, Rate } from './re-referral.ts'
import type { Contact } from './record.ts'
import type { Earlier } from './rules.ts'

/** Something the reader may do to the contact. */
export interface Offer {
  readonly name: string
  readonly title: string
}

/** Everything one contact's page says. */
export interface ContactPage {
  readonly contact: Contact
  readonly together: readonly WithChild[]
  readonly checks: readonly Check[]
  readonly facts: ContactFacts
  readonly history: Before | undefined
  readonly earlier: Earlier
  readonly ended: readonly Ended[]
  readonly rate: Rate
  readonly like: readonly Alike[]
  readonly offers: readonly Offer[]
  /** Whether the reader sends letters to referrers. */
  readonly letters: boolean
  /** Whether the reader may propose that two records are one. */
  readonly merges: boolean
  readonly today: Day
  readonly hidden: (version: number) => Html
}

export const stateWords: Readonly<Record<Contact['state'], string>> = {
  received: 'New: not yet looked at',
  triaged: 'Looked at: ask other agencies, or send it to be decided',
  checking: 'Other agencies are being asked',
  'awaiting decision': 'Waiting for the manager to decide',
  decided: 'Decided: the referrer is to be told',
  disputed: 'The referrer disagrees: to be decided again',
  linked: 'Passed to the worker the child has',
  closed: 'Closed',
}

export const nameIn = ({ names }: ContactFacts, id: string | null): string =>
  id === null ? 'Nobody' : (names.get(id) ?? 'Somebody')
