import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Permission } from '../../platform/access/policy.ts'
import { viewOfRecord } from '../../platform/access/kept-in.ts'
import { signIn, type SignedIn } from '../../platform/testing/pages.ts'
import type { App } from '../../platform/web/app.ts'
import { buildServer } from '../server.ts'
import { records } from '../modules.ts'
import { readable } from '../shown.testing.ts'
import { kebab } from '../../platform/record/names.ts'
import { marksIn, type Place } from './marks.testing.ts'
import {
  may,
  played,
  relationships,
  type Person,
  type Relationship,
  type Stands,
  type World,
} from './world.testing.ts'

export interface Door {
  readonly method: string
  readonly url: string
  readonly audience: string
}

export interface Office {
  readonly app: App
  readonly doors: readonly Door[]
  readonly seats: ReadonlyMap<string, SignedIn>
  readonly logged: () => string
}

const probe = 'x-only-whether-admitted'

/** The whole server, every door of it told, and everybody signed in. A door may be asked whether it admits, and do nothing. */
export async function openOffice({ book, people }: World): Promise<Office> {
  const doors: Door[] = []
  const lines: string[] = []
  const app = await buildServer(
    {
      book,
      council: 'Exampleshire Council',
      demonstration: false,
      secure: false,
      log: { write: (line: string) => void lines.push(line) },
    },
    (route) => {
      for (const method of [route.method].flat())
        if (method !== 'HEAD' && !route.url.startsWith('/assets'))
          doors.push({ method, url: route.url, audience: String(route.config?.audience) })
      route.preHandler = onlyWhether
    },
  )
  await app.ready()
  const seats = new Map<string, SignedIn>()
  for (const { actor } of people) seats.set(actor.id, await signIn(book, actor))
  return { app, doors, seats, logged: () => lines.join('') }
}

/** Stands behind the product's own door: whoever reaches it was admitted. */
async function onlyWhether(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (request.headers[probe] !== undefined) await reply.code(399).send('')
}

/** What the policy says of one door for one person: the answer that is due. */
type Due = 'sign in' | 'refused' | 'nothing there' | 'admitted'

function due(door: Door, person: Person | null, stands: Stands): Due {
  if (door.audience === 'anyone') return 'admitted'
  if (person === null) return 'sign in'
  if (door.audience === 'signed in') return 'admitted'
  const permission = door.audience as Permission
  const { sealed: _, ...some } = stands
  const everywhere = { ...some, own: true, placed: true as const, open: true, known: true }
  if (!may(person.post, permission, everywhere)) return 'refused'
  if (!door.url.includes(':childId')) return 'admitted'
  if (!stands.known) return 'nothing there'
  // A transfer is received by whom it names, who here is nobody: others must read how the child moves.
  const needs = permission === 'transfer.accept' ? 'closure.read' : permission
  if (may(person.post, permission, stands) && may(person.post, needs, stands)) return 'admitted'
  return stands.open ? 'refused' : 'nothing there'
}

/** What came instead, or null where it is what was due. */
export function wrongAnswer(
  wanted: Due,
  { audience }: Door,
  status: number,
  location: string | undefined,
): string | null {
  // What is for anybody sends people to sign in by its own reasons.
  if (wanted === 'admitted' && (audience === 'anyone' || audience === 'signed in'))
    return status < 500 ? null : `fault ${status}`
  const came =
    status === 303 && location === '/sign-in'
      ? 'sign in'
      : status === 403
        ? 'refused'
        : status === 404
          ? 'nothing there'
          : status < 500
            ? 'admitted'
            : `fault ${status}`
  return came === wanted ? null : `${wanted} was due, ${status} came`
}

export interface Cell {
  readonly door: Door
  readonly person: Person | null
  readonly relationship: Relationship | 'no session'
}

/** For a foster carer there is no child but those who live with them. */
const toCarers = ({ post }: Person, stands: Stands): Stands =>
  post === 'CARER' && stands.placed !== true ? { ...stands, known: false } : stands

/** The child an answer to this cell would be about. */
function standsOf({ person, relationship }: Cell): Stands {
  if (relationship === 'no session') return played['other team']
  // The hub has this child through one of its own.
  const hub = person?.post === 'HUB' && relationship === 'other team'
  const stands = hub ? { ...played[relationship], team: true, service: true } : played[relationship]
  return person === null ? stands : toCarers(person, stands)
}

const nobody = '00000000-0000-7000-8000-000000000000'

/** The address of a door for one child: of a record of theirs where the door is a record's. */
export function addressOf(
  world: World,
  { url }: Door,
  stands: Stands,
  person: Person | null,
  kind = '',
): string {
  const childId = world.children[stands.child]
  const table = kind === '' ? tableOf(url) : kind
  const recordId = world.recordIds.get(table)?.find((one) => one.childId === childId)?.id ?? nobody
  const named: Record<string, string> = {
    childId,
    kind: kebab(kind === '' ? 'note' : kind),
    part: '0',
    name: 'raise-alerts',
    key: 'cp-visit',
    id: nobody,
    agency: 'police',
    at: '0',
    rule: '100',
    day: '2026-12-25',
    view: 'ssd_person',
    number: '1',
    other: nobody,
    teamId: person?.actor.teamId ?? nobody,
  }
  return url
    .replaceAll(/\(\^(?:[^()]|\([^()]*\))*\$\)/g, '')
    .replaceAll(/:([a-zA-Z]+)/g, (_, name: string) => named[name] ?? recordId)
    .replace(/findings\.\w+/, 'findings.csv')
}

const folders: readonly (readonly [string, string])[] = [
  ['/assessments/versions/', 'assessmentVersion'], ['/assessments/', 'assessment'], ['/agreements/', 'writtenAgreement'], ['/actions/', 'action'], ['/agency-checks/', 'agencyCheck'],
  ['/closure/', 'closure'], ['/conferences/', 'conference'], ['/core-groups/', 'coreGroup'], ['/contacts/', 'contact'], ['/early-help/help/', 'earlyHelpEpisode'], ['/early-help/step-up', 'stepUp'], ['/early-help/step-down', 'stepDown'],
  ['/documents/', 'document'], ['/enquiries/', 'section47'], ['/strategy/', 'strategyDiscussion'], ['/plan/', 'plan'], ['/protection-plans/', 'cpPlan'], ['/private-fostering/', 'privateFostering'], ['/services/', 'serviceReferral'], ['/transfers/', 'transfer'],
  ['/unknowns/', 'unknown'], ['/worries/', 'worry'], ['/visits/', 'visit'], ['/workers/', 'allocation'], ['/access/', 'exclusion'], ['/emergency/', 'emergencyOpening'], ['/invitations/', 'meetingInvitation'], ['/outcomes/', 'planOutcome'], ['/review-campaigns/', 'campaignCheck'], ['/notices/', 'noticeOfChild'],
] // prettier-ignore
const tableOf = (url: string): string => folders.find(([folder]) => url.includes(folder))?.[1] ?? ''

/** Every kind of record a door for any kind is asked for. */
const kindsOf = ({ url }: Door): readonly string[] => (url.includes('/records/:kind') ? opened : [''])

const notOpened: ReadonlySet<string> = new Set([
  'person',
  'merge',
  'meetingInvitation',
  'noticeOfChild',
  'restriction',
  'namedAccess',
  'exclusion',
  'emergencyOpening',
  'visitCall',
  'oversightDiscussion',
  'recordSummary',
])
const opened = records.map(({ table }) => table).filter((table) => !notOpened.has(table))

/** What a door of any kind adds: the kind is read by the person too. */
function dueOfKind(wanted: Due, kind: string, person: Person | null, stands: Stands): Due {
  const view = kind === '' ? null : viewOfRecord(kind)
  if (wanted !== 'admitted' || view === null || person === null) return wanted
  return may(person.post, view, stands) ? wanted : 'refused'
}

interface Answer {
  readonly status: number
  readonly location: string | undefined
  readonly marks: ReadonlySet<string>
  readonly body: string
}

/** Asks. A form is asked whether it would be taken, and changes nothing. */
async function ask(office: Office, { door, person }: Cell, url: string, onlyAsk: boolean): Promise<Answer> {
  const seat = person === null ? null : office.seats.get(person.actor.id)
  const headers: Record<string, string> = seat == null ? {} : { cookie: seat.cookie, 'x-csrf': seat.csrf }
  if (onlyAsk) headers[probe] = 'yes'
  const answer = await office.app.inject({
    method: door.method as 'GET',
    url,
    headers,
    ...(door.method === 'GET' ? {} : { payload: {} }),
  })
  const body = readable(String(answer.headers['content-type'] ?? ''), answer.rawPayload)
  return {
    status: answer.statusCode,
    location: answer.headers.location,
    marks: marksIn(`${body} ${JSON.stringify(answer.headers)}`),
    body,
  }
}

const byTable = new Map(
  records.map(({ table }) => [table.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), table]),
)

/** The marks in an answer that this person may not read, wherever they stand. */
export function leaks(
  world: World,
  person: Person | null,
  url: string,
  found: ReadonlySet<string>,
): string[] {
  return [...found].flatMap((mark) => {
    const place = world.marks.at.get(mark)
    if (place === undefined) return []
    const view = viewOfRecord(byTable.get(place.table) ?? place.table) ?? 'child.read'
    const reads =
      person !== null &&
      (standing(world, person, place.childId).some((stands) => may(person.post, view, stands)) ||
        (place.table === 'person' &&
          !url.includes(place.childId) &&
          ofFamily(world, person, place.childId)) ||
        partOf(world, person, url, place))
    return reads ? [] : [`${place.table}.${place.column} of the ${nameOf(world, place.childId)}`]
  })
}

const aboutAccess = new Set(['restriction', 'named_access', 'exclusion', 'emergency_opening'])

const doorkeeping = ['restrict.agree', 'emergency.review', 'restrict.ask'] as const

/** The dataset is taken out whole by whoever makes the returns: of every child of whom they may know. */
const takesOut = (world: World, person: Person, childId: string): boolean =>
  may(person.post, 'import', played.allocated) && standing(world, person, childId).some(isKnownTo)

const isKnownTo = ({ known, open, own, sealed }: Stands): boolean =>
  known && (open || (own && sealed === undefined))

/** Lists that name whose children they are, to those who read such records. */
const lists: readonly (readonly [RegExp, Permission])[] = [
  [/^\/children-with-me/, 'placed.read'],
  [/\/early-help/, 'early-help.read'],
  [/\/front-door|\/contacts\/|\/agency-checks\//, 'contact.read'],
]

/** What stands in a record and is part of it: the actions of a plan, and the outcome of a plan that a service is for. */
function partOf(world: World, person: Person, url: string, { childId, table, column }: Place): boolean {
  const reads = (view: Permission): boolean =>
    standing(world, person, childId).some((stands) => may(person.post, view, stands))
  if (url.startsWith('/returns/ssd/')) return takesOut(world, person, childId)
  const list = table === 'person' && lists.find(([at]) => at.test(url))
  if (list) return reads(list[1])
  if (aboutAccess.has(table)) return doorkeeping.some(reads)
  if (table === 'action' && url.includes('/plan')) return reads('plan.read')
  return `${table}.${column}` === 'plan_outcome.what' && /\/services?[/-]/.test(url) && reads('service.read')
}

/** A brother or sister who is merely none of theirs is named in the family of a child they read: restricted, or kept from them, is not. */
function ofFamily(world: World, person: Person, childId: string): boolean {
  const [stands] = standing(world, person, childId)
  if (stands === undefined || !isKnownTo(stands)) return false
  return Object.values(world.children).some((other) =>
    standing(world, person, other).some((one) => may(person.post, 'child.read', one)),
  )
}

const nameOf = ({ children }: World, childId: string): string =>
  Object.entries(children).find(([, id]) => id === childId)?.[0] ?? 'nobody'

/** How somebody stands to one of the family; the mother is known to whoever may read one of her children. */
function standing(world: World, person: Person, childId: string): Stands[] {
  if (childId !== world.children.sealed)
    return unsealed(world, person, childId).map((stands) => toCarers(person, stands))
  return [played[person.seat === 'other team' ? 'named on a sealed record' : 'sealed']]
}

const ofAnotherService: ReadonlySet<Person['seat']> = new Set(['other team', 'placed', 'moved away'])

function unsealed({ children }: World, { seat, post }: Person, childId: string): Stands[] {
  const kept = seat === 'excluded' || seat === 'household'
  const base =
    Object.values(played).find((one) => one.seat === seat && one.child === 'open') ?? played['other team']
  const home = post === 'HUB' ? 'Front door' : ''
  // The hub has this child and the brother through one of its own.
  const hub = (stands: Stands): Stands => (home === '' ? stands : { ...stands, team: true, service: true })
  const elsewhere = ofAnotherService.has(seat)
  const riverside = seat !== 'same service' && !elsewhere && post !== 'HUB'
  const brother: Stands = {
    child: 'brother',
    own: seat === 'same team' || kept,
    team: riverside,
    service: !elsewhere,
    open: true,
    known: true,
  }
  const closed: Stands = { ...played.closed, known: !kept, team: riverside }
  const restricted: Stands = {
    ...played.restricted,
    known: !kept,
    own: seat === 'allocated' && post === 'SW',
  }
  if (childId === children.open) return [hub(base)]
  if (childId === children.closed) return [closed]
  if (childId === children.restricted) return [restricted]
  return childId === children.brother ? [hub(brother)] : [hub(brother), hub(base), closed]
}

/** Every door for everybody, in every way of standing to a child that changes what is asked there. */
export function cellsOf({ people }: World, { doors }: Office): Cell[] {
  return doors.flatMap((door) =>
    [...relationships, 'no session' as const].flatMap((relationship): Cell[] => {
      if (relationship === 'no session') return [{ door, person: null, relationship }]
      const { seat, child } = played[relationship]
      if (!door.url.includes(':childId') && child !== 'open') return []
      return people.filter((person) => person.seat === seat).map((person) => ({ door, person, relationship }))
    }),
  )
}

/** What is wrong with the answers to one cell: not what was due, or more than may be shown. */
export async function wrongWith(world: World, office: Office, cell: Cell): Promise<string[]> {
  const { door, person, relationship } = cell
  const stands = standsOf(cell)
  const wrong: string[] = []
  // A form for records of any kind asks who reads the kind once it is reached.
  for (const kind of door.method === 'GET' ? kindsOf(door) : ['']) {
    const url = addressOf(world, door, stands, person, kind)
    const answer = await ask(office, cell, url, door.method !== 'GET')
    const wanted = dueOfKind(due(door, person, stands), kind, person, stands)
    const gone = wanted === 'admitted' && answer.status === 404 && door.method === 'GET'
    const other = gone ? null : wrongAnswer(wanted, door, answer.status, answer.location)
    const shown = [...new Set(leaks(world, person, url, answer.marks))]
    const which = `${door.method} ${door.url} ${kind} ${person?.post ?? 'nobody'}, ${relationship}`
    if (other !== null) wrong.push(`${which}: ${other}`)
    if (shown.length > 0) wrong.push(`${which}: shows ${shown.slice(0, 4).join('; ')}`)
  }
  return wrong
}
