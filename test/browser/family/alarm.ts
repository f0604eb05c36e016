import { answerAll, follow, press } from './hand.ts'
import { children } from './sorrels.ts'
import type { Walk } from './walk.ts'

/** The worker says of each child that the conference which was asked for is booked. */
export async function sayBooked(walk: Walk): Promise<void> {
  for (const { called } of children) {
    const page = await walk.toChild('worker', called, 'Directions')
    await follow(page, /^Say what was done : Book the initial/)
    await answerAll(page, {
      'What was done?': 'The conference is booked for 2 March.',
      'How can it be seen?': 'The booking is on the record.',
    })
    await press(page, 'Send the answer')
  }
}

/** The family hears what the assessment says of each child. */
export async function shareAssessment(walk: Walk, on: string): Promise<void> {
  for (const { called } of children) {
    const page = await walk.toChild('worker', called, 'Assessments')
    await follow(page, /^Started/)
    await follow(page, 'Say when it was shared with the family')
    await answerAll(page, { 'When was': on })
    await press(page, /^(Save|It was shared)/)
  }
}

/** A manager is told that a visit is late, and says what will be done by when. */
export async function answerAlarm(
  walk: Walk,
  who: 'manager' | 'service',
  about: RegExp,
  by: string,
): Promise<void> {
  const page = await walk.as(who)
  await page.getByRole('link', { name: /Inbox/ }).first().click()
  await walk.keep(page, `inbox-of-${who}`)
  await follow(page, about)
  await answerAll(page, {
    'What happens now?': 'Something will be done, by a day',
    'What will be done?': 'Go again with the health visitor, and ring me from the door',
    'Who will do it?': 'Amira Khalil, lead social worker',
    'By when?': by,
  })
  await walk.keep(page, 'alarm-answered-with-a-day')
  await press(page, 'Answer')
}
