import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { visitingClocks } from '../modules/visits/index.ts'
import { duties } from './modules.ts'

describe('what a visit meets', () => {
  it('is every duty to see or visit the child, as the chapters declare them, and no other', () => {
    assert.deepEqual(visitingClocks(duties).toSorted(), [
      'adopt-visit-placed',
      'assess-child-seen',
      'cin-visit',
      'cl-accom-visit',
      'cl-accom-visit-n',
      'cla-visit-care-order-home',
      'cla-visit-first',
      'cla-visit-later',
      'cla-visit-longterm-agreed',
      'cla-visit-notice-of-concern',
      'cla-visit-other-arrangements',
      'cla-visit-permanent',
      'cla-visit-reg19',
      'cla-visit-reg24-ico',
      'cla-visit-requested',
      'cla-visit-year1',
      'cp-alone',
      'cp-visit',
      'custody-visit',
      'pf-first-visit',
      'pf-requested-visit',
      'pf-visit-later',
      'pf-visit-year1',
      's47-child-seen',
      's85-visit',
      'short-break-visit',
    ])
  })
})
