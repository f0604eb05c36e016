import { acts, mayEver, scopeOf } from './policy.ts'
import type { Permission, RecordRow, Scope } from './matrix.ts'
import type { Relation } from './reach.ts'
import type { Actor } from './roles.ts'

/** On what ground somebody may do something to a child. */
export type Ground = Scope | 'named' | 'emergency' | 'keeps the door'

/** Why somebody may not: their role never does it, the child is none of theirs, the record is restricted, or there is none for them. */
export type Bar = 'role' | 'relation' | 'restricted' | 'nobody'

/** What comes with a decision, whichever it is. */
export type Obligation =
  /** The look is stored before the first byte (`lookedAt`). */
  | 'write down'
  /** Kinds of record the role does not read are left out (`leftOut`). */
  | 'mask'
  /** Nothing may be written. */
  | 'read only'
  /** The managers of the child and of the colleague are told, and somebody looks into it. */
  | 'notify'
  /** A reason in at least twenty letters opens it, to read and for a while. */
  | 'ask reason'
  /** The reason alone does not: a second person agrees first. */
  | 'second person'

export interface Decision {
  readonly allowed: boolean
  readonly because: Ground | Bar
  /** What the web layer answers: the page, a refusal, or that there is nothing here. */
  readonly answer: 'shown' | 'refused' | 'nothing there'
  readonly obligations: readonly Obligation[]
}

// Somebody must be able to agree to a restriction and to look into an opening, without opening the record.
const keepsTheDoor: ReadonlySet<Permission> = new Set([
  'restrict.agree',
  'seal.agree',
  'seal.vouch',
  'emergency.review',
])
/** Of a sealed record the director's alone, by keeping its door: to be named on it does not give it. */
export const directorsAlone: Permission = 'restrict.agree'

/** Whether this permission shows a record and changes nothing. */
export const isView = (permission: Permission): boolean => permission.endsWith('.read')

/**
 * The whole decision: whether, why, and what goes with it.
 *
 * @param relation how the actor stands to the child; null where there is no such child, or none for this actor
 */
export function decide(actor: Actor, permission: Permission, relation: Relation | null): Decision {
  if (relation === null) return barred(mayEver(actor, permission) ? 'nobody' : 'role', 'nothing there', [])
  const ground = groundOf(actor, permission, relation)
  if (ground !== null) return granted(actor, permission, relation, ground)
  const may = isView(permission) && mayEver(actor, 'emergency.open')
  if (!relation.open) return barred('restricted', 'nothing there', may ? ['ask reason', 'second person'] : [])
  return barred(mayEver(actor, permission) ? 'relation' : 'role', 'refused', may ? ['ask reason'] : [])
}

const barred = (because: Bar, answer: Decision['answer'], obligations: readonly Obligation[]): Decision => ({
  allowed: false,
  because,
  answer,
  obligations,
})

function granted(actor: Actor, permission: Permission, relation: Relation, because: Ground): Decision {
  const obligations: Obligation[] = ['write down']
  if (because === 'emergency') obligations.push('read only', 'notify')
  if (permission === 'child.read' && leftOut(actor, relation).size > 0) obligations.push('mask')
  return { allowed: true, because, answer: 'shown', obligations }
}

function groundOf(actor: Actor, permission: Permission, relation: Relation): Ground | null {
  // An emergency lets somebody read, whatever their role reads otherwise, and do nothing. Who else looked is no part of the child's story.
  if (relation.openedUntil != null && isView(permission) && permission !== 'looked.read') return 'emergency'
  const scope = scopeOf(actor, permission)
  if (scope === null) return null
  if (scope === 'authority' && keepsTheDoor.has(permission)) return 'keeps the door'
  if (relation.sealed === true && scope !== 'placed')
    return relation.open && permission !== directorsAlone ? 'named' : null
  return nearEnough(scope, relation)
}

function nearEnough(scope: Scope, relation: Relation): Ground | null {
  if (scope === 'placed') return relation.placed === true && relation.open ? 'placed' : null
  if (relation.own) return 'own'
  return relation.open && (scope === 'authority' || (scope !== 'own' && relation[scope])) ? scope : null
}

// What a carer is shown is made of other rows: it is no part of the record that others are kept from.
const views = [...acts].filter(([permission, { who }]) => isView(permission) && who.placed === undefined)

/** The rows of the matrix that somebody who may open a child's record does not read there. */
export const leftOut = (actor: Actor, relation: Relation): ReadonlySet<RecordRow> =>
  new Set(
    views
      .filter(
        ([permission, { noChild }]) => noChild !== true && groundOf(actor, permission, relation) === null,
      )
      .map(([, { row }]) => row),
  )
