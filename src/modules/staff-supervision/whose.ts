import { sql, type RawBuilder } from 'kysely'
import { scopeOf, type Actor } from '../../platform/access/policy.ts'

// Every condition here is asked of a row `staff` with its `team` beside it.
const teamHasManager = sql<boolean>`exists (select
                                              from staff manager
                                             where manager.team_id = staff.team_id
                                               and manager.role = 'TM'
  and manager.disabled_at is null)`
const serviceHasManager = sql<boolean>`exists (select
                                                 from staff manager
                                                 join team managed on managed.id = manager.team_id
  where managed.service = team.service and manager.role = 'SM' and manager.disabled_at is null)`
/** Those for whom nobody but a service manager could be the manager. */
const ofService = sql<boolean>`(staff.role = 'TM' or not ${teamHasManager})`

/** The roles that have supervision: those who work with children or answer for the work. */
export const supervised = sql<boolean>`staff.role in ('SW', 'PA', 'SSW', 'EHL', 'SCR', 'EDT', 'BS', 'FM',
                                                      'TM', 'SM', 'CPC', 'IRO', 'QA', 'PSW', 'LADO', 'VS')`

/**
 * Whose manager the actor is: a team manager of everybody in the team, a service manager of the team managers and of teams that have none,
 * the director of service managers and of whoever has neither. Never one's own.
 */
export function manages(actor: Actor): RawBuilder<boolean> {
  const of = managedBy(actor)
  return sql<boolean>`(staff.id <> ${actor.id} and ${supervised} and coalesce(${of}, false))`
}

function managedBy(actor: Actor): RawBuilder<boolean> {
  switch (scopeOf(actor, 'supervision.write')) {
    case 'team':
      return sql<boolean>`staff.team_id = ${actor.teamId} and staff.role not in ('TM', 'SM')`
    case 'service':
      return sql<boolean>`team.service = ${actor.service} and staff.role <> 'SM' and ${ofService}`
    case 'authority':
      return sql<boolean>`staff.role = 'SM'
        or (not ${teamHasManager} or staff.role = 'TM') and not coalesce(${serviceHasManager}, false)`
    case 'own':
    case 'placed':
    case null:
      return sql<boolean>`false`
  }
}

/** Whose manager's manager the actor is. */
function aboveManagerOf(actor: Actor): RawBuilder<boolean> {
  switch (scopeOf(actor, 'supervision.write')) {
    case 'service':
      return sql<boolean>`team.service = ${actor.service} and staff.role <> 'SM'`
    case 'authority':
      return sql<boolean>`${ofService}`
    case 'team':
    case 'own':
    case 'placed':
    case null:
      return sql<boolean>`false`
  }
}

/** Whose sessions the actor reads: their own, and those of whom they are the manager or the manager's manager. Nobody else's, whatever children they read. */
export const readsSessionsOf = (actor: Actor): RawBuilder<boolean> =>
  sql<boolean>`(staff.id = ${actor.id}
                or ${manages(actor)}
                or (${supervised} and coalesce(${aboveManagerOf(actor)}, false)))`
