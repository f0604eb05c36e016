import { Misuse } from '../misuse.ts'
import { howToBegin } from './user-add.ts'
import { exits, verb } from './verb.ts'

export const userCode = verb({
  name: 'user code',
  about: 'Makes a new set-up code for somebody who has lost their password or their telephone',
  words: 'WHO',
  options: {},
  needs: 'database',
  run: async ({ words, json, say, database }) => {
    const [who, ...more] = words
    if (who === undefined || more.length > 0)
      throw new Misuse('user code takes one name: what they sign in as')
    const { listStaff } = await import('../../platform/access/staff.ts')
    const { newSetUpCode } = await import('../../platform/access/set-up-code.ts')
    const { db } = await database()
    const found = (await listStaff(db)).find(
      ({ signsInAs, disabledAt }) => signsInAs === who && disabledAt === null,
    )
    if (found === undefined) throw new Misuse(`nobody with an open account signs in as ${who}`)
    const setUpCode = await newSetUpCode(db, found.id)
    if (json) say(JSON.stringify({ signsInAs: who, setUpCode }))
    else for (const line of howToBegin(`${found.name} signs in as ${who}`, setUpCode)) say(line)
    return exits.done
  },
})
