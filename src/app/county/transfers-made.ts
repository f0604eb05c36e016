import { transfer } from '../../modules/closure/index.ts'
import { Afterwards } from './afterwards.ts'
import type { Helped } from './closures-made.ts'
import type { DayNumber } from './ledger.ts'
import { D, working } from './story.ts'

export function transfers(made: Afterwards, today: DayNumber, spare: readonly Helped[]): void {
  const [out, team, here] = spare
  const on = working(today - 4)
  const said = {
    proposedOn: D(on),
    reason: 'The family moved to be near their grandparents.',
    mustKnow: 'Draws while talking. Two people if dad is home. Was promised a visit before the holidays.',
  }
  if (out !== undefined)
    made.put(transfer, out.childId, [
      'proposed',
      on,
      out.workerId,
      {
        ...said,
        kind: 'out',
        proposedBy: out.workerId,
        authority: 'Otherton',
        personThere: 'Ms Owen, front door',
        carriedBy: 'Ms Owen, Otherton',
        childToldOn: D(on),
        historySentOn: D(on),
      },
    ])
  if (team?.otherManagerId != null)
    made.put(transfer, team.childId, [
      'proposed',
      on,
      team.workerId,
      { ...said, kind: 'team', proposedBy: team.workerId, receiverId: team.otherManagerId },
    ])
  if (here !== undefined)
    made.put(transfer, here.childId, [
      'proposed',
      on,
      here.workerId,
      {
        ...said,
        kind: 'in',
        proposedBy: here.workerId,
        authority: 'Otherton',
        personThere: 'Ms Owen, front door',
        arrivedOn: D(on - 6),
      },
    ])
}
