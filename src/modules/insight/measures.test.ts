import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { day, instant, type Day, type Instant } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { newId } from '../../platform/record/new-id.ts'
import { addPerson, addStaff, allocateTo, testDay } from '../../platform/testing/office.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { figuresOf } from './figures.ts'
import { findMeasure } from './every-measure.ts'
import { stretchTo } from './stretch.ts'

let db: Db
before(async () => {
  db = await freshDb()
})
after(() => db.destroy())

/** 'counted of held against', and how many are not known. */
async function counts(id: string, on: Day = testDay): Promise<string> {
  const measure = findMeasure(id)
  assert.ok(measure)
  const all = (await figuresOf(db, measure, [stretchTo(on, measure.over)])).find(
    ({ teamId }) => teamId === null,
  )
  assert.ok(all)
  return `${all.numerator} of ${all.denominator}${all.unknown > 0 ? `, ${all.unknown} not known` : ''}`
}

const referred = (childId: string, on: string, more: object = {}) =>
  db.insertInto('cinEpisode').values({ childId, state: 'open', referredOn: day(on), ...more }).execute() // prettier-ignore

describe('a child referred again, within 365 days (decision 15)', () => {
  before(async () => {
    const [soon, late, first] = [await addPerson(db), await addPerson(db), await addPerson(db)]
    await referred(soon, '2019-03-01', { state: 'closed', closedOn: day('2019-04-01'), closureReason: 'RC8' })
    await referred(soon, '2020-02-29')
    await referred(late, '2019-03-01', { state: 'closed', closedOn: day('2019-04-01'), closureReason: 'RC7' })
    await referred(late, '2020-03-01')
    await referred(first, '2020-03-01')
  })
  it('is counted on day 365 and not on day 366 of a leap year', async () => {
    assert.equal(await counts('rereferral_12m_pct', day('2020-03-01')), '1 of 3')
  })
  it('is of the days up to the day asked, and none after', async () => {
    assert.equal(await counts('rereferral_12m_pct', day('2020-02-29')), '1 of 3')
    assert.equal(await counts('rereferral_12m_pct', day('2020-02-28')), '0 of 2')
  })
  it('came back after an assessment that found no need, or did not', async () => {
    assert.equal(await counts('rereferral_after_nfa_or_closure_pct', day('2020-03-01')), '1 of 1')
  })
})

describe('police notices that nobody has screened', () => {
  const asked = ['da_notifications_awaiting_screening_number', 'da_notifications_oldest_days'] as const
  before(async () => {
    const intake = await db
      .insertInto('noticeIntake')
      .values({ repeatKey: 'one', digest: Buffer.alloc(32), receivedAt: instant('2018-06-01T22:30:00Z') })
      .returning('id')
      .executeTakeFirstOrThrow()
    const notice = (policeRef: string, at: Instant, screenedAt: Instant | null = null) =>
      db
        .insertInto('policeNotice')
        .values({ intakeId: intake.id, agency: 'police', policeRef, state: screenedAt === null ? 'received' : 'closed', incidentAt: at, receivedAt: at, dueAt: at, cameUnscreened: false, screenedAt })
        .execute() // prettier-ignore
    await notice('A1', instant('2018-06-01T22:30:00Z'))
    await notice('A2', instant('2018-06-04T09:00:00Z'), instant('2018-06-05T09:00:00Z'))
  })
  it('are counted from the day they came to the day somebody screened them, by the clock on the wall', async () => {
    const on = async (day_: string): Promise<string> => counts(asked[0], day(day_))
    assert.equal(await on('2018-05-31'), '0 of 0')
    assert.equal(await on('2018-06-01'), '1 of 1')
    assert.equal(await on('2018-06-04'), '2 of 2')
    assert.equal(await on('2018-06-05'), '1 of 1')
  })
  it('are as old as the oldest of them', async () => {
    const measure = findMeasure(asked[1])
    assert.ok(measure)
    const [oldest] = await figuresOf(db, measure, [stretchTo(day('2018-06-05'), measure.over)])
    assert.equal(oldest?.amount, 4)
  })
})

describe('an assessment, in working days from its start', () => {
  before(async () => {
    const childId = await addPerson(db)
    const done = (startedOn: string, authorisedOn: string) =>
      db.insertInto('assessment').values({ childId, state: 'authorised', startedOn: day(startedOn), authorisedOn: day(authorisedOn), factors: ['3B'] }).execute()
    await db.insertInto('bankHoliday').values([{ day: day('2021-04-02'), name: 'Good Friday' }, { day: day('2021-04-05'), name: 'Easter Monday' }, { day: day('2021-05-03'), name: 'Early May' }]).onConflict((one) => one.doNothing()).execute()
    // From Monday 15 March 2021, 45 working days with Easter and the May holiday are Thursday 20 May.
    await done('2021-03-15', '2021-05-20')
    await done('2021-03-15', '2021-05-21')
  }) // prettier-ignore
  it('is in time on the 45th, bank holidays left out, and late on the 46th', async () => {
    assert.equal(await counts('assessments_45wd_pct', day('2021-06-01')), '1 of 2')
    assert.equal(await counts('assessments_45wd_pct', day('2021-05-20')), '1 of 1')
  })
  it('open is counted from the day after the 45th', async () => {
    const childId = await addPerson(db)
    await db
      .insertInto('assessment')
      .values({ childId, state: 'started', startedOn: day('2021-03-15') })
      .execute()
    // The one authorised on the 21st is open still on the 20th, and is not on the day itself.
    assert.equal(await counts('assessments_open_over_45wd_number', day('2021-05-20')), '0 of 2')
    assert.equal(await counts('assessments_open_over_45wd_number', day('2021-05-21')), '1 of 1')
  })
})

describe('a child protection plan', () => {
  it('is open to the day before it ends, and 2 years or more from day 730', async () => {
    const childId = await addPerson(db)
    await db
      .insertInto('cpPlan')
      .values({ childId, state: 'ended', startedOn: day('2012-01-02'), endedOn: day('2014-01-10') })
      .execute()
    assert.equal(await counts('cpp_31mar_rate', day('2014-01-09')), '1 of 1')
    assert.equal(await counts('cpp_31mar_rate', day('2014-01-10')), '0 of 0')
    // 2 January 2012 and 729 days is 31 December 2013.
    assert.equal(await counts('cpp_2yrs_open_pct', day('2013-12-31')), '0 of 1')
    assert.equal(await counts('cpp_2yrs_open_pct', day('2014-01-01')), '1 of 1')
    assert.equal(await counts('cpp_2yrs_ceased_pct', day('2014-01-10')), '1 of 1')
  })
})

describe('visits to children in our care come from the clock engine (decision 12)', () => {
  it('a visit owed and past its day is late, one due today is not, and one not known is neither', async () => {
    const reading = (dueOn: string, known = true) => ({ clock: 'cla-visit-year1', recordId: newId(), sinceOn: day('2015-01-01'), dueOn: day(dueOn), known })
    for (const one of [reading('2015-02-11'), reading('2015-02-12'), reading('2015-02-10', false)]) {
      const childId = await addPerson(db)
      await db.insertInto('careEpisode').values({ childId, state: 'ended', startedOn: day('2015-01-01'), startedWhy: 'S', endedOn: day('2015-06-01'), legalStatus: 'C2', placementType: 'U6' }).execute()
      await db.insertInto('clockReading').values({ childId, ...one }).execute()
    }
    assert.equal(await counts('cla_visit_on_time_pct', day('2015-02-12')), '1 of 2, 1 not known')
    assert.equal(await counts('cla_visit_on_time_pct', day('2015-02-11')), '2 of 2, 1 not known')
  }) // prettier-ignore
  it('leaves out children on an agreed series of short breaks', async () => {
    const childId = await addPerson(db)
    await db.insertInto('careEpisode').values({ childId, state: 'ended', startedOn: day('2016-01-01'), startedWhy: 'S', endedOn: day('2016-02-01'), legalStatus: 'V4' }).execute()
    assert.equal(await counts('cla_rate', day('2016-01-15')), '0 of 0')
    assert.equal(await counts('cla_missing_pct', day('2016-01-15')), '0 of 3')
  }) // prettier-ignore
})

describe('homes and carers', () => {
  it('three homes in the year are three, a temporary stay and a move with the same carers are none', async () => {
    const [mover, stayer] = [await addPerson(db), await addPerson(db)]
    const stay = (childId: string, from: string, to: string | null, startedWhy: 'S' | 'P' | 'T', placementType: 'U6' | 'T0') =>
      db.insertInto('careEpisode').values({ childId, state: to === null ? 'open' : 'ended', startedOn: day(from), startedWhy, endedOn: to === null ? null : day(to), legalStatus: 'C2', placementType }).execute()
    await stay(mover, '2010-01-01', '2010-03-01', 'S', 'U6')
    await stay(mover, '2010-03-01', '2010-05-01', 'P', 'U6')
    await stay(mover, '2010-05-01', '2010-12-01', 'P', 'U6')
    await stay(stayer, '2010-01-01', '2010-03-01', 'S', 'U6')
    await stay(stayer, '2010-03-01', '2010-03-08', 'P', 'T0')
    await stay(stayer, '2010-03-08', '2010-06-01', 'T', 'U6')
    await stay(stayer, '2010-06-01', '2010-12-01', 'P', 'U6')
    assert.equal(await counts('cla_3plus_placements_pct', day('2010-11-30')), '1 of 2')
  }) // prettier-ignore
})

describe('how far from home', () => {
  it('is more than 20 miles and outside our area, of those whose postcodes the directory has', async () => {
    const metres = (miles: number): number => Math.round(miles * 1609.3)
    const ours = 'E06000060'
    await db.insertInto('givenList').values({ kind: 'postcodes', entries: 4, authority: ours }).execute()
    await db.insertInto('postcodePlace').values([
      { postcode: 'AA11AA', east: 400_000, north: 300_000, authority: ours },
      { postcode: 'BB11BB', east: 400_000 + metres(20), north: 300_000, authority: 'E06000061' },
      { postcode: 'CC11CC', east: 400_000, north: 300_000 + metres(20) + 1, authority: 'E06000061' },
      { postcode: 'DD11DD', east: 400_000, north: 300_000 + metres(30), authority: ours },
    ]).execute()
    const stay = { state: 'ended', startedOn: day('2009-01-01'), startedWhy: 'S', endedOn: day('2009-06-01'), legalStatus: 'C2', placementType: 'U6', homePostcode: 'aa1 1aa' } as const
    for (const placementPostcode of ['BB1 1BB', 'CC1 1CC', 'DD1 1DD', 'EE1 1EE', null])
      await db.insertInto('careEpisode').values({ ...stay, childId: await addPerson(db), placementPostcode }).execute()
    assert.equal(await counts('cla_20miles_outside_la_pct', day('2009-03-01')), '1 of 3, 2 not known')
  }) // prettier-ignore
})

describe('staff', () => {
  it('a social worker who left in the 12 months is held against those in post', async () => {
    const [one, other] = [await addStaff(db, 'Nia Cole', 'SW'), await addStaff(db, 'Omar Reid', 'SW')]
    await db.updateTable('staff').set({ leavesOn: day('2026-06-01') }).where('id', '=', other.id).execute() // prettier-ignore
    assert.equal(await counts('sw_turnover_pct'), '1 of 1')
    const childId = await addPerson(db)
    await allocateTo(db, childId, one)
    assert.equal(await counts('sw_caseload'), '1 of 1')
  })
})

describe('what stands since the chapters of conferences, services, supervision and absence', () => {
  it('counts other agencies that came, of those asked and known to have come or not', async () => {
    const childId = await addPerson(db)
    const held = { childId, state: 'held', kind: 'initial', heldOn: day('2018-05-10') } as const
    const { id } = await db.insertInto('conference').values(held).returning('id').executeTakeFirstOrThrow()
    const asked = { childId, meetingId: newId(), conferenceId: id, invitedOn: day('2018-05-01') }
    await db.insertInto('meetingInvitation').values([
      { ...asked, state: 'attended', agency: 'police', attended: 'video' },
      { ...asked, state: 'absent', agency: 'gp', attended: 'no' },
      { ...asked, state: 'invited', agency: 'school' },
      { ...asked, state: 'attended', agency: 'family', attended: 'in person' },
    ]).execute()
    assert.equal(await counts('cpc_agency_attendance_pct', day('2018-05-31')), '1 of 2, 1 not known')
    assert.equal(await counts('cpc_agency_attendance_pct', day('2018-05-09')), '0 of 0')
  }) // prettier-ignore
  it('waits for domestic abuse support are of help that began, in the middle', async () => {
    const referred = { childId: await addPerson(db), service: 'domestic abuse', referredOn: day('2018-01-01') } as const
    await db.insertInto('serviceReferral').values([
      { ...referred, state: 'started', startedOn: day('2018-01-11') },
      { ...referred, state: 'completed', startedOn: day('2018-02-20') },
      { ...referred, state: 'referred' },
      { ...referred, state: 'started', startedOn: day('2018-01-02'), service: 'housing' },
    ]).execute()
    const measure = findMeasure('da_support_wait_days')
    assert.ok(measure)
    const [all] = await figuresOf(db, measure, [stretchTo(day('2018-12-31'), measure.over)])
    // 10 and 50 days.
    assert.equal(all?.amount, 30)
  }) // prettier-ignore
  it('a child is talked through in time by their own clock, and one of whom nothing is known is neither', async () => {
    const owed = async (dueOn: string, known = true): Promise<void> => {
      const childId = await addPerson(db)
      await referred(childId, '2017-01-01', { state: 'closed', closedOn: day('2017-12-31') })
      await db.insertInto('clockReading').values({ childId, clock: 'case-supervision-other', recordId: newId(), sinceOn: day('2017-01-01'), dueOn: day(dueOn), known }).execute()
    }
    for (const [dueOn, known] of [['2017-03-01', true], ['2017-02-27', true], ['2017-02-01', false]] as const) await owed(dueOn, known)
    assert.equal(await counts('supervision_on_time_pct', day('2017-03-01')), '1 of 2, 1 not known')
  }) // prettier-ignore
  it('working days ill are Mondays to Fridays that are no holiday, of those in post; none where nobody keeps them', async () => {
    assert.equal(await counts('sw_absence_pct', day('2011-01-31')), '0 of 0')
    const { id } = await addStaff(db, 'Ivy Brook', 'SW')
    await db.updateTable('staff').set({ startedOn: day('2011-01-17'), leavesOn: day('2011-02-01') }).where('id', '=', id).execute()
    await db.updateTable('staff').set({ startedOn: day('2020-01-01') }).where('startedOn', 'is', null).execute()
    await db.insertInto('staffAbsence').values([
      // Friday 21 to Tuesday 25 January: three working days.
      { staffId: id, fromOn: day('2011-01-21'), toOn: day('2011-01-25'), why: 'SIC' },
      { staffId: id, fromOn: day('2011-01-27'), toOn: day('2011-01-27'), why: 'TRN' },
    ]).execute()
    // From Monday 17 to Monday 31 January: eleven working days.
    assert.equal(await counts('sw_absence_pct', day('2011-01-31')), '3 of 11')
  }) // prettier-ignore
})

describe('visits that were checked, and those that were no visit', () => {
  const met = async (childId: string, on: string, more: object = {}) =>
    db.insertInto('visit').values({ childId, state: 'recorded', visitedOn: day(on), mode: 'face to face', outcome: 'completed', seen: true, ...more }).execute()
  it('by video or telephone are held against all in which the child was seen, whatever a return says', async () => {
    const childId = await addPerson(db)
    await met(childId, '2008-01-31')
    await met(childId, '2008-02-01')
    await met(childId, '2008-06-30', { mode: 'virtual', remoteWhy: 'Ill' })
    await met(childId, '2009-01-31', { mode: 'phone', state: 'facts only' })
    await met(childId, '2009-02-01', { mode: 'phone' })
    await met(childId, '2008-07-01', { seen: false, outcome: 'no access' })
    await met(childId, '2008-07-02', { state: 'from a return' })
    assert.equal(await counts('visits_remote_pct', day('2009-01-31')), '2 of 3')
  })
  it('rated good or outstanding are counted by the day they were checked, and by the child’s team', async () => {
    const childId = await addPerson(db)
    const worker = await addStaff(db, 'Una Webb', 'SW', 'Meadow')
    await allocateTo(db, childId, worker)
    await db.updateTable('allocation').set({ fromOn: day('2007-01-01') }).where('childId', '=', childId).execute()
    for (const [purposeRating, sampledOn] of [['outstanding', '2008-05-01'], ['good', '2008-05-02'], ['requires improvement', '2008-05-03'], ['inadequate', '2009-05-01']] as const)
      await met(childId, '2008-04-20', { state: 'checked', purposeRating, sampledOn: day(sampledOn) })
    await met(childId, '2008-04-21')
    assert.equal(await counts('visit_purpose_good_pct', day('2009-04-30')), '2 of 3')
    const measure = findMeasure('visit_purpose_good_pct')
    assert.ok(measure)
    const of = await figuresOf(db, measure, [stretchTo(day('2009-04-30'), measure.over)])
    assert.deepEqual(of.filter(({ teamId }) => teamId === worker.teamId).map(({ numerator, denominator }) => [numerator, denominator]), [[2, 3]])
  })
}) // prettier-ignore
