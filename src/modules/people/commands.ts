import { sql } from 'kysely'
import { requireEver, type Actor } from '../../platform/access/policy.ts'
import { reachable, requireChild } from '../../platform/access/reach.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange, type Change } from '../../platform/record/change.ts'
import { coverEverything, openPerson } from '../../platform/record/people.ts'
import type { Answers } from '../../platform/record/field.ts'
import { readAnswers, type Act } from '../../platform/record/perform.ts'
import { command, type Outcome } from '../../platform/record/record.ts'
import { findings } from '../../platform/record/rule.ts'
import { address, personRecord, relationship } from './record.ts'
import { bornByToday, endsAfterItBegan, hasSomeName, notThemselves } from './rules.ts'

export const personAsks = [
  'givenName',
  'familyName',
  'knownAs',
  'bornOn',
  'expectedOn',
  'sex',
  'phone',
] as const
export const relationAsks = [
  'kind',
  'parentalResponsibility',
  'household',
  'risk',
  'contactRestricted',
] as const

/**
 * Adds a child nobody holds a record of. They are looked for first: the page shows who they might be.
 *
 * @throws NotAllowed if the actor's role may not add people
 */
export async function addChild(
  book: Book,
  actor: Actor,
  formKey: string | null,
  posted: unknown,
): Promise<Outcome> {
  requireEver(actor, 'person.write')
  const { answers, unreadable } = readAnswers(personRecord.fields, personAsks, posted)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  const broken = findings([hasSomeName, bornByToday], { answers, today: book.today() })
  if (broken.length > 0) return { kind: 'refused', findings: broken }
  const kind = answers.bornOn === null && answers.expectedOn !== null ? 'unborn' : 'child'
  return inOneChange(book, actor, formKey, async (change) => ({
    kind: 'done',
    recordId: await openNew(change, kind, answers),
  }))
}

async function openNew(change: Change, kind: 'child' | 'unborn' | 'adult', answers: object): Promise<string> {
  const laChildId = kind === 'adult' ? null : await nextChildNumber(change.tx)
  const id = await openPerson(change, 'person.added', { ...answers, kind, laChildId })
  await coverEverything(change.tx, id)
  return id
}

/** The number by which returns know a child first recorded here: never given twice, not even where what took it is taken back. */
async function nextChildNumber(tx: Tx): Promise<string> {
  const { rows } = await sql<{ number: string }>`select 'HF' || nextval('child_number') as number`.execute(tx)
  return rows.map(({ number }) => number).join()
}

/** Opens the record of a child nobody holds one of, in a change that opens more: a contact about them. */
export const openChild = (
  change: Change,
  answers: Partial<Answers<typeof personRecord.fields>>,
  kind: 'child' | 'unborn' = 'child',
): Promise<string> => openNew(change, kind, answers)

/** Adds somebody new to a child's family: the person and who they are to the child, together. */
export async function addRelative(
  book: Book,
  act: Act,
  posted: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const whoIsIt = readAnswers(personRecord.fields, personAsks, posted)
  const toTheChild = readAnswers(relationship.fields, relationAsks, posted)
  const [person, relation] = [whoIsIt.answers, toTheChild.answers]
  const broken =
    person === null ? [] : findings([hasSomeName, bornByToday], { answers: person, today: book.today() })
  const wrong = [...whoIsIt.unreadable, ...toTheChild.unreadable, ...broken]
  if (person === null || relation === null || wrong.length > 0) return { kind: 'refused', findings: wrong }
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    await requireChild(change.tx, act.actor, 'person.write', act.childId)
    const relativeId = await openNew(change, isChild(relation.kind) ? 'child' : 'adult', person)
    const answers = { ...relation, relativeId }
    await change.open(relationship, {
      event: 'relationship.added',
      childId: act.childId,
      state: 'recorded',
      answers,
    })
    await tellOfBoth(change, act.childId, answers)
    return { kind: 'done', recordId: relativeId }
  })
}

const isChild = (kind: string): boolean => kind === 'sibling' || kind === 'half-sibling'

type Tie = Pick<Answers<typeof relationship.fields>, (typeof relationAsks)[number] | 'relativeId'>

/** A child's brother has them for a brother or sister: said once, it stands on both records. */
async function tellOfBoth(
  change: Change,
  childId: string,
  { relativeId, kind, household }: Tie,
): Promise<void> {
  if (!isChild(kind)) return
  const held = await change.tx
    .selectFrom('relationship')
    .select('id')
    .where('childId', '=', relativeId)
    .where('relativeId', '=', childId)
    .where('state', '=', 'recorded')
    .executeTakeFirst()
  if (held !== undefined) return
  const answers = {
    relativeId: childId,
    kind,
    household,
    parentalResponsibility: 'no',
    risk: 'none known',
    contactRestricted: false,
  }
  await change.open(relationship, {
    event: 'relationship.added',
    childId: relativeId,
    state: 'recorded',
    answers,
  })
}

/** Says that somebody already on the record belongs to a child's family. */
const relate = command({
  on: relationship,
  event: 'relationship.added',
  title: 'Add somebody who is already on the record',
  needs: 'person.write',
  from: null,
  to: 'recorded',
  asks: ['relativeId', ...relationAsks],
  rules: [notThemselves],
  also: async (change, { child, answers }) => {
    const may = await reachable(change.tx, change.actor, 'person.write', [answers.relativeId])
    if (may.has(answers.relativeId)) await tellOfBoth(change, child.id, answers)
  },
})

const changeRelationship = command({
  on: relationship,
  event: 'relationship.changed',
  title: 'Change what we know of somebody in the family',
  needs: 'person.write',
  from: ['recorded'],
  to: 'recorded',
  asks: [
    'parentalResponsibility',
    'household',
    'risk',
    'contactRestricted',
    'safeToCall',
    'spokenToOn',
    'about',
  ],
  rules: [],
})

const endRelationship = command({
  on: relationship,
  event: 'relationship.ended',
  title: 'Record that somebody has left the family',
  needs: 'person.write',
  from: ['recorded'],
  to: 'ended',
  asks: ['toOn', 'about'],
  requires: ['toOn'],
  rules: [endsAfterItBegan],
})

const addAddress = command({
  on: address,
  event: 'address.added',
  title: 'Record where the child lives',
  needs: 'person.write',
  from: null,
  to: 'recorded',
  asks: ['lines', 'postcode', 'kind', 'confidential', 'fromOn'],
  requires: ['lines'],
  rules: [],
})

const endAddress = command({
  on: address,
  event: 'address.ended',
  title: 'Record that the child has moved out',
  needs: 'person.write',
  from: ['recorded'],
  to: 'recorded',
  asks: ['toOn'],
  requires: ['toOn'],
  rules: [endsAfterItBegan],
})

export const commands = { relate, changeRelationship, endRelationship, addAddress, endAddress }
