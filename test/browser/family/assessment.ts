import type { Page } from 'playwright-core'
import { answerAll, follow, press } from './hand.ts'
import { children, type Child } from './sorrels.ts'

type Words = Readonly<Record<string, string | readonly string[]>>

/** What is written once for the family, by the title of its part. */
const ofTheFamily: Readonly<Record<string, Words>> = {
  'Why now, and what came before': {
    'Why are we assessing now?':
      'The police were called on 31 January: the children heard their mother being hurt.',
    'What has happened in this family before?':
      'Two calls in 2025, before we were told. Lee moved in that autumn.',
    'What did earlier help': 'There was no help before this.',
  },
  'What others say': {
    'Which services':
      'Canal Street Primary, the health visitor, the police and the refuge’s outreach worker.',
    'What do they say':
      'The school has seen the children tired since the autumn; the health visitor has not.',
  },
  'Gemma Sorrel': {
    'What can they do': 'Gemma keeps routines and loves them. Fear of Lee is what gets in the way.',
    'What do they say': 'She wants him to stay away and for the children to sleep.',
  },
  'Home and surroundings': {
    'What are home and money like?': 'The rent is paid. The front door still has a broken lock.',
    'Who is around the family': 'A neighbour they trust, and Gemma’s aunt two streets away.',
  },
  'Tools for neglect and domestic abuse': {
    'When was the domestic abuse checklist': '9 2 2027',
    'If a tool was not used': 'Nothing suggests neglect, because home, food and care are in order.',
  },
}

/** What is written for one child, in words of their own. */
const ofOne = ({ called, says, day, worry, safe, school }: Child): Readonly<Record<string, Words>> => ({
  'Seeing and hearing': {
    'What does the child say': says,
    'What is a day': day,
    'Who are they': `${called} is white British and speaks English at home.`,
    ...(called === 'Bea' && {
      'If the child was not seen alone': 'Bea is two and would not leave her mother.',
    }),
  },
  'Health, learning and feelings': {
    'How is their health?': `${called} is up to date with the doctor.`,
    'How are they learning?': school,
    'How do they feel': worry,
    'How do they look after': `${called} does what children of this age do.`,
  },
  'What we found': {
    'What makes things riskier': worry,
    'What makes things safer': safe,
  },
  'What it means': {
    'What is happening?': day,
    'What does it mean': `${called} is not safe enough, because ${worry.toLowerCase()}`,
    'What if nothing changes?': `${called} would go on listening for the door, and that harms a child.`,
    'What do we not know?': `What ${called} has seen that nobody has asked about.`,
  },
  'What should happen next': {
    'What should happen next?': 'A child protection conference',
    'Why this': `A plan of need would not be enough for ${called} because Lee has come back twice.`,
    'Does the child need support': 'Yes',
  },
})

const abuse = /^Domestic violence: concerns about the child’s parent/

/** Writes every part of the assessment that is open at `page`, each on its own page, and comes back to the list of parts. */
export async function writeAssessment(page: Page): Promise<void> {
  const tasks = page.url()
  for (const [part, words] of Object.entries(ofTheFamily))
    await writePart(page, tasks, page.locator('main'), part, words)
  for (const child of children)
    for (const [part, words] of Object.entries(ofOne(child)))
      await writePart(
        page,
        tasks,
        page.locator('section', { has: page.getByRole('heading', { name: child.called, exact: true }) }),
        part,
        words,
      )
}

async function writePart(
  page: Page,
  tasks: string,
  among: ReturnType<Page['locator']>,
  part: string,
  words: Words,
): Promise<void> {
  if (page.url() !== tasks) await page.goto(tasks)
  await among.getByRole('link', { name: part, exact: true }).first().click()
  await answerAll(page, words)
  if (part === 'What we found') await page.getByRole('checkbox', { name: abuse }).check()
  await press(page, 'Save')
}

/** Sends what was written to the manager. */
export async function sendAssessment(page: Page): Promise<void> {
  await follow(page, 'Check it and send')
  await press(page, /^Send/)
}
