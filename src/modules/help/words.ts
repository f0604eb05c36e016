import type { Scope } from '../../platform/access/policy.ts'

/** For which children, as the account page says it. */
export const scopeWords: Readonly<Record<Scope, string>> = {
  own: 'children allocated to you',
  team: 'your team’s children and those allocated to you',
  service: 'your service’s children and those allocated to you',
  authority: 'any child, unless the record is restricted',
  placed: 'children who live with you now',
}
