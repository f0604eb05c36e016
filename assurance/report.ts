import type { Ran } from './run.ts'
import { count, type Read, type Step } from './step.ts'

/** Whether the form that was asked for ran to its end and every figure was within its bound. */
export const isMet = (ran: Ran): boolean =>
  ran.full && ran.trouble === null && ran.figures.every(({ met }) => met)

function standing(ran: Ran | undefined): string {
  if (ran === undefined) return 'not run on this machine yet'
  if (ran.trouble?.startsWith('could not be asked') === true) return `**${ran.trouble}**`
  if (isMet(ran)) return 'met'
  if (ran.full) return ran.trouble === null ? '**missed**' : `**failed**: ${ran.trouble}`
  return ran.trouble === null
    ? 'only the short form ran'
    : `only the short form ran, and **failed**: ${ran.trouble}`
}

function figureOf({ says, value, bound, met }: Read): string {
  const asked = bound === '' ? '' : ` (asked: ${bound})`
  const said = value === null ? `${says}: not said` : `${says}: ${count(value)}`
  return `${said}${asked}${met ? '' : ' ✗'}`
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** docs/assurance.md: each step in the order of the list, run or not, with what was measured and where. */
export function reportOf(steps: readonly Step[], held: readonly Ran[], more: readonly string[]): string {
  const of = (step: Step) => held.find(({ name }) => name === step.name)
  const met = steps.filter((step) => {
    const ran = of(step)
    return ran !== undefined && isMet(ran)
  })
  const rows = steps.map((step) => row(step, of(step)))
  return [
    '# What is shown by running it',
    '',
    `Written by \`npm run assure\` from \`assurance/steps.ts\`; not by hand. ${met.length} of ${steps.length} are met in the form that is asked for. A commit with`,
    'a + had changed files beside it. `npm run assure -- --only NAME` runs one, `--short` a form of a minute that shows only that it runs.',
    '',
    '| What is asked | Stands | Figures | Command | Commit, day, machine |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    ...more,
    '',
  ].join('\n')
}

function row(step: Step, ran: Ran | undefined): string {
  const figures = ran?.figures.map(figureOf).join('; ') ?? ''
  const where =
    ran === undefined
      ? ''
      : `${ran.commit}, ${ran.at.slice(0, 16).replace('T', ' ')} UTC, ${ran.minutes} min; ${ran.machine}`
  const cells = [
    `**${step.name}** ${step.asked}`,
    standing(ran),
    figures,
    `\`${ran?.command ?? step.full}\``,
    where,
  ]
  return `| ${cells.map(cell).join(' | ')} |`
}
