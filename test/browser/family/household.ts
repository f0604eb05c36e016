import { answerAll, follow, press } from './hand.ts'
import { children } from './sorrels.ts'
import type { Walk } from './walk.ts'

const home = {
  'Do they live with the child': 'Yes',
  'Are they a risk': 'None known',
  'Is their contact': 'No',
}
const mother = { 'Who are they to the child?': 'Mother', 'Do they have parental': 'Yes', ...home }
const sibling = { 'Who are they to the child?': 'Brother or sister', 'Do they have parental': 'No', ...home }

/** Who the three live with, and where: said once of each pair, and it stands on both records. */
export async function writeHousehold(walk: Walk): Promise<void> {
  await add(walk, 'Isla', { 'First names': 'Gemma', 'Last name': 'Sorrel', 'Date of birth': '14 7 1995', Phone: '07700 900321', ...mother }) // prettier-ignore
  for (const other of children.slice(1)) await add(walk, 'Isla', { 'Who is it?': other.aged, ...sibling })
  await add(walk, 'Noah', { 'Who is it?': 'Bea Sorrel, 2', ...sibling })
  for (const { called } of children.slice(1))
    await add(walk, called, { 'Who is it?': 'Gemma Sorrel, 31', ...mother })
  const page = await walk.as('worker')
  await follow(page, 'Add an address')
  await answerAll(page, { Address: '9 Tanners Row', Postcode: 'ZZ4 7QD', 'What is it?': 'Home', 'Must it be kept': 'Yes', 'Since when?': '1 9 2025' }) // prettier-ignore
  await press(page, 'Save')
  await walk.keep(page, 'family')
}

async function add(walk: Walk, child: string, answers: Readonly<Record<string, string>>): Promise<void> {
  const page = await walk.toChild('worker', child, 'Family')
  await follow(page, 'Add a person')
  if ('Who is it?' in answers) await follow(page, 'Choose them instead')
  await answerAll(page, answers)
  await press(page, /^(Add to the family|Save)$/)
}
