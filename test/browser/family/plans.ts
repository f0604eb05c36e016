import type { Page } from 'playwright-core'
import { answerAll, follow, press } from './hand.ts'
import type { Walk } from './walk.ts'
import { children } from './sorrels.ts'

/** What a plan of one of the three says must change. */
interface Said {
  readonly kind: string
  readonly change: string
  readonly action: string
  readonly by: string
  readonly review: string
  readonly consent: string
}

/** The worker drafts each child's own plan and sends it; the manager authorises what waits. */
export async function plansInForce(walk: Walk, said: Said): Promise<void> {
  for (const { called } of children) await draft(await walk.toChild('worker', called, 'Plan'), called, said)
  await walk.keep(await walk.as('worker'), 'plan-sent')
  const manager = await walk.as('manager')
  for (const { called } of children) {
    await manager.goto('/plans-to-authorise')
    await follow(manager, new RegExp(called))
    if (called === 'Isla') await walk.keep(manager, 'plan-to-authorise')
    await press(manager, /^Authorise/)
  }
}

async function draft(
  page: Page,
  called: string,
  { kind, change, action, by, review, consent }: Said,
): Promise<void> {
  await follow(page, /^(Begin a plan|Begin the next)/)
  await answerAll(page, { 'What kind of plan': kind })
  await press(page, 'Begin')
  await follow(page, /^Change what the plan is about/)
  await answerAll(page, {
    'What are we worried about': `Lee may come back, and ${called} would hear or see it again.`,
    'What does the child need?': `${called} needs nights without fear.`,
    'What does the child say': 'I want to sleep at ours and not listen.',
    'Do the parents agree': 'Yes',
    'What will we do if nothing': 'We hold a legal planning meeting.',
    'By when will we do it?': by,
  })
  await press(page, 'Save')
  await follow(page, 'Add something that must change')
  await answerAll(page, {
    'What must be different': `${called} ${change}`,
    'How is it now?': 'Four nights of seven are broken.',
    'How will we know?': 'The sleep chart Gemma keeps, and what the child says',
    'By when?': by,
  })
  await press(page, 'Put it in the draft')
  await follow(page, /^Add an action/)
  await answerAll(page, {
    'What must be done?': action,
    'Who will do it?': 'Amira Khalil, lead social worker',
    'By when?': by,
  })
  await press(page, 'Put it in the draft')
  await follow(page, /^Change who is part of the plan/)
  await answerAll(page, {
    'Has consent': consent,
    'Who will see the child?': 'Amira Khalil, lead social worker',
    'How often': '10',
    'When is the next review?': review,
  })
  await press(page, 'Save')
  await press(page, 'Send to be authorised')
}

/** What each child’s plan was for is different now, and what shows it. */
export async function sayDifferent(walk: Walk): Promise<void> {
  for (const { called } of children) {
    const page = await walk.toChild('worker', called, 'Plan')
    await follow(page, /^Say how it is going/)
    await answerAll(page, {
      'Is it different yet?': 'Yes',
      'What shows it?': `The chart: ${called} has slept through for six weeks.`,
    })
    await press(page, 'Save')
  }
  await walk.keep(await walk.as('worker'), 'plan-progress')
}
