import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { laterAlerts } from '../modules/alerts/later.ts'
import { ownerKinds } from '../modules/alerts/owners.ts'
import { questions } from '../modules/alerts/questions.ts'
import { alerts } from './alerts-page.ts'
import { clocks } from './clocks.ts'
import { queueClocks } from './modules.ts'
import { notFed } from './not-fed.ts'

/** What the Alerts line of each process and the catalogue (processes 1 to 38) name; a star stands for any end. */
const standard: Readonly<Record<string, string>> = {
  1: 'new-adult new-risk-adult address-of-risk-adult case-summary',
  2: 'referral-decision mash-info-* same-referrer',
  3: 'da-notification-screen-* da-notification-police-lag da-backlog-age',
  4: 'step-up-decision step-down-handover step-down-check',
  5: 'allocation unallocated transfer-handover worker-change-alert caseload-review',
  6: 'assess-child-seen assess-checkpoint-1 assess-checkpoint-2 assessment-complete sch-risk-tool',
  7: 'strategy-discussion s47-child-seen icpc',
  8: 'risk-rising risk-unreviewed optimism',
  9: 'plan-action-due oversight-repeat',
  10: 'cin-visit cin-review cin-duration-check still-in-need',
  11: 'icpc rcpc* cp-report-* cp-midway cp-long-plan cp-repeat-plan',
  12: 'core-group* partner-absent',
  13: '*-visit* not-alone-twice',
  14: 'written-agreement-review agreement-breached',
  15: 'da-service-wait',
  16: 'exploitation-* nrm-referral missing-while-high',
  17: 'missing-* rhi rhi-record',
  18: 'pf-* turns-16',
  19: 'lado-* lado-load',
  20: 'cla-care-plan iha rha-* pep-initial iro-appoint',
  21: 'unregistered-review placement-stability provider-judgement under-16-unregulated',
  22: 'cla-visit-reg19 cla-visit-reg24-ico cla-visit-care-order-home pwp-oversight connected-person-*',
  23: 'cla-review-* iro-*',
  24: 'plo-* court-*',
  25: 'adopt*',
  26: 'foster-* connected-person-*',
  27: 'cl-*',
  28: 'pep-* school-place',
  29: 'case-supervision-* oversight-action oversight-repeat weekly-actions-check',
  30: '',
  31: 'audit-* chair-observation',
  32: 'vacancy-fill agency-* exit-interview',
  33: 'training-* learning-forum',
  34: 'improvement-board cabinet-report scrutiny-report',
  35: 'inspection-* monitoring-visit commissioner-report',
  37: 'complaint-*',
  38: 'cp-unseen-4w unallocated da-notification-screen-high audit-inadequate connected-person-16w under-16-unregulated agreement-breached new-risk-adult drift oversight-repeat optimism unregistered-review oversight-action da-backlog-age caseload-review lead-member-monthly',
}

const all = alerts()
const matching = (pattern: string) => {
  const shape = new RegExp(`^${pattern.replaceAll('*', '.*')}$`)
  return all.filter(({ id }) => shape.test(id))
}

describe('every alert of the standard', () => {
  for (const [process, patterns] of Object.entries(standard))
    it(`of process ${process} is raised by something, or stands among those to come with its reason`, () => {
      for (const pattern of patterns.split(' ').filter((each) => each !== '')) {
        const found = matching(pattern)
        assert.ok(found.length > 0, `nothing is called ${pattern}`)
        for (const { id, raisedBy, why } of found) assert.ok((raisedBy === null) !== (why === null), id)
      }
    })

  it('has an owner, and says what clears it once it runs', () => {
    for (const { id, owner, clears, why } of all) {
      assert.notEqual(owner, '', id)
      if (why === null) assert.notEqual(clears, '', id)
    }
  })

  it('is named once', () => {
    const ids = all.map(({ id }) => id)
    assert.deepEqual(ids.filter((id, i) => ids.indexOf(id) !== i), []) // prettier-ignore
  })

  it('comes later only while no clock or question of that name raises it', () => {
    const raised = new Set([...clocks, ...questions].map(({ id }) => id))
    assert.deepEqual(laterAlerts.filter(({ id }) => raised.has(id)), []) // prettier-ignore
    for (const { id, why } of laterAlerts) assert.ok(why.length > 20, id)
  })

  it('of a clock of a queue, a team or a worker runs', () => {
    const running = all.filter(({ why }) => why === null).map(({ id }) => id)
    assert.deepEqual(queueClocks.map(({ clock }) => clock.id).filter((id) => !running.includes(id)), []) // prettier-ignore
  })

  it('that a clock would raise says why it does not in the list of clocks that nothing feeds', () => {
    for (const { id, why } of all.filter(
      (one) => one.why !== null && clocks.some((clock) => clock.id === one.id),
    ))
      assert.ok(id in notFed, `${id}: ${why}`)
  })

  it('finds its owner by how the clock words them', () => {
    const running = all.filter(({ why }) => why === null).map(({ id }) => id)
    const words = clocks.filter(({ id }) => running.includes(id)).map(({ owner }) => owner)
    assert.deepEqual([...new Set(words)].filter((owner) => !(owner in ownerKinds)), []) // prettier-ignore
  })
})
