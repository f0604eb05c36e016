import type { Page } from 'playwright-core'
import { answerAll, follow, press } from './hand.ts'
import { children } from './sorrels.ts'
import type { Walk } from './walk.ts'

const came = 'Yes, in person'
const asked = ['Children’s social care', 'School or nursery', 'Health visiting or school nursing']
const others = children.slice(1).map(({ called }) => called)

/** The list of a child's conferences and core groups, from the child's page. */
async function meetings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Actions' }).click()
  await page.getByText('Conferences and core groups', { exact: true }).first().click()
  await page.waitForLoadState()
}

/** The worker asks for a conference of all three, and a manager agrees. */
export async function askForConference(walk: Walk): Promise<void> {
  const worker = await walk.toChild('worker', 'Isla')
  await meetings(worker)
  await follow(worker, 'Ask for a conference')
  await answerAll(worker, {
    'What kind of conference': 'Initial',
    'Why is a conference needed?':
      'Lee held Gemma by the throat in front of Bea. Each child is at continuing risk.',
    'Which brothers and sisters': others,
  })
  await press(worker, 'Ask for it')
  const manager = await walk.find('manager', 'Isla')
  await meetings(manager)
  await follow(manager, /^Initial|Initial conference/)
  await follow(manager, 'Agree to it')
  await press(manager, 'Agree to it')
}

/** Business support books it; the worker says who is asked. */
export async function book(walk: Walk, on: string): Promise<void> {
  const page = await walk.find('support', 'Isla')
  await meetings(page)
  await follow(page, /^Initial|Initial conference/)
  await follow(page, 'Book it')
  await answerAll(page, { 'What day is it': on, 'At what time?': '10:00', 'Where?': 'Town Hall, room 2', 'How do people meet?': 'In person', 'Who chairs it?': 'Helen Tate' }) // prettier-ignore
  await press(page, 'Book it')
  await walk.keep(page, 'conference-booked')
  const worker = await walk.toChild('worker', 'Isla')
  await meetings(worker)
  await follow(worker, /Initial/)
  await follow(worker, 'Ask agencies and family')
  await answerAll(worker, {
    'Which agencies are asked?': [...asked, 'Police'],
    'Who of the family': 'Gemma Sorrel',
  })
  await press(worker, 'They are asked')
  await walk.keep(worker, 'who-is-asked')
}

/** The chair writes down who came and what was said. */
export async function hold(walk: Walk, kind: RegExp, who: readonly string[], said: string): Promise<Page> {
  const page = await walk.find('chair', 'Isla')
  await meetings(page)
  await follow(page, kind)
  await follow(page, 'Record that it was held')
  await answerAll(page, { 'Was the child there?': 'Their views were brought in another way', 'Were the parents there?': 'All who were asked', 'What are people worried': said }) // prettier-ignore
  for (const one of who) await answerAll(page, { [`${one}: did`]: came })
  await walk.keep(page, 'who-came')
  await press(page, 'Save')
  return page
}

type Answers = Readonly<Record<string, string | readonly string[]>>

/** What an initial conference decides for one child. */
export const needsPlan =
  (nextOn: string) =>
  (called: string): Answers => ({
    'What did the conference decide?': 'A child protection plan is needed',
    'Which kind of harm': called === 'Bea' ? 'Physical abuse' : 'Emotional abuse',
    'Why was this decided?': `${called} is likely to be harmed again if Lee comes back to the home.`,
    'What is part of the worry?': ['Domestic abuse'],
    'What must happen first?': 'A safety plan with Gemma, and the locks changed.',
    'Who is in the core group?': asked,
    'When is the next conference?': nextOn,
    'Was legal advice': 'Yes',
  })

/** And what the last one does. */
export const planEnds = (called: string): Answers => ({
  'What did the conference decide?': 'The plan ends',
  'Why was this decided?': `${called} has slept through for six weeks, and an order keeps Lee away.`,
  'Was legal advice': 'No',
})

/** Each child has a decision of their own. */
export async function decideEach(
  walk: Walk,
  page: Page,
  answers: (called: string) => Readonly<Record<string, string | readonly string[]>>,
): Promise<void> {
  for (const { called } of children) {
    if (called !== 'Isla') await follow(page, called)
    await follow(page, 'Decide for this child')
    await answerAll(page, answers(called))
    if (called === 'Noah') await walk.keep(page, 'conference-decision')
    await press(page, 'Record the decision')
  }
  await walk.keep(page, 'conference-decided')
}

/** The record is drafted, signed by the chair and sent, the decisions before it. */
export async function papers(walk: Walk, kind: RegExp, on: string): Promise<void> {
  const page = await walk.find('support', 'Isla')
  await meetings(page)
  await follow(page, kind)
  await follow(page, 'Say when the decisions were sent')
  await answerAll(page, { 'When were the decisions': on })
  await press(page, 'They were sent')
  await follow(page, 'Draft the record')
  await answerAll(page, {
    'What was said and decided?': 'Everybody agreed that Gemma has done all that was asked of her.',
  })
  await press(page, 'Save the draft for the chair')
  const chair = await walk.find('chair', 'Isla')
  await meetings(chair)
  await follow(chair, kind)
  await follow(chair, /^Sign/)
  // Nobody signs what they do not see.
  await chair.getByText('Everybody agreed that Gemma has done all').waitFor()
  await press(chair, 'Sign it')
}

/** The worker books a core group of all three; then says who came and what was decided. */
export async function bookCoreGroup(walk: Walk, on: string): Promise<void> {
  const page = await walk.toChild('worker', 'Isla')
  await meetings(page)
  await follow(page, 'Book a core group')
  await answerAll(page, { 'What day is it for?': on, 'Which brothers and sisters': others })
  await press(page, 'Book it')
}

export async function holdCoreGroup(walk: Walk, shown: RegExp, seenOn: string): Promise<void> {
  for (const { called } of children) {
    const page = await walk.toChild('worker', called)
    await meetings(page)
    await follow(page, shown)
    if (called === 'Isla') {
      await follow(page, 'Record who came')
      for (const one of asked) await answerAll(page, { [`${one}: did`]: came })
      await walk.keep(page, 'core-group-who-came')
      await press(page, 'Save')
    }
    await follow(page, 'Finish the record')
    for (const one of asked) await answerAll(page, { [`${one}: when`]: seenOn })
    await answerAll(page, {
      'What was decided?': `${called} goes on at breakfast club; the lock is mended this week.`,
      'Was the plan brought': 'Yes',
    })
    if (called === 'Isla') await walk.keep(page, 'core-group-record')
    await press(page, 'Save the record')
  }
}

/** Before a plan may end each agency says whether the child still needs one. */
export async function agenciesThink(page: Page): Promise<void> {
  for (const { called } of children) {
    if (called !== 'Isla') await follow(page, called)
    await follow(page, 'What each agency thinks')
    for (const one of [...asked, 'Police']) await answerAll(page, { [`${one}: does the child`]: 'No' })
    await press(page, 'Save')
  }
  await follow(page, 'Isla')
}
