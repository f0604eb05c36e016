import { assessedAdult, assessmentVersion, fieldsOf } from '../../modules/assessment/index.ts'
import { numberOfDay } from '../../platform/dates/day.ts'
import type { Tx } from '../../platform/db/database.ts'
import { newId } from '../../platform/record/new-id.ts'
import { saveSharedIn } from '../../platform/record/shared-draft.ts'
import type { Step, Values } from './afterwards.ts'
import { Told, type Unwritten, type Stage } from './assessment-stages.ts'
import { changes, comments, returns } from './assessment-words.ts'
import type { Chance } from './chance.ts'
import type { DayNumber } from './ledger.ts'
import { D, workingAfter } from './story.ts'

export interface SaidOfAdult {
  readonly adultId: string
  readonly capacity: string
  readonly says: string
}

/** The version or versions of one child's assessment, as far as it has come. */
export function version(
  told: Told,
  one: Unwritten,
  words: Values,
  adults: readonly SaidOfAdult[],
  stage: Stage,
): void {
  const { chance, today } = told
  const began = numberOfDay(one.startedOn)
  const of = { assessmentId: one.id, begunOn: D(began), begunBy: one.workerId }
  const begun: Step = ['started', began, one.workerId, { ...of, number: 1 }]
  const ready =
    one.authorisedOn === null
      ? Math.max(began, today - chance.whole(0, 6))
      : Math.max(began, numberOfDay(one.authorisedOn) - chance.whole(0, 4))
  const sent: Step = [
    'submitted',
    ready,
    one.workerId,
    { ...words, submittedOn: D(ready), submittedBy: one.workerId, writtenBy: one.writers },
  ]
  if (stage === 'blank' || stage === 'part') return void told.put(assessmentVersion, one.childId, begun)
  if (stage === 'sent')
    return tell(told, one, told.put(assessmentVersion, one.childId, begun, sent), adults, ready)
  if (stage === 'back') {
    const back: Step = [
      'returned',
      ready,
      one.managerId,
      {
        returnedOn: D(ready),
        returnedBy: one.managerId,
        returnedWhy: chance.of(returns).replaceAll('{name}', one.name),
      },
    ]
    return tell(told, one, told.put(assessmentVersion, one.childId, begun, sent, back), adults, ready)
  }
  const agreedOn = numberOfDay(one.authorisedOn ?? one.startedOn)
  const agreed: Step = [
    'authorised',
    agreedOn,
    one.managerId,
    {
      authorisedOn: D(agreedOn),
      authorisedBy: one.managerId,
      managerComment: chance.of(comments).replaceAll('{name}', one.name),
    },
  ]
  const next = workingAfter(agreedOn, chance.whole(6, 15))
  const goes = stage === 'twice' && next <= today
  const gone: Step = ['replaced', goes ? next : Infinity, one.managerId, goes ? { replacedOn: D(next) } : {}]
  tell(told, one, told.put(assessmentVersion, one.childId, begun, sent, agreed, gone), adults, ready)
  const again = { ...of, number: 2, changedWhy: chance.of(changes).replaceAll('{name}', one.name) }
  if (goes) {
    const from = Math.max(agreedOn, next - 3)
    const rows: [Step, ...Step[]] = [
      ['started', from, one.workerId, { ...again, begunOn: D(from) }],
      [
        'submitted',
        from,
        one.workerId,
        {
          ...words,
          history: `${String(words['history'])} ${again.changedWhy}.`,
          submittedOn: D(from),
          submittedBy: one.workerId,
          writtenBy: one.writers,
        },
      ],
      ['authorised', next, one.managerId, { authorisedOn: D(next), authorisedBy: one.managerId }],
    ]
    return tell(told, one, told.put(assessmentVersion, one.childId, ...rows), adults, from)
  }
  if (stage === 'again') {
    const from = Math.max(agreedOn, today - 2)
    told.put(assessmentVersion, one.childId, ['started', from, one.workerId, { ...again, begunOn: D(from) }])
  }
}

function tell(
  told: Told,
  { childId, workerId }: Unwritten,
  versionId: string,
  adults: readonly SaidOfAdult[],
  on: DayNumber,
): void {
  for (const one of adults)
    told.put(assessedAdult, childId, ['recorded', on, workerId, { ...one, versionId, writtenOn: D(on) }])
}

/** What is typed and not sent: some of it by the worker, some by a colleague. */
export async function draft(
  tx: Tx,
  one: Unwritten,
  subjectId: string,
  fields: ReturnType<typeof fieldsOf>,
  words: Values,
): Promise<void> {
  const typed = Object.fromEntries(
    Object.entries(words)
      .filter(([, said]) => said !== null)
      .map(([name, said]) => [name, said as string]),
  )
  const half = Object.fromEntries(Object.entries(typed).filter((_, i) => i % 2 === 0))
  await saveSharedIn(tx, fields, {
    subjectId,
    authorId: one.workerId,
    page: newId(),
    typed,
    began: one.otherId === null ? {} : half,
  })
  if (one.otherId !== null)
    await saveSharedIn(tx, fields, {
      subjectId,
      authorId: one.otherId,
      page: newId(),
      typed: half,
      began: {},
    })
}

/** What was found of the child, and what follows. */
export function ends({ factors }: Unwritten, chance: Chance): Values {
  const found = (factors ?? []).filter((code) => code !== '18A' && code !== '19A')
  const next = chance.weighed([
    ['child in need', 50],
    ['early help', 25],
    ['no further action', 15],
    ['child protection', 10],
  ] as const)
  const supportNeeded = next === 'no further action' || next === 'early help' ? 'no' : 'yes'
  return {
    factors: found.length > 0 ? found : chance.of([['4B'], ['3B', '4B'], ['1B', '16A']]),
    recommendation: next,
    supportNeeded,
  }
}
