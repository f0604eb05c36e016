import { exits, verb } from './verb.ts'

export const verify = verb({
  name: 'verify',
  about: 'Holds every record to its history: each row must say what its events say',
  options: {},
  needs: 'database',
  run: async ({ json, say, remark, database }) => {
    const { heldToHistory } = await import('../../platform/record/history.ts')
    const { records } = await import('../modules.ts')
    const { db } = await database()
    const kinds: { kind: string; held: number; differing: number }[] = []
    for (const on of records) {
      const kind = { kind: on.table, held: 0, differing: 0 }
      for await (const { held, differing } of heldToHistory(db, on)) {
        kind.held += held
        kind.differing += differing.length
        // Ids and the names of answers only: what they hold is nobody's business here.
        for (const { recordId, fields } of differing)
          remark(`${on.title} ${recordId}: ${fields.length === 0 ? 'has no history' : fields.join(', ')}`)
      }
      if (kind.held > 0) kinds.push(kind)
    }
    const held = kinds.reduce((sum, kind) => sum + kind.held, 0)
    const differing = kinds.reduce((sum, kind) => sum + kind.differing, 0)
    say(
      json
        ? JSON.stringify({ held, differing, kinds })
        : `${held} records were held to their history: ${differing === 0 ? 'all say the same' : `${differing} do not`}`,
    )
    return differing === 0 ? exits.done : exits.findings
  },
})
