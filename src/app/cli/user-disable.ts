import { Misuse } from '../misuse.ts'
import { exits, verb } from './verb.ts'

export const userDisable = verb({
  name: 'user disable',
  about: 'Stops somebody signing in; their work and their name stay in the record',
  words: 'WHO',
  options: {},
  needs: 'database',
  run: async ({ words, json, say, database }) => {
    const [who, ...more] = words
    if (who === undefined || more.length > 0)
      throw new Misuse('user disable takes one name: what they sign in as')
    const { disableStaff } = await import('../../platform/access/staff.ts')
    const { instantOf } = await import('../../platform/dates/day.ts')
    if (!(await disableStaff((await database()).db, who, instantOf(Date.now()))))
      throw new Misuse(`nobody with an open account signs in as ${who}`)
    say(json ? JSON.stringify({ signsInAs: who, disabled: true }) : `${who} can no longer sign in`)
    return exits.done
  },
})
