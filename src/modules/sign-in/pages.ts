import type { FastifyReply, FastifyRequest } from 'fastify'
import { mayEver, type Actor } from '../../platform/access/policy.ts'
import { closeSession, closeSessionsOf } from '../../platform/access/session.ts'
import { cookieOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { againAtCouncil, showAgain, showedAgain } from './again.ts'
import { changePassword, showChangePassword } from './change-password.ts'
import { comeBack, sendToCouncil } from './council.ts'
import { beSomebody, showPeople } from './demonstration.ts'
import { cookie } from './entrance.ts'
import { showDoors, signInWithPassword } from './password.ts'
import { endSession, showSessions } from './sessions.ts'
import { choosePassword, finishSetUp, showSetUp } from './set-up.ts'

const asService = 'who signs in, and with what, is kept from whoever has'
const anyone = { audience: 'anyone', shows: 'nobody', asService } as const
const signedIn = { audience: 'signed in', shows: 'nobody', asService } as const

export async function pages(app: App): Promise<void> {
  const { demonstration } = app.setting
  app.get('/', { config: signedIn }, (request, reply) =>
    reply.redirect(firstPage(request.session?.actor), 303),
  )
  app.get('/sign-in', { config: anyone }, (request, reply) =>
    demonstration ? showPeople(request, reply, false) : showDoors(request, reply),
  )
  app.post('/sign-in', { config: anyone }, demonstration ? beSomebody : signInWithPassword)
  app.get('/sign-in/set-up', { config: anyone }, (request, reply) => showSetUp(request, reply))
  app.post('/sign-in/set-up', { config: anyone }, choosePassword)
  app.post('/sign-in/set-up/finish', { config: anyone }, finishSetUp)
  app.get('/sign-in/council', { config: anyone }, (request, reply) => sendToCouncil(request, reply))
  app.get('/sign-in/returned', { config: anyone }, comeBack)
  app.get('/sign-in/again', { config: signedIn }, (request, reply) => showAgain(request, reply))
  app.post('/sign-in/again', { config: signedIn }, showedAgain)
  app.get('/sign-in/again/council', { config: signedIn }, againAtCouncil)
  app.get('/account/password', { config: signedIn }, (request, reply) => showChangePassword(request, reply))
  app.post('/account/password', { config: signedIn }, changePassword)
  app.get('/account/sessions', { config: signedIn }, showSessions)
  app.post('/account/sessions/end', { config: { ...signedIn, stepUp: true } }, endSession)
  app.post('/sign-out', { config: signedIn }, signOut)
  app.post('/sign-out/everywhere', { config: signedIn }, signOutEverywhere)
}

/** Where each role's day begins. */
function firstPage(actor: Actor | undefined): string {
  if (actor === undefined) return '/sign-in'
  if (actor.role === 'ADM') return '/administration'
  if (mayEver(actor, 'placed.read')) return '/children-with-me'
  if (mayEver(actor, 'workforce.write')) return '/workforce'
  if (mayEver(actor, 'import')) return '/import'
  if (isAtTheDoor(actor)) return '/front-door'
  if (mayEver(actor, 'oversight.read')) return '/oversight'
  // Whoever looks after those who look, and opens no record: no child is allocated to them.
  if (mayEver(actor, 'looked.judge')) return '/who-looked'
  if (mayEver(actor, 'my-work.read')) return '/my-work'
  if (mayEver(actor, 'counts.read')) return '/counts'
  // An inspector has no work of their own here: they begin with the child they came to read about.
  return mayEver(actor, 'search') ? '/search' : '/account'
}

/** Screeners and the manager of the safeguarding hub: what comes in is their work, and no child is allocated to them. */
const isAtTheDoor = (actor: Actor): boolean => actor.role === 'SCR' || mayEver(actor, 'contact.decide')

async function signOut(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const secret = cookieOf(request)
  if (secret !== null) await closeSession(request.server.book.db, secret)
  return out(request, reply)
}

async function signOutEverywhere(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (request.session !== null) await closeSessionsOf(request.server.book.db, request.session.actor.id)
  return out(request, reply)
}

/** What a shared computer keeps of a page is thrown away with the session. */
const out = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  reply
    .header('set-cookie', `${cookie(request, '')}; Max-Age=0`)
    .header('clear-site-data', '"cache", "storage"')
    .redirect('/sign-in', 303)
