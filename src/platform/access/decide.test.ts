import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { instantOf } from '../dates/day.ts'
import { decide, directorsAlone, isView, leftOut, type Decision } from './decide.ts'
import { isAboutAccess, viewOfRecord } from './kept-in.ts'
import { acts, grantsOf, mayEver, NotAllowed, requireEver, scopeOf, type Permission } from './policy.ts'
import type { Relation } from './reach.ts'
import { frontDoor, postNames, postsOf, roleNames, type Actor, type Role } from './roles.ts'

const somebody = (role: Role, service: string | null = 'Safeguarding'): Actor => ({
  id: '7b0c2d0e-4f53-4a0e-9d52-3f1c52a1c111',
  name: 'Robin Ash',
  role,
  teamId: null,
  service,
})
const stranger: Relation = { own: false, team: false, service: false, open: true }
const own: Relation = { own: true, team: true, service: true, open: true }
const ofTeam: Relation = { own: false, team: true, service: true, open: true }
const ofService: Relation = { own: false, team: false, service: true, open: true }
const restricted: Relation = { own: false, team: true, service: true, open: false }
const opened: Relation = { ...restricted, openedUntil: instantOf(Date.UTC(2026, 10, 22, 14)) }

/** Who asks, for what, and how they stand to the child; and then the whole answer. */
const asks = (role: Role, permission: Permission, relation: Relation | null): Decision =>
  decide(somebody(role), permission, relation)
const shown = (because: Decision['because'], ...obligations: Decision['obligations']): Decision => ({
  allowed: true,
  because,
  answer: 'shown',
  obligations,
})
const barred = (
  because: Decision['because'],
  answer: Decision['answer'],
  ...obligations: Decision['obligations']
): Decision => ({ allowed: false, because, answer, obligations })

describe('whether somebody may, why, and what goes with it', () => {
  it('is by the nearest ground they have: their own child, their team’s, their service’s, anybody’s', () => {
    assert.deepEqual(asks('SW', 'plan.write', own), shown('own', 'write down'))
    assert.deepEqual(asks('SW', 'visit.read', ofTeam), shown('team', 'write down'))
    assert.deepEqual(asks('TM', 'visit.read', ofService), shown('service', 'write down'))
    assert.deepEqual(asks('DIR', 'visit.read', stranger), shown('authority', 'write down'))
    // Whatever the scope of the role, a child of one's own is one's own.
    assert.deepEqual(asks('TM', 'visit.read', own), shown('own', 'write down'))
  })

  it('stops at the next: a team’s permission is none for the service’s child, nor an own one for the team’s', () => {
    assert.deepEqual(asks('SW', 'plan.write', ofTeam), barred('relation', 'refused'))
    assert.deepEqual(asks('TM', 'visit.write', ofService), barred('relation', 'refused'))
    assert.deepEqual(asks('VS', 'child.read', ofTeam), barred('relation', 'refused'))
    assert.deepEqual(
      asks('TM', 'visit.read', { ...stranger, team: true }),
      barred('relation', 'refused', 'ask reason'),
    )
  })

  it('is refused by the role before all else, and a page that may be opened with a reason says so', () => {
    assert.deepEqual(asks('MEM', 'child.read', own), barred('role', 'refused'))
    assert.deepEqual(asks('SW', 'allocation.write', own), barred('role', 'refused'))
    assert.deepEqual(asks('SW', 'visit.read', ofService), barred('relation', 'refused', 'ask reason'))
    // A reason opens a record to read, never to write.
    assert.deepEqual(asks('SW', 'visit.write', stranger), barred('relation', 'refused'))
    // The director may open in an emergency too, and needs no reason to read.
    assert.equal(mayEver(somebody('DIR'), 'emergency.open'), true)
  })

  it('of a child there is none of, for them or for anybody, says only that nothing is there', () => {
    assert.deepEqual(asks('SW', 'child.read', null), barred('nobody', 'nothing there'))
    assert.deepEqual(asks('MEM', 'child.read', null), barred('role', 'nothing there'))
  })

  it('of a restricted record is that nothing is there, but for those whose child it is', () => {
    const answer = barred('restricted', 'nothing there', 'ask reason', 'second person')
    assert.deepEqual(asks('SW', 'child.read', restricted), answer)
    assert.deepEqual(asks('DIR', 'child.read', restricted), answer)
    assert.deepEqual(asks('BS', 'child.read', restricted), barred('restricted', 'nothing there'))
    assert.deepEqual(asks('SW', 'visit.write', restricted), barred('restricted', 'nothing there'))
    assert.deepEqual(asks('SW', 'visit.write', { ...own, open: false }), shown('own', 'write down'))
  })

  it('of a sealed record is for those named on it and nobody else, whoever’s child it is', () => {
    const sealed: Relation = { own: true, team: true, service: true, open: false, sealed: true }
    const named: Relation = { ...sealed, open: true }
    assert.deepEqual(
      asks('SW', 'visit.read', sealed),
      barred('restricted', 'nothing there', 'ask reason', 'second person'),
    )
    assert.deepEqual(asks('SW', 'visit.read', named), shown('named', 'write down'))
    // To be named on it gives what the role may do, and no more.
    assert.deepEqual(asks('SW', 'allocation.write', named), barred('role', 'refused'))
    // Who is let in is the director's alone, by keeping its door.
    assert.deepEqual(asks('DIR', 'seal.agree', sealed), shown('keeps the door', 'write down'))
    assert.deepEqual(asks('DIR', 'restrict.agree', sealed), shown('keeps the door', 'write down'))
    assert.equal(directorsAlone, 'restrict.agree')
    assert.deepEqual(asks('SM', directorsAlone, named).allowed, false)
    assert.deepEqual(asks('SW', 'visit.read', { ...own, sealed: false }), shown('own', 'write down'))
  })

  it('in an emergency is to read, whatever the role reads else, and to change nothing; it is told', () => {
    const answer = shown('emergency', 'write down', 'read only', 'notify')
    assert.deepEqual(asks('SW', 'visit.read', opened), answer)
    assert.deepEqual(asks('BS', 'adoption.read', { ...opened, open: true }), answer)
    assert.deepEqual(asks('SW', 'visit.write', opened), barred('restricted', 'nothing there'))
    assert.deepEqual(asks('SW', 'visit.read', { ...ofTeam, openedUntil: null }), shown('team', 'write down'))
  })

  it('lets whoever agrees to a restriction, or looks into an opening, do so without the record', () => {
    assert.deepEqual(asks('DIR', 'restrict.agree', restricted), shown('keeps the door', 'write down'))
    assert.deepEqual(asks('DPO', 'emergency.review', restricted), shown('keeps the door', 'write down'))
    // A team manager looks into their own team's openings alone, and then as anybody else.
    assert.deepEqual(asks('TM', 'emergency.review', ofTeam), shown('team', 'write down'))
    assert.deepEqual(asks('TM', 'emergency.review', restricted), barred('restricted', 'nothing there'))
    assert.deepEqual(asks('DIR', 'looked.judge', restricted), barred('restricted', 'nothing there'))
  })

  it('leaves out of a child’s page what the role does not read, and says so with that page alone', () => {
    assert.deepEqual(asks('VS', 'child.read', own), shown('own', 'write down', 'mask'))
    assert.deepEqual(asks('VS', 'education.read', own), shown('own', 'write down'))
    // In an emergency nothing of the child is left out; who has looked is no part of that.
    const emergency = { ...opened, open: true }
    assert.deepEqual(
      asks('VS', 'child.read', emergency),
      shown('emergency', 'write down', 'read only', 'notify', 'mask'),
    )
    assert.deepEqual([...leftOut(somebody('VS'), emergency)], ['access'])
    assert.equal(asks('VS', 'looked.read', emergency).allowed, false)
    assert.equal(asks('DPO', 'looked.read', emergency).because, 'authority')
    const left = leftOut(somebody('VS'), own)
    assert.deepEqual(
      ['person', 'education', 'care', 'allocation', 'health', 'visit', 'adoption', 'notice', 'draft'].map(
        (row) => left.has(row as never),
      ),
      // Notices and drafts are of no child in particular: nothing of the page is left out by them.
      [false, false, false, false, true, true, true, false, false],
    )
    assert.deepEqual([...leftOut(somebody('BS'), emergency)], ['access'])
  })
})

describe('a post', () => {
  it('of the front door’s manager is two, the hub’s first; every other is its role', () => {
    assert.equal(frontDoor, 'Front door')
    assert.deepEqual(postsOf(somebody('TM', frontDoor)), ['HUB', 'TM'])
    assert.deepEqual(postsOf(somebody('TM')), ['TM'])
    assert.deepEqual(postsOf(somebody('SW', frontDoor)), ['SW'])
    assert.equal(scopeOf(somebody('TM', frontDoor), 'visit.read'), 'authority')
    assert.equal(scopeOf(somebody('TM'), 'visit.read'), 'service')
    assert.equal(scopeOf(somebody('TM', frontDoor), 'visit.write'), 'team')
  })

  it('has a name on every screen', () => {
    assert.deepEqual(
      Object.values(postNames).filter((name) => name.length < 8),
      [],
    )
    assert.equal(new Set(Object.values(postNames)).size, Object.keys(roleNames).length + 1)
  })

  it('that is named in no act may do nothing; the administrator opens no record', () => {
    assert.deepEqual(grantsOf('MEM'), { 'counts.read': 'authority' })
    assert.deepEqual(grantsOf('ADM'), { administer: 'authority', 'workforce.write': 'authority' })
    assert.deepEqual(grantsOf('VS'), {
      'child.read': 'own',
      'allocation.read': 'own',
      'care.read': 'own',
      'education.read': 'own',
      'my-work.read': 'own',
      'supervision.read': 'own',
    })
    assert.deepEqual(acts.get('child.read')?.row, 'person')
    assert.deepEqual(acts.get('child.read')?.does, 'V')
  })

  it('is refused by the permission’s name, never a person’s', () => {
    assert.equal(scopeOf(somebody('MEM'), 'child.read'), null)
    assert.equal(mayEver(somebody('MEM'), 'child.read'), false)
    requireEver(somebody('SW'), 'child.read')
    assert.throws(
      () => requireEver(somebody('MEM'), 'child.read'),
      (fault) =>
        fault instanceof NotAllowed && fault.name === 'NotAllowed' && fault.message === 'needs child.read',
    )
  })

  it('looks by a permission that ends in read, and writes by any other', () => {
    assert.deepEqual((['visit.read', 'visit.write', 'search', 'restrict.ask'] as const).map(isView), [
      true,
      false,
      false,
      false,
    ])
  })
})

describe('what must be held to read each kind of record', () => {
  it('is the view of its own row of the matrix', () => {
    const views = {
      person: 'child.read', formerName: 'child.read', address: 'child.read', relationship: 'child.read', merge: 'child.read',
      contact: 'contact.read', agencyCheck: 'contact.read', cinEpisode: 'contact.read', noticeOfChild: 'contact.read',
      earlyHelpAssessment: 'early-help.read', earlyHelpEpisode: 'early-help.read', stepUp: 'early-help.read', stepDown: 'early-help.read',
      allocation: 'allocation.read', visit: 'visit.read', visitCall: 'visit.read',
      oversightDiscussion: 'chronology.read', recordSummary: 'chronology.read', note: 'note.read', document: 'document.read',
      action: 'action.read', actionCheck: 'action.read', worry: 'risk.read', unknown: 'risk.read',
      assessment: 'assessment.read', assessmentVersion: 'assessment.read', assessedAdult: 'assessment.read',
      strategyDiscussion: 'enquiry.read', section47: 'enquiry.read',
      plan: 'plan.read', planOutcome: 'plan.read', cinPlan: 'plan.read', cinReview: 'plan.read', cinDecision: 'plan.read', campaignCheck: 'plan.read',
      conference: 'conference.read', cpPlan: 'conference.read', coreGroup: 'conference.read', meetingInvitation: 'conference.read',
      writtenAgreement: 'agreement.read', agreementCheck: 'agreement.read', serviceReferral: 'service.read', riskTool: 'service.read',
      closure: 'closure.read', transfer: 'closure.read', privateFostering: 'private-fostering.read', missingEpisode: 'missing.read',
      careEpisode: 'care.read', claReview: 'care.read', careSummary: 'care.read', asylum: 'care.read', previousPermanence: 'care.read',
      motherhood: 'care.read', deprivationOfLiberty: 'care.read', leavingCare: 'care.read', careLeaverContact: 'care.read',
      healthCheck: 'health.read', healthOutcome: 'health.read', educationPlan: 'education.read', preProceedings: 'proceedings.read',
      adoption: 'adoption.read',
      restriction: 'restrict.ask', namedAccess: 'restrict.ask', exclusion: 'restrict.ask', emergencyOpening: 'restrict.ask',
    } // prettier-ignore
    assert.deepEqual(
      Object.fromEntries(Object.keys(views).map((table) => [table, viewOfRecord(table)])),
      views,
    )
  })

  it('is nothing anybody holds for a kind the matrix has no row for', () => {
    assert.equal(viewOfRecord('session'), null)
    assert.equal(viewOfRecord(''), null)
  })

  it('sets apart the kinds that say who may see a record', () => {
    assert.deepEqual(
      ['restriction', 'namedAccess', 'exclusion', 'emergencyOpening', 'person', 'session'].map(isAboutAccess),
      [true, true, true, true, false, false],
    )
  })
})
