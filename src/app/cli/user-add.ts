import { roleNames, type Role } from '../../platform/access/policy.ts'
import type { Db } from '../../platform/db/database.ts'
import { Misuse } from '../misuse.ts'
import { exits, verb } from './verb.ts'

const isRole = (text: string): text is Role => Object.hasOwn(roleNames, text)

export const userAdd = verb({
  name: 'user add',
  about: 'Adds somebody who may sign in',
  options: {
    role: { takes: 'ROLE', about: `what they do: ${Object.keys(roleNames).join(', ')}`, required: true },
    name: { takes: 'NAME', about: 'their name, as colleagues see it', required: true },
    'sign-in': { takes: 'WHO', about: 'what they sign in as, such as an email address', required: true },
    team: { takes: 'TEAM', about: 'the name of their team, where they have one' },
  },
  needs: 'database',
  run: async ({ values, json, say, database }) => {
    const { role = '', name = '', 'sign-in': signsInAs = '', team = null } = values
    if (!isRole(role)) throw new Misuse(`"${role}" is not a role`)
    for (const given of [name, signsInAs]) if (given.trim() === '') throw new Misuse('a name cannot be empty')
    const { addStaff, listStaff } = await import('../../platform/access/staff.ts')
    const { db } = await database()
    if ((await listStaff(db)).some((other) => other.signsInAs === signsInAs))
      throw new Misuse(`somebody already signs in as ${signsInAs}`)
    if (team !== null) await requireTeam(db, team)
    const id = await addStaff(db, { name, role, signsInAs, team })
    const { newSetUpCode } = await import('../../platform/access/set-up-code.ts')
    const setUpCode = await newSetUpCode(db, id)
    if (json) say(JSON.stringify({ id, name, role, signsInAs, team, setUpCode }))
    else
      for (const line of howToBegin(`${name} may sign in as ${signsInAs} (${roleNames[role]})`, setUpCode))
        say(line)
    return exits.done
  },
})

/** What is handed to somebody with a new account. */
export const howToBegin = (first: string, setUpCode: string): readonly string[] => [
  first,
  `Set-up code: ${setUpCode}`,
  'With it they choose a password at /sign-in/set-up within a day. It is shown only now.',
]

async function requireTeam(db: Db, name: string): Promise<void> {
  const team = await db.selectFrom('team').select('id').where('name', '=', name).executeTakeFirst()
  if (team === undefined) throw new Misuse(`there is no team called ${name}`)
}
