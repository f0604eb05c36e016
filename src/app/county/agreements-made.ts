import { agreementCheck, writtenAgreement } from '../../modules/written-agreements/index.ts'
import { Afterwards, type Step, type Values } from './afterwards.ts'
import type { Chance } from './chance.ts'
import type { Helped } from './enquiries-made.ts'
import type { DayNumber } from './ledger.ts'
import { promises } from './enquiry-words.ts'
import { D, workingAfter } from './story.ts'

export function agreementOf(telling: Afterwards, child: Helped, recent = false): void {
  const { chance } = telling
  const { childId, workerId } = child
  const signed = telling.back(recent ? 6 : chance.whole(4, 75))
  const alone = !recent && chance.odds(0.25)
  const often = chance.weighed([['proposed', 2], ['active', 5], ['breached', 1], ['ended', 2]] as const) // prettier-ignore
  const stands = recent ? 'active' : alone ? 'proposed' : often
  const terms = termsOf(chance, { alone, on: signed, workerId })
  if (stands === 'proposed') {
    telling.put(writtenAgreement, childId, ['proposed', signed, workerId, terms])
    return
  }
  const check = chance.odds(0.7) ? checkOf(telling, signed) : null
  const checked: Step[] =
    check === null
      ? []
      : [
          [
            'active',
            check.on,
            workerId,
            {
              ...check.said,
              checkFound: check.found,
              independentOn: check.said.independent ? D(check.on) : null,
            },
          ],
        ]
  const id = telling.put(
    writtenAgreement,
    childId,
    ['proposed', signed, workerId, terms],
    signedSo(child, signed),
    ...checked,
    ...overSo(telling, child, stands),
  )
  if (check !== null)
    telling.put(agreementCheck, childId, [
      'recorded',
      check.on,
      workerId,
      { ...check.said, found: check.found, agreementId: id, checkedBy: workerId },
    ])
}

const termsOf = (
  chance: Chance,
  { alone, on, workerId }: { readonly alone: boolean; readonly on: DayNumber; readonly workerId: string },
): Values => ({
  alsoFor: [],
  madeWith: 'Mum and her partner',
  expectations: chance.of(promises),
  whoChecks: 'The health visitor and Nan',
  howChecked: 'Calling without notice',
  howOften: 'Twice a week',
  risks: 'Being alone with somebody who has hurt them',
  otherMeasures: alone ? null : 'Nan stays the night',
  soleSafeguard: alone,
  asksVictim: chance.odds(0.2),
  interpreter: 'not needed',
  proposedOn: D(on),
  proposedBy: workerId,
  renewals: 0,
})

const signedSo = ({ managerId }: Helped, on: DayNumber): Step => [
  'active',
  on,
  managerId,
  {
    signedOn: D(on),
    signedBy: 'Mum and her partner',
    reviewOn: D(workingAfter(on, 20)),
    approvedOn: D(on),
    approvedBy: managerId,
    approvedWhy: 'Beside Nan, it says who does what.',
  },
]

function checkOf({ chance, today }: Afterwards, signed: DayNumber) {
  const on = Math.min(workingAfter(signed, chance.whole(3, 19)), today)
  const said = { checkedOn: D(on), independent: chance.odds(0.6), working: chance.of(['yes', 'partly']) }
  return { on, said, found: 'Nobody there who should not be.' }
}

/** How it stands now, where it is no longer in force. */
function overSo(
  telling: Afterwards,
  { workerId, managerId }: Helped,
  stands: 'active' | 'breached' | 'ended',
): Step[] {
  const on = telling.back(1)
  if (stands === 'active') return []
  return stands === 'breached'
    ? [
        [
          'breached',
          on,
          workerId,
          { breachedOn: D(on), breachWhat: 'He was in the kitchen when the health visitor called.' },
        ],
      ]
    : [
        [
          'ended',
          on,
          managerId,
          { endedOn: D(on), endedBy: managerId, endedWhy: 'The order made last week does what it did.' },
        ],
      ]
}
