import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Configuration, IDToken } from 'openid-client'
import { roleNames, type Role } from '../../platform/access/policy.ts'
import { lastDayOf } from '../../platform/access/staff.ts'
import { accountNumber } from '../../platform/access/identity.ts'
import { cookieNamed, originOf } from '../../platform/web/admit.ts'
import type { OpenIdSetting } from '../../platform/web/app.ts'
import { html } from '../../platform/web/html.ts'
import { goOn, letIn } from './entrance.ts'
import { endErrand, errandMinutes, sendOnErrand, whoIs, type Errand } from './errands.ts'
import { attempted, isOpenAccount } from './queries.ts'

const cookieOfErrand = 'holdfast-errand'

// Loaded where a council signs in with its own accounts, and nowhere else.
const library = () => import('openid-client')

const found = new Map<string, Promise<Configuration>>()

/** What the council's provider says of itself, asked once; asked again where that failed. */
function provider({ issuer, client, secret }: OpenIdSetting): Promise<Configuration> {
  const asked = found.get(issuer) ?? discover(issuer, client, secret)
  found.set(issuer, asked)
  asked.catch(() => found.delete(issuer))
  return asked
}

async function discover(issuer: string, client: string, secret: string): Promise<Configuration> {
  const { discovery, allowInsecureRequests, enableNonRepudiationChecks } = await library()
  const url = new URL(issuer)
  // Without TLS to this machine only: a provider of a test.
  const local = url.protocol === 'http:' && url.hostname === '127.0.0.1'
  // The signature of what it says of somebody is held to its keys, not to TLS alone (ASVS 5.0 V6.8.2).
  const execute = [enableNonRepudiationChecks, ...(local ? [allowInsecureRequests] : [])]
  return discovery(url, client, secret, undefined, { execute })
}

const returnTo = (request: FastifyRequest): string => `${originOf(request)}/sign-in/returned`

/** Sends the browser to the council's own sign-in page, with something only it can bring back. */
export async function sendToCouncil(
  request: FastifyRequest,
  reply: FastifyReply,
  staffId: string | null = null,
): Promise<FastifyReply> {
  const { setting, book } = request.server
  if (setting.openId === undefined) return reply.redirect('/sign-in', 303)
  const config = await provider(setting.openId).catch((fault: unknown) => {
    request.log.error({ err: fault }, 'the directory does not answer')
    return null
  })
  if (config === null) return away(request, reply)
  const oidc = await library()
  const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()]
  const secret = randomBytes(32).toString('base64url')
  await sendOnErrand(book.db, secret, { state, nonce, verifier, staffId })
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: returnTo(request),
    scope: 'openid profile',
    response_type: 'code',
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    // Somebody who must show again that it is them is asked by the provider, however lately they were.
    ...(staffId !== null && { prompt: 'login', max_age: '0' }),
  })
  return reply.header('set-cookie', errandCookie(request, secret, errandMinutes * 60)).redirect(url.href, 303)
}

const errandCookie = ({ server }: FastifyRequest, secret: string, seconds: number): string =>
  `${cookieOfErrand}=${secret}; Path=/sign-in; HttpOnly; SameSite=Lax; Max-Age=${seconds}${server.setting.secure ? '; Secure' : ''}`

/** The errand this browser was sent on, used up by asking. */
async function errandOf(request: FastifyRequest): Promise<Errand | null> {
  const secret = cookieNamed(request, cookieOfErrand)
  return secret === null ? null : endErrand(request.server.book.db, secret)
}

/** The browser comes back from the council's sign-in page. */
export async function comeBack(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { openId } = request.server.setting
  const errand = await errandOf(request)
  reply.header('set-cookie', errandCookie(request, '', 0))
  const claims = openId === undefined || errand === null ? null : await claimsFrom(request, openId, errand)
  if (openId === undefined || errand === null || claims === null) return again(request, reply)
  return welcome(request, reply, openId, errand, claims)
}

async function claimsFrom(
  request: FastifyRequest,
  openId: OpenIdSetting,
  { state, nonce, verifier, staffId }: Errand,
): Promise<IDToken | null> {
  const oidc = await library()
  const came = new URL(`${returnTo(request)}?${request.url.split('?')[1] ?? ''}`)
  const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier }
  try {
    const tokens = await oidc.authorizationCodeGrant(await provider(openId), came, {
      ...checks,
      ...(staffId !== null && { maxAge: 60 }),
    })
    return tokens.claims() ?? null
  } catch {
    // Refused, tampered with, or too late: to whoever stands there it is all one, and what it says is not ours to show.
    return null
  }
}

async function welcome(
  request: FastifyRequest,
  reply: FastifyReply,
  openId: OpenIdSetting,
  errand: Errand,
  claims: IDToken,
): Promise<FastifyReply> {
  const { db } = request.server.book
  const staffId = await whoIs(
    db,
    claims.iss,
    claims.sub,
    typeof claims.name === 'string' ? claims.name : 'somebody without a name',
  )
  if (staffId === null) return notLinked(request, reply, claims)
  if (errand.staffId !== null)
    return errand.staffId === staffId ? goOn(request, reply) : again(request, reply)
  const role = openId.roleClaim === null ? null : roleIn(claims, openId.roleClaim)
  const mayEnter = (openId.roleClaim === null || role !== null) && (await isOpenAccount(db, staffId))
  if (!mayEnter) {
    await attempted(db, staffId, 'openid', false)
    return reply.page(closed, 403)
  }
  if (role !== null)
    await db
      .updateTable('staff')
      .set({ role, ...lastDayOf(role) })
      .where('id', '=', staffId)
      .where('role', '<>', role)
      .execute()
  return letIn(request, reply, staffId, 'openid')
}

const isRole = (text: unknown): text is Role => typeof text === 'string' && Object.hasOwn(roleNames, text)

/** The one role the directory gives, as `SW` or `holdfast.SW`; null for none or more than one. */
function roleIn(claims: IDToken, claim: string): Role | null {
  const given: unknown = claims[claim]
  const all: readonly unknown[] = Array.isArray(given) ? given : [given]
  const ours = all
    .map((each) => (typeof each === 'string' ? each.replace(/^holdfast\./, '') : each))
    .filter(isRole)
  return ours.length === 1 ? (ours[0] ?? null) : null
}

const again = (_request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  reply.page(
    {
      title: 'Signing in did not work',
      width: 'reading',
      body: html`<p class="govuk-body">It took too long, or was stopped on the way. <a class="govuk-link" href="/sign-in">Try again</a>. If it does not work a second time, ask your administrator.</p>`,
    },
    403,
  )

/** The directory is down, or says that it is another: whoever must see a child today still has a way in. */
const away = ({ session }: FastifyRequest, reply: FastifyReply): FastifyReply =>
  reply.page(
    {
      title: 'The council’s sign-in does not answer',
      width: 'reading',
      body: html`<p class="govuk-body">Try again in a few minutes. Nothing of Holdfast is lost meanwhile.</p>
        ${
          session === null &&
          html`<p class="govuk-body"><a class="govuk-link" href="/sign-in">Go back to sign in</a>, where whoever has an emergency account signs in without it. The out-of-hours team has the continuity pack.</p>`
        }`,
    },
    503,
  )

const closed = {
  title: 'Your account is closed',
  width: 'reading' as const,
  body: html`<p class="govuk-body">It has no role here, was closed, or was not used for 30 days. Ask your administrator.</p>`,
}

async function notLinked(
  request: FastifyRequest,
  reply: FastifyReply,
  { sub }: IDToken,
): Promise<FastifyReply> {
  await attempted(request.server.book.db, null, 'openid', false)
  return reply.page(
    {
      title: 'Your account is not known here yet',
      width: 'reading',
      body: html`<p class="govuk-body">Ask your administrator to say who you are, and give them this number: <strong>${accountNumber(sub)}</strong>. Then sign in again.</p>`,
    },
    403,
  )
}
