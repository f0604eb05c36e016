import { exits, verb } from './verb.ts'

export const userList = verb({
  name: 'user list',
  about: 'Lists everybody who may sign in, and those who may no longer',
  options: {},
  needs: 'database',
  run: async ({ json, say, database }) => {
    const { listStaff } = await import('../../platform/access/staff.ts')
    const staff = await listStaff((await database()).db)
    if (json) say(JSON.stringify(staff))
    else
      for (const { name, role, team, signsInAs, disabledAt } of staff)
        say([name, role, team ?? '-', signsInAs ?? '-', disabledAt === null ? 'open' : 'disabled'].join('\t'))
    return exits.done
  },
})
