import assert from 'node:assert/strict'
import { it } from 'node:test'
import { endingSoon, isOpenLine } from './line-to-database.ts'

it('An address that leads to another machine without TLS is told from one that need not have it', () => {
  const open = [
    'postgres://me:word@db1/record',
    'postgres:///record?host=db1',
    'postgres://db1:5432,db2:5432/record?target_session_attrs=read-write',
  ]
  const fine = [
    'postgres://me:word@localhost:5432/record',
    'postgres://me@127.0.0.1/record',
    'postgres://me@db1/record?host=/var/run/postgresql',
    'postgres://me@db1/record?sslmode=verify-full',
    'postgres://me@db1,db2/record?sslcert=/etc/a.crt&sslkey=/etc/a.key',
  ]
  assert.deepEqual([...open, ...fine].map(isOpenLine), [true, true, true, false, false, false, false, false])
})

it('A certificate is spoken of for the last 30 days before it ends, and after', () => {
  const first = { of: '/etc/holdfast/app.crt', endsAt: Date.UTC(2027, 0, 31) }
  const said = (now: number) => endingSoon(first, now)
  assert.equal(said(Date.UTC(2026, 11, 31)), null)
  assert.equal(
    said(Date.UTC(2027, 0, 1)),
    'A certificate of the line to the database ends on 2027-01-31: /etc/holdfast/app.crt. Renew it before (docs/operations.md)',
  )
  assert.equal(said(Date.UTC(2027, 5, 1)), said(Date.UTC(2027, 0, 1)))
  assert.equal(endingSoon(null, 0), null)
})
