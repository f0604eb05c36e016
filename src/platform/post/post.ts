/** What leaves for one member of staff. Counts, links and fixed words alone: it lies unsealed on other people's machines. */
export interface Message {
  readonly to: string
  readonly subject: string
  readonly body: string
  /** The same at every attempt, so that the other side can tell a repeat: small letters, figures and hyphens. */
  readonly reference: string
}

/** The way messages leave, as the council has set it. */
export interface Post {
  /** 'SMTP' or 'GOV.UK Notify', for an administrator. */
  readonly by: string
  /** How browsers reach this server, without a slash at the end: what the links begin with. */
  readonly origin: string
  /** @throws NotSent where the other side does not take it: it is tried again later */
  readonly send: (message: Message) => Promise<void>
  /** Whether the other side has taken a message of this reference; null where it cannot be asked. */
  readonly taken: (reference: string) => Promise<boolean | null>
}

/** A message the other side did not take. Says how it failed, never what was in it or whom it was for. */
export class NotSent extends Error {
  override readonly name = 'NotSent'
  /** What an administrator is shown of it: how it failed. */
  readonly code = this.message
}
