import { answerAll, follow, press } from './hand.ts'
import { children } from './sorrels.ts'
import type { Walk } from './walk.ts'

const waits = '/strategy-discussions'

/** The worker asks for a discussion of all three; the manager writes what was heard, and decides for each child. */
export async function strategy(walk: Walk, on: string, again: string): Promise<void> {
  const worker = await walk.toChild('worker', 'Isla')
  await worker.getByRole('button', { name: 'Actions' }).click()
  await worker.getByText('Strategy discussion', { exact: true }).first().click()
  await follow(worker, 'Ask for a strategy discussion')
  await answerAll(worker, {
    'When was significant harm': on,
    'Is a child in danger now?': 'No',
    'What has happened':
      'Isla told her teacher that Lee held her mother by the throat on Monday, with Bea in the room.',
    'Which other children': ['Noah Sorrel', 'Bea Sorrel'],
  })
  await walk.keep(worker, 'ask-for-discussion')
  await press(worker, 'Ask for it')
  const page = await walk.as('manager')
  await page.goto(waits)
  await walk.keep(page, 'discussions-that-wait')
  await follow(page, /^Isla/)
  await follow(page, 'Record the strategy discussion')
  await answerAll(page, {
    'When was it held?': on,
    'How was it held?': 'By video',
    'Who took part from children': 'Asha Patel and Amira Khalil',
    'What does social care know?': 'Three children, one notice, a visit on 3 February.',
    'Who took part from the police?': 'DS Harrow',
    'What do the police know?': 'Two calls in 2025. Lee Marsh is on bail.',
    'Who took part from health?': 'J. Amos, health visitor',
    'What does health know?': 'Bea has not been weighed since the summer.',
    'Who else took part': 'Ms Ward, Canal Street Primary',
    'What do they know?': 'Isla has said that she keeps watch at night.',
  })
  await press(page, 'Save')
  for (const { called } of children) {
    await page.goto(waits)
    await follow(page, new RegExp(`^${called}`))
    await follow(page, 'Decide for this child')
    await answerAll(page, {
      'What does all of this mean': `${called} is living with violence that is getting worse.`,
      'Is there reasonable cause': 'Yes',
      'What was decided?': 'An enquiry by children’s social care',
      'Why was that decided?': 'Holding somebody by the throat is a sign of the gravest risk.',
      'How is this child safe tonight?': `${called} is at a great-aunt’s with Gemma. Lee is on bail not to come.`,
      'When will it be discussed again?': again,
    })
    if (called === 'Noah') await walk.keep(page, 'decide-for-one-child')
    await press(page, 'Decide')
  }
  await walk.keep(page, 'discussion-decided')
}

/** The worker concludes each child's enquiry; the manager agrees to each. */
export async function enquiries(walk: Walk, seenOn: string): Promise<void> {
  const worker = await walk.as('worker')
  for (const { called } of children) {
    await worker.goto(waits)
    await follow(worker, new RegExp(`^${called}`))
    await follow(worker, 'Conclude the enquiry')
    const alone = called !== 'Bea'
    await answerAll(worker, {
      'Whom did you ask?': ['The child', 'The parents', 'The police', 'Health'],
      'When was the child seen?': seenOn,
      'Was the child seen alone?': alone ? 'Yes' : 'No',
      ...(!alone && { 'If not alone, why?': 'She is two, and stayed on her mother’s knee.' }),
      'What did the child say': `${called} showed with dolls what happened.`,
      'Was there a medical': 'None was needed',
      'What do you know of each other': 'The others were in the house, and each has an enquiry.',
      'What did the enquiry find?': 'The child is at continuing risk of significant harm',
      'How do you know?': 'Lee came back twice while on bail.',
      'What should happen now?': 'A child protection conference',
    })
    if (called === 'Isla') await walk.keep(worker, 'conclude-enquiry')
    await press(worker, 'Send it to the manager')
  }
  const page = await walk.as('manager')
  for (const { called } of children) {
    await page.goto(waits)
    await follow(page, new RegExp(`^${called}`))
    await follow(page, 'Agree to the outcome')
    await answerAll(page, { 'Why do you agree?': 'What was seen and said bears it out.' })
    await press(page, 'Agree')
  }
  await walk.keep(page, 'enquiry-agreed')
}
