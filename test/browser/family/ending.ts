import { answerAll, follow, press } from './hand.ts'
import { children } from './sorrels.ts'
import type { Walk } from './walk.ts'

/** A review of each child’s plan says that it has done enough. */
export async function review(walk: Walk, on: string): Promise<void> {
  for (const { called } of children) {
    const page = await walk.toChild('worker', called, 'Plan')
    await follow(page, 'Record a review')
    await answerAll(page, {
      'When was it held?': on,
      'Who was there?': 'Gemma, Ms Ward, the health visitor and Maya Ellis',
      'What did the child say?': 'It is boring and I like it.',
      '“': 'Yes',
      'What was decided?': `${called} needs no social worker now; Maya goes on seeing Gemma.`,
      'Is it still the right plan?': 'It has done enough: step down',
      'Why?': 'Ten weeks without a call, and each child sleeps.',
    })
    if (called === 'Isla') await walk.keep(page, 'plan-review')
    await press(page, 'Save the review')
  }
}

/** The worker proposes, the manager agrees, and the person named takes the family on: until then our work stays open. */
export async function stepDown(walk: Walk, metOn: string): Promise<void> {
  for (const { called } of children) {
    const page = await walk.toChild('worker', called)
    await page.getByRole('button', { name: 'Actions' }).click()
    await page.getByRole('main').getByText('Early help', { exact: true }).first().click()
    await follow(page, 'Propose a step down to early help')
    await answerAll(page, {
      'Why is it time': 'The plan has done what it was for.',
      'What could still go wrong?': 'Lee could come back to the area in the autumn.',
      'Who will manage each': 'Gemma rings the police at once; Maya has the safety plan.',
      'What does the family think?': 'Gemma asked for Maya by name.',
      'What does the child think?': `${called} likes Maya’s dog.`,
      'Who in early help': 'Maya Ellis',
    })
    if (called === 'Isla') await walk.keep(page, 'propose-step-down')
    await press(page, 'Save')
  }
  const manager = await walk.as('manager')
  for (const { called } of children) {
    await manager.goto('/early-help')
    if (called === 'Isla') await walk.keep(manager, 'step-downs-to-agree')
    await follow(manager, new RegExp(called))
    await follow(manager, 'Agree the step down')
    await press(manager, 'Agree')
  }
  const helper = await walk.as('helper')
  for (const { called } of children) {
    await helper.goto('/early-help')
    if (called === 'Isla') await walk.keep(helper, 'step-downs-to-accept')
    await follow(helper, new RegExp(called))
    await follow(helper, /^Accept/)
    await answerAll(helper, { 'When did you meet': metOn })
    if (called === 'Isla') await walk.keep(helper, 'accept-step-down')
    await press(helper, 'Accept the family')
  }
}

/** The summary is begun from the record; the worker says what changed and proposes it, and a manager decides. */
export async function close(walk: Walk, told: string): Promise<void> {
  for (const { called, says } of children) {
    const page = await walk.toChild('worker', called)
    await page.getByRole('button', { name: 'Actions' }).click()
    await page.getByRole('main').getByText('Ending or transfer', { exact: true }).first().click()
    await page.getByRole('heading', { level: 2, name: 'Before our work ends' }).waitFor()
    if (called === 'Isla') await walk.keep(page, 'ending-what-stands-in-the-way')
    await press(page, 'Begin an ending')
    await follow(page, 'Say why our work ends, and what changed')
    await answerAll(page, {
      'Why is our work ending?': 'Services ceased for any other reason, including child no longer in need',
      'What has changed for the child?': `In February ${called} was not safe at night. Since April the nights are quiet. Then: ${says}`,
      'Has what had to change': 'Yes',
      'When was the child told?': told,
    })
    if (called === 'Isla') await walk.keep(page, 'ending-what-changed')
    await press(page, 'Save and go on')
    await follow(page, 'Say what happens next, and propose it')
    await answerAll(page, {
      'Do the family': 'Yes',
      'When were the other agencies told?': told,
      'Who will see the child now': 'Maya Ellis every two weeks, and Ms Ward at school.',
      'How can the child or family come back?': 'Ring Maya, or the front door on any day.',
      'What will be done if things get worse?': 'Maya asks for a step up the same day.',
      'Who carries on what is still open?': 'Maya Ellis',
      'What must whoever meets': 'Do not ring Gemma’s old number: Lee may answer.',
    })
    await press(page, 'Propose it')
  }
  const manager = await walk.as('manager')
  for (const { called } of children) {
    await manager.goto('/endings')
    if (called === 'Isla') await walk.keep(manager, 'endings-that-wait')
    await follow(manager, new RegExp(called))
    if (called === 'Isla') await walk.keep(manager, 'ending-to-decide')
    await follow(manager, /^Decide/)
    await answerAll(manager, {
      'How did you make sure':
        'I rang the school, the health visitor and the police today: nothing waits, and nobody disagrees.',
      'Why is it safe to end our work?': `${called} sleeps, says so, and has Maya.`,
    })
    if (called === 'Isla') await walk.keep(manager, 'ending-decision')
    await press(manager, 'End our work with the child')
  }
  await walk.keep(manager, 'manager-agreed')
  const service = await walk.as('service')
  for (const { called } of children) {
    await service.goto('/endings')
    await follow(service, new RegExp(called))
    if (called === 'Isla') await walk.keep(service, 'ending-to-countersign')
    await follow(service, 'Agree, or not, as service manager')
    await answerAll(service, {
      'Why do you agree': `${called} was seen last week, Maya has met them, and the order stands.`,
    })
    await press(service, /^(Agree|End|Save)/)
  }
  await walk.keep(service, 'ended')
}
