import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sparkline } from './sparkline.ts'
import { spcChart, type SpcChart } from './spc-chart.ts'

const chart: SpcChart = {
  id: 'c',
  title: 'Visits on <time>',
  unit: '%',
  better: 'higher',
  average: 93.7,
  low: 90.6,
  high: 96.8,
  columns: ['Month', 'Due', 'Per cent'],
  points: [
    { label: 'Aug', value: 94, from: ['67'] },
    { label: 'Sep', value: 90, from: ['65'], note: 'Team opened' },
    { label: 'Oct', value: 90.6, from: ['66'] },
  ],
}

describe('a control chart', () => {
  it('says which points are outside the usual range; a point on the limit is inside it', () => {
    assert.match(
      String(spcChart(chart)),
      /Between 90% and 94%. Usual range 90.6% to 96.8%. Outside it: Sep, 90%.</,
    )
    assert.equal(String(spcChart(chart)).match(/f-pt--out/g)?.length, 1)
  })

  it('says its lines beneath it, so that no words lie on a point, and begins past its longest number', () => {
    const drawn = String(spcChart(chart))
    const [svg, beneath] = drawn.split('</desc>')[1]?.split(/<\/svg>\s*<p/) ?? []
    assert.doesNotMatch(svg ?? '', /usual|average/)
    assert.match(beneath ?? '', /average 93.7%.*usual range 90.6% to 96.8%/)
    assert.match(drawn, /<circle cx="10%"/)
    const thousands = { ...chart, points: chart.points.map((one) => ({ ...one, value: 12_000 })) }
    assert.match(String(spcChart(thousands)), /<circle cx="19%"/)
  })

  it('has the same numbers as a table, with what they were counted from', () => {
    const drawn = String(spcChart(chart))
    assert.match(
      drawn,
      /<td class="govuk-table__cell">65<\/td><td class="govuk-table__cell">90%<\/td><td class="govuk-table__cell"><span class="hf-state hf-state--over">below<\/span>/,
    )
    assert.match(drawn, /Visits on &#60;time&#62;, as a table/)
  })

  it('calls a point better or worse only where it is told which way is better', () => {
    assert.match(String(spcChart({ ...chart, better: 'lower' })), /hf-state--met">below/)
    const { better: _better, ...neither } = chart
    assert.match(String(spcChart(neither)), /<td class="govuk-table__cell">below<\/td>/)
  })

  it('draws one point, and none, without a broken number', () => {
    for (const count of [0, 1])
      assert.doesNotMatch(
        String(spcChart({ ...chart, points: chart.points.slice(0, count) })),
        /NaN|Infinity/,
      )
  })
})

describe('a sparkline', () => {
  it('says its values, and is not there without any', () => {
    assert.match(String(sparkline({ values: [1, 2] })), /aria-label="Last 2 months: 1, 2"/)
    assert.match(String(sparkline({ values: [1, 2], each: 'weeks' })), /aria-label="Last 2 weeks: 1, 2"/)
    assert.equal(sparkline({ values: [] }), undefined)
  })
})
