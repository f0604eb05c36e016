import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import * as alarm from './family/alarm.ts'
import * as conferences from './family/conferences.ts'
import * as ending from './family/ending.ts'
import * as frontDoor from './family/front-door.ts'
import * as harm from './family/harm.ts'
import { sendAssessment, writeAssessment } from './family/assessment.ts'
import { answerAll, follow, press } from './family/hand.ts'
import { writeHousehold } from './family/household.ts'
import { openBrowser, openOffice, type Office } from './family/office.ts'
import { plansInForce, sayDifferent } from './family/plans.ts'
import { names } from './family/sorrels.ts'
import { nobodyIn, seeAll } from './family/visits.ts'
import { beginWalk, type Walk } from './family/walk.ts'

// One journey, told in its order: each part stands on the part before it. Pictures: var/screenshots/family.
let office: Office
let browser: Browser
let walk: Walk
before(async () => {
  office = await openOffice('2027-02-01', '09:10')
  browser = await openBrowser()
  walk = await beginWalk(office, browser)
})
after(async () => {
  await browser.close()
  await office.close()
})

const asked = ['Children’s social care', 'Police', 'School or nursery', 'Health visiting or school nursing', 'Gemma Sorrel'] // prettier-ignore

describe('a family of three, from a police notice to a safe ending and back', () => {
  it('Monday 1 February 2027: the police write, and the notice becomes a referral within the day', async () => {
    const page = await frontDoor.takeIn(walk, {
      policeRef: 'DA/4471',
      incidentAt: '2027-01-31T22:40',
      narrative:
        'Neighbours rang about shouting. Gemma Sorrel had a cut lip. Lee Marsh had left. Three children upstairs, awake.',
    })
    const hurt = 'Three children heard their mother being hurt, and not for the first time.'
    await frontDoor.screen(walk, page, () => 'A child we hold no record of', '1 2 2027 9:05', hurt)
    await frontDoor.rate(walk)
    await frontDoor.decide(walk, `${hurt} We need to know what each day is like for each of them.`)
    await frontDoor.tellPolice(walk)
  })

  it('they have one worker that day, who writes down who they live with', async () => {
    await frontDoor.allocate(walk, '1 2 2027', 'Amira Khalil')
    await writeHousehold(walk)
    const due = await walk.clocks('worker', 'Bea')
    assert.match(due, /Child and family assessment 9 weeks left Due Wed 7 Apr/)
    assert.match(due, /Named worker Met Done Mon 1 Feb/)
    await walk.keep(await walk.as('worker'), 'overview-allocated')
  })

  it('3 February: the three are seen at home in one visit, and their assessment begins', async () => {
    await walk.at('2027-02-03', '15:30')
    const home = await walk.toChild('worker', 'Isla')
    await seeAll(home, 'The house was warm. Each child has a bed. Isla watched the front door all the time we talked.', ['I lie on the landing so I can hear if Mum needs me.', 'The shouting goes in my tummy.', 'She went still when the television got loud.']) // prettier-ignore
    const page = await walk.toChild('worker', 'Isla', 'Assessments')
    await follow(page, 'Start an assessment')
    await press(page, 'Start')
    assert.match(
      await walk.clocks('worker', 'Noah'),
      /See the child during the assessment Met Done Wed 3 Feb/,
    )
  })

  it('10 February: a strategy discussion, and an enquiry for each child of their own', async () => {
    await walk.at('2027-02-10', '10:00')
    await harm.strategy(walk, '10 2 2027', '17 2 2027')
    assert.match(await walk.clocks('worker', 'Noah'), /Initial child protection conference 15 working days left Due Wed 3 Mar/) // prettier-ignore
    await walk.at('2027-02-11', '16:00')
    const page = await walk.toChild('worker', 'Isla')
    await seeAll(page, 'At the great-aunt’s. The three were playing on the floor.', ['He held her here and she went quiet.', 'I had two dinners.', 'She pointed at her own neck.']) // prettier-ignore
    await walk.at('2027-02-18', '10:00')
    await harm.enquiries(walk, '11 2 2027')
    // Done: it is asked of nobody any more.
    assert.doesNotMatch(await walk.clocks('worker', 'Bea'), /Outcome of the section 47 enquiry \d/)
  })

  it('18 February: the assessment is written, a part for each child, and authorised', async () => {
    const page = await walk.toChild('worker', 'Isla', 'Assessments')
    await follow(page, 'Continue')
    await walk.keep(page, 'assessment-parts')
    await writeAssessment(page)
    await walk.toChild('worker', 'Isla', 'Assessments')
    await follow(page, 'Continue')
    await sendAssessment(page)
    const manager = await walk.as('manager')
    await manager.goto('/assessments-to-authorise')
    await walk.keep(manager, 'assessments-to-authorise')
    await follow(manager, /^Isla/)
    await answerAll(manager, { 'What does the manager say': 'Thorough, and each child can be heard in it.' })
    await press(manager, 'Authorise')
    await walk.keep(manager, 'assessment-authorised')
    assert.doesNotMatch(await walk.clocks('worker', 'Bea'), /Child and family assessment \d/)
  })

  it('2 March: a conference of four agencies makes a plan for each child', async () => {
    await conferences.askForConference(walk)
    await conferences.book(walk, '2 3 2027')
    await alarm.sayBooked(walk)
    await alarm.shareAssessment(walk, '18 2 2027')
    await walk.at('2027-03-02', '12:30')
    const page = await conferences.hold(walk, /^Initial/, asked, 'Lee has come back twice. Gemma has asked the court to keep him away, and the children sleep better at their great-aunt’s.') // prettier-ignore
    await conferences.decideEach(walk, page, conferences.needsPlan('28 5 2027'))
    await conferences.papers(walk, /^Initial/, '2 3 2027')
    assert.match(await walk.clocks('worker', 'Noah'), /First core group 10 working days left Due Tue 16 Mar/)
  })

  it('the plan of each child is authorised, and the core group meets', async () => {
    await plansInForce(walk, {
      kind: 'Child protection plan',
      change: 'sleeps through the night in their own bed',
      action: 'Agree and practise a safety plan with Gemma',
      by: '30 4 2027',
      review: '28 5 2027',
      consent: 'Not needed by law',
    })
    await conferences.bookCoreGroup(walk, '9 3 2027')
    await walk.at('2027-03-09', '15:00')
    await conferences.holdCoreGroup(walk, /9 Mar/, '8 3 2027')
    assert.match(
      await walk.clocks('worker', 'Noah'),
      /Child protection visit 5 working days left Due Tue 16 Mar/,
    )
  })

  it('15 March: nobody answers the door; the manager is told, and says what will be done by when', async () => {
    await walk.at('2027-03-15', '17:00')
    const page = await walk.toChild('worker', 'Isla')
    await nobodyIn(page)
    await walk.keep(page, 'failed-visit')
    await walk.at('2027-03-17', '09:15')
    await office.letWorkBeDone()
    assert.match(await walk.clocks('worker', 'Bea'), /Child protection visit 1 working day over/)
    await alarm.answerAlarm(walk, 'manager', /^Bea Sorrel : Child protection visit/, '18 3 2027')
    const manager = await walk.as('manager')
    await walk.keep(manager, 'alarm-answered')
    assert.match(await manager.getByRole('main').innerText(), /Answered, not done yet\s+1/)
  })

  it('18 March: the three are seen in one going, and the alarm clears by itself', async () => {
    await walk.at('2027-03-18', '16:30')
    const page = await walk.toChild('worker', 'Isla')
    await walk.keep(page, 'overview-visit-late')
    await seeAll(page, 'Gemma opened the door. The new lock works. All three beds were made.', ['I slept in my bed on Tuesday.', 'My tummy was quiet.', 'Bea showed me her cot and waved.']) // prettier-ignore
    await walk.keep(page, 'visit-to-three')
    for (const child of ['Isla', 'Noah', 'Bea'])
      assert.match(await walk.clocks('worker', child), /Child protection visit 10 working days left Due Mon 5 Apr/) // prettier-ignore
    await walk.keep(page, 'overview-seen')
    await office.letWorkBeDone()
    const manager = await walk.as('manager')
    await manager.goto('/inbox')
    await walk.keep(manager, 'inbox-cleared')
    // What was answered with a day waits for that action; what was not answered has cleared by itself. What is new asks whether all is so well.
    assert.match(
      await manager.getByRole('main').innerText(),
      /To answer\s+3[\s\S]*Cleared in the last two weeks\s+2[\s\S]*Three visits in a row say that nothing is wrong/,
    )
  })

  it('28 May: a second core group, and a review conference at which each plan ends', async () => {
    await conferences.bookCoreGroup(walk, '20 4 2027')
    await walk.at('2027-04-20', '15:00')
    await conferences.holdCoreGroup(walk, /20 Apr/, '19 4 2027')
    await walk.at('2027-05-24', '16:00')
    const home = await walk.toChild('worker', 'Isla')
    await seeAll(home, 'A calm house, and a chart with 24 stars.', ['I go to sleep when the others do.', 'I made a goal.', 'Bea sang.']) // prettier-ignore
    await sayDifferent(walk)
    await walk.at('2027-05-28', '12:00')
    const page = await conferences.hold(walk, /^Review/, asked, 'Nobody has seen Lee since March. The children sleep.') // prettier-ignore
    await conferences.agenciesThink(page)
    await conferences.decideEach(walk, page, conferences.planEnds)
  })

  it('9 July: a child in need plan is reviewed, and early help takes the family on', async () => {
    await plansInForce(walk, {
      kind: 'Child in need plan',
      change: 'says that home feels safe, week after week',
      action: 'See each child every four weeks and keep the sleep chart',
      by: '30 7 2027',
      review: '9 7 2027',
      consent: 'Given',
    })
    await walk.at('2027-07-09', '15:00')
    const page = await walk.toChild('worker', 'Isla')
    await seeAll(page, 'Everybody was in the garden.', ['It is boring and I like it.', 'My tummy is fine.', 'Bea said “bye Mira”.']) // prettier-ignore
    await ending.review(walk, '9 7 2027')
    await ending.stepDown(walk, '8 7 2027')
  })

  it('16 July: our work ends, by the worker’s summary, the manager’s word and the service manager’s', async () => {
    await walk.at('2027-07-16', '10:00')
    await ending.close(walk, '15 7 2027')
    const page = await walk.as('worker')
    await page.goto('/my-work')
    await walk.keep(page, 'nobody-left')
    assert.match(await page.getByRole('main').innerText(), /You have no children allocated/)
  })

  it('6 December: they come to notice again, and whoever decides sees how it ended before', async () => {
    await walk.at('2027-12-06', '09:20')
    const page = await frontDoor.takeIn(walk, {
      policeRef: 'DA/9120',
      incidentAt: '2027-12-04T23:15',
      narrative:
        'Lee Marsh was at the door, shouting. Gemma Sorrel rang us herself. The three children were in bed.',
    })
    await frontDoor.screen(walk, page, (child) => new RegExp(`^${child} Sorrel`), '6 12 2027 9:10', 'It has begun again, and Gemma rang herself.') // prettier-ignore
    await frontDoor.rate(walk)
    const lens = await page.getByRole('main').innerText()
    assert.match(lens, /When help ended before\s+Ended 4 months before this\s+Fri 16 Jul 2027/)
    assert.match(
      lens,
      /Closed by Ruth Oyelaran\. Worker: Amira Khalil, Riverside\. Open since Mon 1 Feb 2027/,
    )
    assert.match(lens, /Child protection: 1 plan, the last ended Fri 28 May 2027/)
    await frontDoor.decide(walk, 'It has begun again: Lee came to the door. We were told in time.')
    await frontDoor.allocate(walk, '6 12 2027', 'Amira Khalil')
  })

  it('the chronology tells the whole journey in its order, and the return traces back to how it ended', async () => {
    const page = await walk.toChild('worker', 'Isla')
    await walk.keep(page, 'overview-back')
    await follow(page, 'Chronology')
    await walk.keep(page, 'chronology')
    const told = (await page.getByRole('main').innerText()).replaceAll(/\s+/g, ' ')
    // Newest first: each stands above the one that led to it.
    const journey = [
      'Referral',
      'Our work ended, decided by Asha Patel',
      'Child in need plan made',
      'Review conference: the plan ends',
      'Child protection plan ended after 87 days',
      'Child protection plan made',
      'Initial child protection conference',
      'Section 47 enquiry ended: continuing risk',
      'Assessment finished',
      'Section 47 enquiry started',
      'Strategy discussion',
      'Amira Khalil began as lead social worker',
      'Contact: the police. Assessment under section 17',
    ]
    let from = told.indexOf('Referral')
    for (const words of journey) {
      const at = told.indexOf(words, from)
      assert.ok(at >= from, `“${words}” does not stand where it should`)
      from = at
    }
    const wide = await walk.find('service', 'Isla')
    await follow(wide, 'Chronology')
    await walk.keep(wide, 'chronology')
  })

  it('no page was wider than its screen or complained, and no address held anybody’s name', () => {
    assert.deepEqual(walk.wrong, [])
    assert.ok(walk.addresses.size > 100, `${walk.addresses.size} addresses`)
    assert.deepEqual([...walk.addresses].filter((address) => names.test(decodeURIComponent(address))), []) // prettier-ignore
  })
})
