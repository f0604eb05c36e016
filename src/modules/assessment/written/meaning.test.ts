import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { shippedCalendar } from '../../../platform/dates/calendar.ts'
import { addWorkingDays } from '../../../platform/dates/calendar.ts'
import { day } from '../../../platform/dates/day.ts'
import { familyParts, ownParts } from './parts.ts'
import { decidingFindings, type Deciding } from './deciding-rules.ts'
import { inTheWay, worthAnotherLook, type OwnPart, type Whole, type Written } from './rules.ts'

const answered = (parts: typeof ownParts): Written =>
  Object.fromEntries(
    parts.flatMap(({ needs }) => needs).map((name) => [name, name === 'factors' ? ['1B'] : `About ${name}`]),
  )
const leo: OwnPart = {
  assessmentId: 'a',
  called: 'Leo',
  written: answered(ownParts),
  before: {},
  seen: true,
  seenAlone: true,
}
const whole: Whole = {
  family: answered(familyParts),
  children: [leo],
  adults: [{ id: 'm', called: 'Kelly', capacity: 'Kind', says: 'Yes' }],
  names: ['Leo', 'Ella'],
  alikeFrom: 80,
}
const withLeo = (more: Written, rest: Partial<OwnPart> = {}): Whole => ({
  ...whole,
  children: [{ ...leo, written: { ...leo.written, ...more }, ...rest }],
})
const says = (all: readonly { rule: string; at?: string }[]) => all.map(({ rule, at }) => [rule, at])

describe('sending an assessment', () => {
  it('is not stood in the way of by anything once all is written and the child was seen', () =>
    assert.deepEqual(inTheWay(whole), []))
  it('waits for the child to be seen, alone, or for the reason', () => {
    assert.deepEqual(says(inTheWay(withLeo({}, { seen: false, seenAlone: false }))), [['AS-1', 'notSeenWhy']])
    assert.deepEqual(
      says(inTheWay(withLeo({ notSeenWhy: 'In hospital' }, { seen: false, seenAlone: false }))),
      [],
    )
    assert.deepEqual(says(inTheWay(withLeo({}, { seenAlone: false }))), [['AS-1', 'notAloneWhy']])
  })
  it('waits for what we do not know', () =>
    assert.deepEqual(says(inTheWay(withLeo({ notKnown: '' }))), [['AS-2', 'notKnown']]))
  it('waits for every parent’s entry', () =>
    assert.deepEqual(
      says(inTheWay({ ...whole, adults: [{ id: 'd', called: 'Dean', capacity: '', says: '' }] })),
      [
        ['AS-3', 'capacity'],
        ['AS-3', 'says'],
      ],
    ))
  it('waits for a tool where neglect or domestic abuse was found, or for why none was used', () => {
    const neglect = withLeo({ factors: ['16A', '3B'] })
    assert.match(inTheWay(neglect)[0]?.message ?? '', /neglect and domestic abuse/)
    assert.match(
      inTheWay({ ...neglect, family: { ...neglect.family, neglectToolOn: '3/11/2026' } })[0]?.message ?? '',
      /found domestic abuse/,
    )
    assert.deepEqual(inTheWay({ ...neglect, family: { ...neglect.family, noToolWhy: 'Booked' } }), [])
  })
})

describe('another look', () => {
  const long = `He is tired because nobody sleeps. ${'word '.repeat(150)}`
  it('is asked for where analysis is under 150 words or says no because', () => {
    assert.deepEqual(worthAnotherLook(withLeo({ happening: long })).length, 0)
    assert.match(
      worthAnotherLook(withLeo({ happening: 'He is tired because nobody sleeps.' }))[0]?.message ?? '',
      /Leo: the analysis is 10 words/,
    )
    assert.match(
      worthAnotherLook(withLeo({ happening: 'word '.repeat(160) }))[0]?.message ?? '',
      /not why it matters/,
    )
  })
  it('is asked for at words four fifths like a brother’s or the last assessment’s, names apart', () => {
    const ella: OwnPart = {
      ...leo,
      assessmentId: 'b',
      called: 'Ella',
      written: { ...leo.written, happening: long, dayInLife: 'Ella is up at six and walks to school alone' },
    }
    const copied = withLeo({ happening: long, dayInLife: 'Leo is up at six and walks to school alone' })
    const found = worthAnotherLook({ ...copied, children: [...copied.children, ella] })
    assert.ok(
      found.some(
        ({ rule, at, message }) =>
          rule === 'AS-10' && at === 'dayInLife' && message.startsWith('Leo: 100 % the same as Ella’s'),
      ),
    )
    assert.deepEqual(
      worthAnotherLook({
        ...copied,
        alikeFrom: 100,
        children: [
          ...copied.children,
          {
            ...ella,
            written: { ...ella.written, dayInLife: 'Ella is up at nine and driven to the nursery' },
          },
        ],
      }).filter(({ at }) => at === 'dayInLife'),
      [],
    )
    assert.ok(
      worthAnotherLook(
        withLeo(
          { happening: long, health: 'Well, and growing as the doctor hoped' },
          { before: { health: 'Well, and growing as the doctor hoped' } },
        ),
      ).some(({ message }) => message.includes('the last assessment’s')),
    )
  })
  it('is asked for where another child is named', () =>
    assert.match(
      worthAnotherLook(withLeo({ happening: long, health: 'Ella is well.' }))[0]?.message ?? '',
      /Leo: Ella is named in “Ella is well\.”/,
    ))
})

describe('authorising an assessment', () => {
  const referred = day('2026-09-01')
  const on = (days: number) => addWorkingDays(referred, days, shippedCalendar)
  const deciding: Deciding = {
    actorId: 'asha',
    isServiceManager: false,
    authorIds: ['amira'],
    since: referred,
    first: true,
    lateWhy: null,
    today: on(45),
    calendar: shippedCalendar,
    children: [{ called: 'Leo', recommendation: 'child in need', factors: ['16A'], seen: true }],
  }
  const rules = (more: Partial<Deciding>) => says(decidingFindings({ ...deciding, ...more }))
  it('is a team manager’s on the 45th working day, and a service manager’s with a reason on the 46th', () => {
    assert.deepEqual(rules({}), [])
    assert.deepEqual(rules({ today: on(46) }), [
      ['AS-6', 'decide'],
      ['AS-6', 'lateWhy'],
    ])
    assert.deepEqual(rules({ today: on(46), isServiceManager: true }), [['AS-6', 'lateWhy']])
    assert.deepEqual(rules({ today: on(46), isServiceManager: true, lateWhy: 'Mum was in hospital' }), [])
    assert.deepEqual(rules({ today: on(46), first: false }), [], 'a later version has no days to keep')
  })
  it('is never its own author’s, whoever sent it', () =>
    assert.deepEqual(rules({ authorIds: ['amira', 'asha'], isServiceManager: true }), [['AS-5', 'decide']]))
  it('of no further action after neglect or domestic abuse is a service manager’s', () => {
    const ending = (factors: string[]) => ({
      children: [{ called: 'Leo', recommendation: 'no further action', factors, seen: true }],
    })
    assert.deepEqual(rules(ending(['3C'])), [['AS-7', 'decide']])
    assert.deepEqual(rules({ ...ending(['16A']), isServiceManager: true }), [])
    assert.deepEqual(rules(ending(['4B'])), [])
  })
  it('of a child not seen is a service manager’s', () =>
    assert.deepEqual(
      rules({ children: [{ called: 'Leo', recommendation: 'early help', factors: [], seen: false }] }),
      [['AS-8', 'decide']],
    ))
})
