import type { FastifyReply } from 'fastify'
import * as z from 'zod'
import { NoSuchPerson } from '../../../platform/people/child.ts'
import { calledBy, nameOf } from '../../../platform/people/name.ts'
import type { Typed } from '../../../platform/record/draft.ts'
import type { Fields } from '../../../platform/record/field.ts'
import { newId } from '../../../platform/record/new-id.ts'
import { StateMoved } from '../../../platform/record/perform.ts'
import {
  saveShared,
  sharedAnswers,
  type Saved,
  type SharedAnswer,
} from '../../../platform/record/shared-draft.ts'
import type { App } from '../../../platform/web/app.ts'
import { form, formKey, posted } from '../../../platform/web/form.ts'
import { details } from '../../../platform/web/govuk/details.ts'
import { insetText } from '../../../platform/web/govuk/inset-text.ts'
import { listed } from '../../../platform/web/holdfast/section.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { questions } from '../../../platform/web/question.ts'
import { actOf } from '../../../platform/web/record-pages.ts'
import { daySaid } from '../../actions/index.ts'
import { at, family, quoting, show, writing, type Asked, type Params } from './asked.ts'
import { adultsTyped, lastOf, openVersion, typedOf } from './drafted.ts'
import { rightField } from './known.ts'
import { knownView, rightWords } from './known-view.ts'
import { adultFields, familyParts, fieldsOf, ownParts } from './parts.ts'
import { adultsSaid, parentsOf, type Member, type VersionHeld } from './queries.ts'
import { onlyIf } from './read-view.ts'
import { home } from './tasks-view.ts'
import { answerWords, questionWords } from './words.ts'

type Route = { Params: Params; Querystring: Readonly<Record<string, string>> }

/** One page of the assessment: what it is about, what it asks, and the draft its answers are kept in. */
interface OnePart {
  readonly member: Member
  readonly title: string
  readonly id: string
  readonly fields: Fields
  readonly subjectId: string
  readonly several: boolean
}

/** The pages an assessment is written on: each is saved as it is typed, and merged with what others have saved. */
export function partPages(app: App): void {
  for (const url of ['family/:part', 'own/:part', 'adults/:adultId']) {
    const page = `${at}/:recordId/${url}`
    app.get<Route>(page, { config: writing }, async (request, reply) =>
      ask(request, reply, await partOf(request)),
    )
    app.post<Route>(page, { config: writing }, async (request, reply) =>
      save(request, reply, await partOf(request)),
    )
    app.post<Route>(`${page}/draft`, { config: { ...writing, shows: 'nobody' } }, async (request, reply) => {
      await keep(request, await partOf(request))
      return reply.code(204).send()
    })
  }
  app.post<Route>(`${at}/:recordId/right`, { config: writing }, stillRight)
}

async function partOf(request: Asked): Promise<OnePart> {
  const { params, url } = request
  const { member, members } = await family(request)
  const togetherId = member.assessment.togetherId ?? member.assessment.id
  const several = members.length > 1
  if (params.adultId !== undefined) {
    const adults = await parentsOf(
      request.server.book.db,
      members.map(({ who }) => who.id),
    )
    const adult = adults.find(({ id }) => id === params.adultId)
    if (adult === undefined) throw new NoSuchPerson()
    return {
      member,
      title: nameOf(adult),
      id: 'adult',
      fields: adultFields(adult.id),
      subjectId: togetherId,
      several,
    }
  }
  const own = url.includes('/own/')
  const part = (own ? ownParts : familyParts).find(({ id }) => id === params.part)
  if (part === undefined) throw new NoSuchPerson()
  return {
    member,
    title: own ? `${part.title}: ${calledBy(member.who)}` : part.title,
    id: part.id,
    fields: fieldsOf(part.asks),
    subjectId: own ? member.assessment.id : togetherId,
    several: several && !own,
  }
}

/** What this page began from is sent back with it: what others save meanwhile is then told from what was changed here. */
const beganWith = (typed: Typed, fields: Fields): Html =>
  html`${Object.keys(fields).map((name) => {
    const answer = typed[name] ?? ''
    return (typeof answer === 'string' ? [answer] : answer).map(
      (one) => html`<input type="hidden" name="was.${name}" value="${one}">`,
    )
  })}`

async function ask(request: Asked, reply: FastifyReply, part: OnePart): Promise<FastifyReply> {
  const { member, fields, subjectId, title } = part
  const { db, today } = request.server.book
  if (!['started', 'returned'].includes(openVersion(member)?.state ?? ''))
    throw new StateMoved('the assessment is not being written')
  const [answers, last, known] = await Promise.all([
    sharedAnswers(db, [subjectId]),
    lastOf(db, member),
    quoting(request, member, part.id),
  ])
  const mine = answers.filter(({ field }) => Object.hasOwn(fields, field))
  const typed: Typed = Object.fromEntries(mine.map(({ field, answer }) => [field, answer]))
  const names = Object.keys(fields)
  const asked = questions(fields, names, {
    typed,
    findings: [],
    requires: names.filter((name) => !onlyIf.has(name)),
  })
  const beside = html`${knownView({ ...known, asks: 'in a form' })}${await lastTime(request, last, part)}`
  const inside = html`${beganWith(typed, fields)}
    <div class="hf-cols hf-cols--21">
      <div>
        ${asked}
      </div>
      <div>
        ${beside}
      </div>
    </div>`
  const draft = { draftAt: `${request.url.split('?')[0] ?? ''}/draft`, kept: mine.length > 0 }
  const body = html`${bothNote(request.query['both'], mine)}${
    part.several && html`<p>Written once, for every child of the family.</p>`
  }
    ${savedNote(mine)}${form(request, inside, 'Save', null, draft)}`
  return show(request, reply, {
    title,
    lead: html`<a class="govuk-link" href="${home(member)}">Back to the assessment</a>`,
    body,
  })

  function savedNote(all: readonly SharedAnswer[]): Html {
    const others = [
      ...new Set(
        all.filter(({ savedById }) => savedById !== request.session?.actor.id).map(({ savedBy }) => savedBy),
      ),
    ]
    return others.length === 0
      ? nothing
      : html`<p class="hf-quiet">${others.join(' and ')} wrote here too, last on ${daySaid(lastDay(all), today())}.</p>`
  }
}

const lastDay = (all: readonly SharedAnswer[]): ReturnType<App['book']['today']> =>
  all
    .map(({ savedAt }) => savedAt)
    .toSorted()
    .at(-1)
    ?.slice(0, 10) as ReturnType<App['book']['today']>

/** Somebody else changed the same sentences while this page was open: both texts are there, and somebody should read them. */
function bothNote(both: string | undefined, mine: readonly SharedAnswer[]): Html {
  const names = (both ?? '').split(',').filter((name) => mine.some(({ field }) => field === name))
  if (names.length === 0) return nothing
  return insetText(
    html`Somebody else changed the same words while you wrote. Both are kept below: read them together and make them one.
      ${listed(names.map((name) => html`<p>${questionWords(name.split('.')[0] ?? '')}</p>`))}`,
  )
}

/** What the last assessment says in the same place. */
async function lastTime(request: Asked, last: VersionHeld | null, part: OnePart): Promise<Html> {
  if (last === null) return nothing
  const { db, today } = request.server.book
  const typed = part.id === 'adult' ? adultsTyped(await adultsSaid(db, [last.id])) : typedOf(last)
  const said = Object.keys(part.fields).flatMap((name) => {
    const answer = answerWords(name, typed[name], today())
    return answer === null ? [] : [html`<p><strong>${part.fields[name]?.label}</strong><br>${answer}</p>`]
  })
  if (said.length === 0) return nothing
  const on = last.authorisedOn === null ? '' : `, ${daySaid(last.authorisedOn, today())}`
  return details({ summaryText: `Last time${on}`, open: true, text: html`${said}` })
}

async function keep(request: Asked, part: OnePart): Promise<Saved> {
  const state = openVersion(part.member)?.state
  if (state === undefined) throw new StateMoved('the assessment is not being written')
  const typed = posted(request)
  const began = Object.fromEntries(
    Object.entries(typed)
      .filter(([name]) => name.startsWith('was.'))
      .map(([name, value]) => [name.slice('was.'.length), value]),
  )
  const key = z.guid().safeParse(formKey(request))
  const readAt = z.coerce.number().positive().safeParse(typed['_at'])
  return saveShared(request.server.book.db, part.fields, {
    subjectId: part.subjectId,
    authorId: actOf(request, request.params).actor.id,
    page: key.success ? key.data : newId(),
    typed,
    began,
    readAt: readAt.data,
  })
}

async function save(request: Asked, reply: FastifyReply, part: OnePart): Promise<FastifyReply> {
  const { both } = await keep(request, part)
  const sent = openVersion(part.member)?.state === 'submitted'
  const page = request.url.split('?')[0] ?? ''
  if (posted(request)['right'] !== undefined && !sent) {
    await markRight(request, part.member)
    return reply.redirect(both.length > 0 ? `${page}?both=${both.join(',')}` : page, 303)
  }
  if (both.length > 0 && !sent) return reply.redirect(`${page}?both=${both.join(',')}`, 303)
  return reply.redirect(`${home(part.member)}${sent ? '?kept=yes' : ''}`, 303)
}

async function stillRight(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { member } = await family(request)
  await markRight(request, member)
  return reply.redirect(home(member), 303)
}

/** Somebody looked at what we hold and found it still right: kept with who and when, never asked again until it changes. */
async function markRight(request: Asked, member: Member): Promise<void> {
  const { known } = await quoting(request, member, null)
  const fact = known.find(({ key }) => key === posted(request)['right'])
  if (fact === undefined) throw new NoSuchPerson()
  const name = rightField(fact.key)
  const field = { kind: 'choice', label: fact.key, missing: '', required: false, schema: z.string() } as const
  await saveShared(
    request.server.book.db,
    { [name]: field },
    {
      subjectId: member.assessment.id,
      authorId: actOf(request, request.params).actor.id,
      page: newId(),
      typed: { [name]: rightWords(fact) },
      began: {},
    },
  )
}
