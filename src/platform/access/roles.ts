/** Role codes are those of processes.md; what each is called on screen stands here. */
export const roleNames = {
  SCR: 'Front door screener',
  SW: 'Social worker',
  TM: 'Team manager',
  SM: 'Service manager',
  CPC: 'Child protection chair',
  IRO: 'Independent reviewing officer',
  LADO: 'Designated officer for allegations',
  QA: 'Quality auditor',
  PA: 'Personal adviser',
  SSW: 'Supervising social worker',
  VS: 'Virtual school',
  EHL: 'Early help lead',
  BS: 'Business support',
  LEG: 'Legal adviser',
  DIR: 'Director',
  MEM: 'Lead member',
  ADM: 'Administrator',
  EDT: 'Out of hours worker',
  PERF: 'Performance analyst',
  DPO: 'Data protection officer',
  INSP: 'Inspector',
  CARER: 'Foster carer',
  FM: 'Fostering manager',
  ADMK: 'Agency decision maker',
  PSW: 'Principal social worker',
  HR: 'Human resources',
} as const
export type Role = keyof typeof roleNames

/** The member of staff who asks. */
export interface Actor {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly teamId: string | null
  readonly service: string | null
}

/** The service whose team manager decides about any child who comes to notice. */
export const frontDoor = 'Front door'

/**
 * A post is a role, or the one role that differs by where it is held: the team manager of the front door, who manages the
 * safeguarding hub and has the posts of a team manager and of the hub both.
 */
export type Post = Role | 'HUB'

/** Every column of the matrix, and what it is called. */
export const postNames: Readonly<Record<Post, string>> = {
  ...roleNames,
  HUB: 'Team manager of the front door, beside what any team manager may',
}

/** The posts somebody holds. */
export const postsOf = ({ role, service }: Pick<Actor, 'role' | 'service'>): readonly Post[] =>
  role === 'TM' && service === frontDoor ? ['HUB', 'TM'] : [role]
