import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Misuse } from './misuse.ts'
import { postFrom } from './post-setting.ts'

const origin = 'https://holdfast.example.gov.uk'
const smtp = {
  HOLDFAST_SMTP_URL: 'smtps://a:b@mail.example.gov.uk',
  HOLDFAST_SMTP_FROM: 'holdfast@example.gov.uk',
}
const key = 'live-11111111-2222-4333-8444-555555555555-aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee'
const notify = { HOLDFAST_NOTIFY_KEY: key, HOLDFAST_NOTIFY_TEMPLATE: 't' }

describe('how messages leave', () => {
  it('is not at all until it is set', () =>
    assert.equal(postFrom({ HOLDFAST_SMTP_URL: '' }, undefined), undefined))
  it('is by a mail server, or by GOV.UK Notify', () => {
    assert.deepEqual(postFrom(smtp, origin), {
      by: 'smtp',
      url: 'smtps://a:b@mail.example.gov.uk',
      from: 'holdfast@example.gov.uk',
      origin,
    })
    assert.deepEqual(postFrom(notify, origin), {
      by: 'notify',
      key,
      template: 't',
      url: 'https://api.notifications.service.gov.uk',
      origin,
    })
  })
  it('is refused by halves, both ways at once, without an origin, or spelt wrongly', () => {
    assert.throws(() => postFrom({ HOLDFAST_SMTP_URL: smtp.HOLDFAST_SMTP_URL }, origin), Misuse)
    assert.throws(() => postFrom({ ...smtp, ...notify }, origin), Misuse)
    assert.throws(() => postFrom(smtp, undefined), Misuse)
    assert.throws(() => postFrom({ ...smtp, HOLDFAST_SMTP_URL: 'mail.example.gov.uk' }, origin), Misuse)
    assert.throws(() => postFrom({ ...notify, HOLDFAST_NOTIFY_KEY: 'key' }, origin), Misuse)
  })
})
