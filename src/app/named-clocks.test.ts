import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clocks } from './clocks.ts'
import { feedsOf } from './feeds.ts'
import { duties, queueClocks } from './modules.ts'

/**
 * The clocks named on the Alerts line of each process of the longest journey (domain/processes.md sections 1 to 15, 29, 30 and 38),
 * whatever their tier. A star in the line is written out here as every clock of timescales.md it stands for.
 */
// prettier-ignore
const named: Readonly<Record<string, readonly string[]>> = {
  '1 person, family and chronology': ['case-summary'],
  '2 contact and referral': ['referral-decision', 'mash-info-red', 'mash-info-amber', 'mash-info-green'],
  '3 police notices': ['da-notification-screen-high', 'da-notification-screen-medium', 'da-notification-screen-standard', 'da-notification-police-lag', 'da-backlog-age'],
  '4 early help': ['step-up-decision', 'step-down-handover', 'step-down-check'],
  '5 allocation': ['allocation', 'unallocated', 'transfer-handover', 'worker-change-alert', 'caseload-review'],
  '6 assessment': ['assess-child-seen', 'assess-checkpoint-1', 'assess-checkpoint-2', 'assessment-complete', 'sch-risk-tool'],
  '7 strategy and section 47': ['strategy-discussion', 's47-child-seen', 's47-complete', 'icpc'],
  // Sections 8 and 30 name no clock: what section 8 names are questions of the record (alerts.test.ts).
  '9 plans and actions': ['plan-action-due', 'oversight-repeat'],
  '10 child in need': ['cin-visit', 'cin-review', 'cin-duration-check'],
  '11 conference': ['icpc', 'rcpc-first', 'rcpc', 'rcpc-inquorate', 'cp-report-initial', 'cp-report-review', 'cp-midway', 'cp-long-plan', 'cp-repeat-plan'],
  '12 core groups': ['core-group-first', 'core-group'],
  // Of the star the inspectors' own visits (action-planning-visit, monitoring-visit) are section 35's: nobody visits a child.
  '13 visits': ['s47-child-seen', 'cin-visit', 'cp-visit', 'pf-first-visit', 'pf-visit-year1', 'pf-visit-later', 'pf-requested-visit',
    'cla-visit-first', 'cla-visit-year1', 'cla-visit-later', 'cla-visit-permanent', 'cla-visit-longterm-agreed', 'cla-visit-reg19', 'cla-visit-reg24-ico',
    'cla-visit-care-order-home', 'cla-visit-other-arrangements', 'cla-visit-requested', 'cla-visit-notice-of-concern', 'cla-visit-welfare-doubt',
    'short-break-visit', 'custody-visit', 's85-visit', 'adopt-visit-placed', 'cl-accom-visit', 'cl-accom-visit-n', 'record-visit'],
  '14 written agreements': ['written-agreement-review'],
  '15 services': ['da-service-wait'],
  '29 supervision': ['case-supervision-high', 'case-supervision-other', 'oversight-action', 'oversight-repeat', 'weekly-actions-check'],
  // Section 38 names its alerts in words; these are their clocks.
  '38 the catalogue': ['cp-unseen-4w', 'unallocated', 'da-notification-screen-high', 'connected-person-16w', 'oversight-repeat', 'oversight-action', 'da-backlog-age', 'caseload-review'],
}

const feeds = feedsOf(duties, queueClocks)
const written = new Set(clocks.map(({ id }) => id))

describe('every clock named on an Alerts line of the longest journey', () => {
  for (const [process, ids] of Object.entries(named))
    it(`of process ${process} is written, and something feeds it`, () => {
      assert.deepEqual(ids.filter((id) => !written.has(id)), []) // prettier-ignore
      assert.deepEqual(ids.filter((id) => (feeds.get(id) ?? []).length === 0), []) // prettier-ignore
    })

  it('would be missed if nothing fed it', () => {
    const without = feedsOf(
      duties.filter(({ duties: all }) => all.every(({ clock }) => clock.id !== 'case-summary')),
      queueClocks,
    )
    assert.equal(without.get('case-summary'), undefined)
  })
})
