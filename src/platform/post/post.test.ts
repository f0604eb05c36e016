import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { describe, it } from 'node:test'
import { readNotifyKey } from './notify-key.ts'
import { notifyPost, notifyToken } from './notify.ts'
import { NotSent } from './post.ts'
import { mailServer, notifyServer } from './receiver.testing.ts'
import { smtpPost } from './smtp.ts'

const origin = 'https://holdfast.example.gov.uk'
const message = {
  to: 'amira.khalil@example.gov.uk',
  subject: 'Holdfast: 3 wait for you',
  body: `3 wait for you.\n\n${origin}/inbox`,
  reference: 'digest-2026-11-23-1',
}
const service = '11111111-2222-4333-8444-555555555555'
const secret = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee'

describe('a message by SMTP', () => {
  it('arrives as it was written, under the name a repeat would have', async () => {
    const server = await mailServer()
    await smtpPost({ url: server.url, from: 'holdfast@example.gov.uk', origin }).send(message)
    await server.close()
    assert.equal(server.received.length, 1)
    assert.equal(server.received[0]!.to, 'amira.khalil@example.gov.uk')
    assert.match(server.received[0]!.whole, /Message-ID: <digest-2026-11-23-1@holdfast\.example\.gov\.uk>/)
    assert.match(server.received[0]!.whole, /Subject: Holdfast: 3 wait for you/)
    assert.match(server.received[0]!.whole, /https:\/\/holdfast\.example\.gov\.uk\/inbox/)
  })

  it('that is not taken says how, and not to whom', async () => {
    const server = await mailServer()
    await server.close()
    const post = smtpPost({ url: server.url, from: 'holdfast@example.gov.uk', origin })
    await assert.rejects(post.send(message), (fault: Error) => {
      assert.ok(fault instanceof NotSent)
      assert.match(fault.message, /^SMTP E[A-Z]+$/)
      return true
    })
  })
})

describe('a message by GOV.UK Notify', () => {
  it('carries the template, the words, and a token signed with the key’s secret', async () => {
    const server = await notifyServer()
    const key = `holdfast-live-${service}-${secret}`
    const post = notifyPost({ key, template: 'template-1', url: server.url, origin })
    assert.equal(await post.taken('digest-2026-11-23-1'), false)
    await post.send(message)
    assert.equal(await post.taken('digest-2026-11-23-1'), true)
    await server.close()
    const [got] = server.received
    assert.deepEqual(got!.asked, {
      email_address: 'amira.khalil@example.gov.uk',
      template_id: 'template-1',
      personalisation: { subject: message.subject, body: message.body },
      reference: 'digest-2026-11-23-1',
    })
    const [head = '', claims = '', signature] = got!.authorization.replace('Bearer ', '').split('.')
    assert.equal(signature, createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url'))
    assert.equal(Buffer.from(head, 'base64url').toString(), '{"typ":"JWT","alg":"HS256"}')
    assert.match(
      Buffer.from(claims, 'base64url').toString(),
      new RegExp(`^{"iss":"${service}","iat":\\d{10}}$`),
    )
  })

  it('has a token as RFC 7519 spells it', () => {
    assert.equal(
      notifyToken({ service: 'a', secret: 'b' }, 1_795_000_000).split('.').slice(0, 2).join('.'),
      'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJhIiwiaWF0IjoxNzk1MDAwMDAwfQ',
    )
  })

  it('has a key of two ids, and no other', () => {
    assert.deepEqual(readNotifyKey(`a-b-${service}-${secret}`), { service, secret })
    assert.equal(readNotifyKey('a-b'), null)
    assert.throws(() => notifyPost({ key: 'a-b', template: '1', url: origin, origin }), TypeError)
  })

  it('that is not taken says so', async () => {
    const server = await notifyServer()
    await server.close()
    const post = notifyPost({ key: `k-${service}-${secret}`, template: '1', url: server.url, origin })
    await assert.rejects(post.send(message), NotSent)
  })
})
