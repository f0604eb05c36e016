import { alertsOf, ladderWords, type Alert } from '../modules/alerts/index.ts'
import { clocks } from './clocks.ts'
import { feedsOf } from './feeds.ts'
import { duties } from './modules.ts'
import { notFed } from './not-fed.ts'

/** Every alert of the standard (processes 38 and the Alerts lines), from what runs here. */
export const alerts = (): Alert[] => alertsOf(clocks, { fed: new Set(feedsOf(duties, []).keys()), notFed })

const cell = (words: string): string => words.replaceAll('|', '\\|')
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`

/** The page `docs/alerts.md`. */
export function alertsPage(all: readonly Alert[]): string {
  const [raised, later] = [all.filter(({ why }) => why === null), all.filter(({ why }) => why !== null)]
  return [
    '# Alerts',
    '',
    `What somebody is told by itself, whose it is and what clears it: ${raised.length} run, ${later.length} come with their records. Made by \`node src/app/write-docs.ts\`; do not edit.`,
    '',
    '## Ladders',
    '',
    'Each rung is told once. An alert is answered by an action with a day, or by words, and stands until the duty is over and the action is done.',
    '',
    row(['Ladder', 'Who is told, and when']),
    row(['---', '---']),
    ...ladderWords().map(({ ladder, steps }) => row([ladder, steps])),
    '',
    '## What runs',
    '',
    row(['Alert', 'What it is', 'Owner', 'Raised by', 'Told', 'Cleared by']),
    row(['---', '---', '---', '---', '---', '---']),
    ...raised.map(({ id, name, owner, raisedBy, told, clears }) =>
      row([`\`${id}\``, name, owner, raisedBy ?? '', told, clears]),
    ),
    '',
    '## What comes later',
    '',
    row(['Alert', 'What it is', 'Owner', 'Why not yet']),
    row(['---', '---', '---', '---']),
    ...later.map(({ id, name, owner, why }) => row([`\`${id}\``, name, owner, why ?? ''])),
    '',
  ].join('\n')
}
