import { alike, withoutNames } from '../../../platform/record/alike.ts'
import type { Finding, Rule } from '../../../platform/record/rule.ts'
import { abuseFactors, neglectFactor } from '../factors.ts'
import { familyParts, ownParts, ownWords } from './parts.ts'
import { assessmentVersion } from './record.ts'

/** What has been written, by question: words, a code, a day, or a list; nothing is left out. */
export type Written = Readonly<Record<string, string | readonly string[]>>

/** One child's own part, as it would be sent. */
export interface OwnPart {
  readonly assessmentId: string
  readonly called: string
  readonly written: Written
  /** What the assessment before says in the same place: never an earlier version of this one, whose words it begins with. */
  readonly before: Written
  readonly seen: boolean
  readonly seenAlone: boolean
}

/** A whole assessment as it would be sent today. */
export interface Whole {
  readonly family: Written
  readonly children: readonly OwnPart[]
  readonly adults: readonly {
    readonly id: string
    readonly called: string
    readonly capacity: string
    readonly says: string
  }[]
  /** First names of every child of the family, those not assessed too. */
  readonly names: readonly string[]
  /** Per cent alike from which the writer is told. */
  readonly alikeFrom: number
}

/** Something found in one part of an assessment: the part it is in opens from it. */
export interface PartFinding extends Finding {
  /** 'why', 'adult-<id>' or '<assessment>-analysis'. */
  readonly part: string
}

export const ownPartId = (assessmentId: string, part: string): string => `${assessmentId}-${part}`

const needs = 'Working Together 2026, ch.3: an assessment of each child’s needs, parents and surroundings'

/** Why each of these is asked, by its id. */
export const rulesOfSending: readonly Pick<Rule<Whole>, 'id' | 'source'>[] = [
  {
    id: 'AS-1',
    source: 'Children Act 1989 s17(4A): the child is seen, and their wishes and feelings are found out',
  },
  { id: 'AS-2', source: needs },
  { id: 'AS-3', source: 'Working Together 2026, ch.3: every parent and carer, those who live elsewhere too' },
  { id: 'AS-4', source: 'Local standard: a named tool wherever neglect or domestic abuse is found' },
  { id: 'AS-5', source: 'Local standard: nobody authorises their own work' },
  {
    id: 'AS-6',
    source:
      'Working Together 2026, ch.3: 45 working days; longer with a recorded reason, agreed by a service manager',
  },
  {
    id: 'AS-7',
    source:
      'Local standard: no further action after domestic abuse or neglect is a service manager’s decision',
  },
  { id: 'AS-8', source: 'Local standard: a child not seen is a service manager’s to agree' },
  { id: 'AS-9', source: 'Local standard: analysis says what it means, and why' },
  { id: 'AS-10', source: 'Local standard: each child’s words are their own' },
]

/** Everything that stands in the way of sending it to be authorised, at once. */
export const inTheWay = (whole: Whole): PartFinding[] => [
  ...familyParts.flatMap((part) => missing(part.needs, whole.family, part.id)),
  ...whole.adults.flatMap(adultMissing),
  ...(whole.adults.length === 0 ? nobodyKnown(whole) : []),
  ...toolMissing(whole),
  ...whole.children.flatMap(childMissing),
]

const missing = (asks: readonly string[], written: Written, part: string, called?: string): PartFinding[] =>
  asks
    .filter((name) => isEmpty(written[name]))
    .map((name) => ({
      rule: 'AS-2',
      message: `${called === undefined ? '' : `${called}: `}${fieldsByName[name]?.missing ?? ''}`,
      at: name,
      part,
    }))

const fieldsByName: Readonly<Record<string, { readonly missing: string }>> = assessmentVersion.fields

const isEmpty = (answer: Written[string] | undefined): boolean => answer === undefined || answer.length === 0

const adultMissing = ({ id, called, capacity, says }: Whole['adults'][number]): PartFinding[] => [
  ...(capacity === ''
    ? [
        {
          rule: 'AS-3',
          message: `Enter what ${called} can do for the children, or what was tried to find out`,
          at: 'capacity',
          part: `adult-${id}`,
        },
      ]
    : []),
  ...(says === ''
    ? [
        {
          rule: 'AS-3',
          message: `Enter what ${called} says, or that they were not asked and why`,
          at: 'says',
          part: `adult-${id}`,
        },
      ]
    : []),
]

/** Where no parent or carer is recorded, what we do not know has to say so for each child: it does when it is not empty. */
const nobodyKnown = ({ children }: Whole): PartFinding[] =>
  children
    .filter(({ written }) => isEmpty(written['notKnown']))
    .map(({ assessmentId, called }) => ({
      rule: 'AS-3',
      message: `No parent or carer of ${called} is recorded: add them to the family, or enter what we do not know`,
      at: 'notKnown',
      part: ownPartId(assessmentId, 'analysis'),
    }))

const found = ({ children }: Whole, codes: readonly string[]): boolean =>
  children.some(({ written }) => codes.some((code) => written['factors']?.includes(code)))

function toolMissing(whole: Whole): PartFinding[] {
  const { neglectToolOn = '', abuseToolOn = '', noToolWhy = '' } = whole.family
  const lacking = [
    ...(found(whole, [neglectFactor]) && neglectToolOn === '' ? ['neglect'] : []),
    ...(found(whole, abuseFactors) && abuseToolOn === '' ? ['domestic abuse'] : []),
  ]
  if (lacking.length === 0 || noToolWhy !== '') return []
  const message = `You found ${lacking.join(' and ')}: enter the day a tool was completed, or why none was`
  return [{ rule: 'AS-4', message, at: 'noToolWhy', part: 'tools' }]
}

function childMissing({ assessmentId, called, written, seen, seenAlone }: OwnPart): PartFinding[] {
  const at = (part: string) => ownPartId(assessmentId, part)
  const unseen = !seen && isEmpty(written['notSeenWhy'])
  const notAlone = seen && !seenAlone && isEmpty(written['notAloneWhy'])
  return [
    ...(unseen
      ? [
          {
            rule: 'AS-1',
            message: `Record a visit in which ${called} was seen, or enter why they were not`,
            at: 'notSeenWhy',
            part: at('seen'),
          },
        ]
      : []),
    ...(notAlone
      ? [
          {
            rule: 'AS-1',
            message: `Enter why ${called} was not seen alone`,
            at: 'notAloneWhy',
            part: at('seen'),
          },
        ]
      : []),
    ...ownParts.flatMap((part) => missing(part.needs, written, at(part.id), called)),
  ]
}

/** What the writer and the manager are told, and may leave as it is. */
export const worthAnotherLook = (whole: Whole): PartFinding[] =>
  whole.children.flatMap((child) => [...thin(child), ...copied(child, whole), ...otherNames(child, whole)])

const because =
  /\b(because|therefore|so that|which means|meaning that|impact|as a result|this means|leads? to)\b/i

const analysed = ['happening', 'means', 'ifNothing'] as const

const fewWords = 150

/** Analysis that only describes: too short, or without a because. */
function thin({ assessmentId, called, written }: OwnPart): PartFinding[] {
  const text = analysed.map((name) => textOf(written[name])).join(' ')
  const words = text.match(/\S+/g)?.length ?? 0
  const part = ownPartId(assessmentId, 'analysis')
  if (words === 0) return []
  return [
    ...(words < fewWords
      ? [
          {
            rule: 'AS-9',
            message: `${called}: the analysis is ${words} words. Does it say what this means for ${called}?`,
            at: 'means',
            part,
          },
        ]
      : []),
    ...(because.test(text)
      ? []
      : [
          {
            rule: 'AS-9',
            message: `${called}: the analysis says what is, and not why it matters. Try “because”`,
            at: 'means',
            part,
          },
        ]),
  ]
}

const textOf = (answer: Written[string] | undefined): string =>
  answer === undefined ? '' : typeof answer === 'string' ? answer : answer.join(' ')

const partOf = (name: string): string =>
  ownParts.find(({ asks }) => (asks as readonly string[]).includes(name))?.id ?? ''

/** What reads like a brother's or sister's part, their names apart, or like this child's last assessment: the likest of each. */
function copied(child: OwnPart, { children, names, alikeFrom }: Whole): PartFinding[] {
  return ownWords.flatMap((name) => {
    const text = textOf(child.written[name])
    if (text.length < longEnough) return []
    const others = [
      ...children
        .filter(({ assessmentId }) => assessmentId !== child.assessmentId)
        .map(({ called, written }) => ({ of: `${called}’s`, text: textOf(written[name]) })),
      { of: 'the last assessment’s', text: textOf(child.before[name]) },
    ]
    const likest = others
      .map((other) => ({ ...other, like: alike(withoutNames(text, names), withoutNames(other.text, names)) }))
      .toSorted((one, other) => other.like - one.like)[0]
    if (likest === undefined || likest.like < alikeFrom) return []
    const part = ownPartId(child.assessmentId, partOf(name))
    return [
      {
        rule: 'AS-10',
        message: `${child.called}: ${likest.like} % the same as ${likest.of} words: “${short(text)}”. Make it this child’s own`,
        at: name,
        part,
      },
    ]
  })
}

// 'Yes', 'Good' and 'Not known' are like each other everywhere.
const longEnough = 25

// Marks of a quotation within are left out: the whole stands in marks of its own.
const short = (text: string): string => {
  const plain = text.replace(/[“”"]/g, '')
  return plain.length > 60 ? `${plain.slice(0, 57)}…` : plain
}

/** Another child's name in this child's words: it may be meant, and it may be somebody else's part pasted. */
function otherNames({ assessmentId, called, written }: OwnPart, { names }: Whole): PartFinding[] {
  return ownWords.flatMap((name) => {
    const text = textOf(written[name])
    const other = names.find(
      (one) =>
        one !== called &&
        one.length > 1 &&
        new RegExp(`(?<!\\p{L})${RegExp.escape(one)}(?!\\p{L})`, 'u').test(text),
    )
    if (other === undefined) return []
    const message = `${called}: ${other} is named in “${short(text)}”. Is this about ${called}?`
    return [{ rule: 'AS-10', message, at: name, part: ownPartId(assessmentId, partOf(name)) }]
  })
}
