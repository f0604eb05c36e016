import { matrix, type Act, type Permission, type RecordRow, type Scope } from './matrix.ts'
import { postsOf, type Actor, type Post } from './roles.ts'

export { frontDoor, roleNames, type Actor, type Role } from './roles.ts'
export type { Permission, Scope } from './matrix.ts'

type Grants = Partial<Record<Permission, Scope>>

const rows = Object.entries(matrix) as readonly (readonly [RecordRow, { readonly acts: object }])[]

/** Every act of the matrix by its permission, in the order of the rows. */
export const acts: ReadonlyMap<Permission, Act & { readonly row: RecordRow }> = new Map(
  rows.flatMap(([row, { acts: of }]) =>
    (Object.entries(of) as [Permission, Act][]).map(([permission, act]) => [permission, { ...act, row }]),
  ),
)

/** What one post may do, and for which children. Absent means refused. Nobody sees everything: the administrator opens no child's record. */
export function grantsOf(post: Post): Grants {
  return grants.get(post) ?? {}
}

const grants = new Map<Post, Grants>()
for (const [permission, { who }] of acts)
  for (const [scope, posts] of Object.entries(who) as [Scope, readonly Post[]][])
    for (const post of posts) grants.set(post, { ...grants.get(post), [permission]: scope })

/** The actor may not do this. The web layer answers 403. The message names a permission, never a person. */
export class NotAllowed extends Error {
  override readonly name = 'NotAllowed'
  constructor(permission: Permission) {
    super(`needs ${permission}`)
  }
}

/** For which children the actor may do this, or null if for none at all. */
export function scopeOf(actor: Pick<Actor, 'role' | 'service'>, permission: Permission): Scope | null {
  for (const post of postsOf(actor)) {
    const scope = grantsOf(post)[permission]
    if (scope !== undefined) return scope
  }
  return null
}

/** Whether the role may ever do this, for some child. For menus, and for pages about no child in particular. */
export const mayEver = (actor: Actor, permission: Permission): boolean => scopeOf(actor, permission) !== null

/** @throws NotAllowed if the role may never do this */
export function requireEver(actor: Actor, permission: Permission): void {
  if (!mayEver(actor, permission)) throw new NotAllowed(permission)
}
