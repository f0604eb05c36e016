import { roleNames } from '../../platform/access/policy.ts'
import { longMoment } from '../../platform/dates/day.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { patterns } from './patterns.ts'
import { judgements, type Braked, type FlagTold, type JudgementTold, type ReadTold } from './queries.ts'

export const home = '/who-looked'

const stateWords: Readonly<Record<FlagTold['state'], string>> = {
  open: 'Waits for a judgement',
  'needs enquiry': 'Being looked into',
  justified: 'Part of their work',
  'not justified': 'Not part of their work',
}

/** 'Opened once', 'Opened 4 times': pages of a child's record. */
const openedWords = (many: number): string => (many === 1 ? 'Opened once' : `Opened ${many} times`)

/** Flags as a list: who, what stood out and why, in words. */
export function flagsView(flags: readonly FlagTold[], none: string): Html {
  if (flags.length === 0) return html`<p class="govuk-body">${none}</p>`
  const shown = flags.length === 100 ? html`<p class="govuk-body">The latest 100 are shown.</p>` : false
  return html`${shown}${listed(
    flags.map(
      (one) => html`<p><strong>${link(
        patterns[one.pattern].says,
        `${home}/${one.id}`,
        `: ${one.who}`,
      )}</strong>. ${one.who}, ${roleNames[one.role].toLowerCase()}, ${longMoment(one.lastAt)}</p>
        <p>${one.why}</p>
        <p class="hf-quiet hf-small">${stateWords[one.state]}${
          one.many > 0 && `. ${openedWords(one.many)}`
        }</p>`,
    ),
  )}`
}

export function flagView(flag: FlagTold, reads: readonly ReadTold[], judged: readonly JudgementTold[]): Html {
  return html`<p class="govuk-body">${flag.who}, ${roleNames[flag.role].toLowerCase()}. ${flag.why}</p>
    <p class="govuk-body">This says what was opened, not why. Ask them before you judge: most often it was part of their work.</p>
    ${section(
      {
        id: 'reads',
        title: 'What they opened',
        aside: reads.length === 0 ? undefined : openedWords(reads.length),
      },
      readsView(reads),
    )}
    ${
      judged.length > 0 &&
      section(
        { id: 'judged', title: 'How it was judged' },
        listed(
          judged.map(
            ({ judgement, why, by, at }) =>
              html`<p><strong>${judgements[judgement]}</strong>, ${by}, ${longMoment(at)}</p><p>${why}</p>`,
          ),
        ),
      )
    }`
}

const readsView = (reads: readonly ReadTold[]): Html =>
  reads.length === 0
    ? html`<p class="govuk-body">Nothing was shown to them: what they asked for is hidden from them.</p>`
    : cards({
        caption: 'What they opened, oldest first',
        columns: ['Child', 'When', 'What was opened'],
        rows: reads.map(({ childId, number, at, route }) => ({
          head: link(
            `Child ${number ?? 'without a number'}`,
            `/children/${childId}/who-has-looked`,
            ': who else has looked',
          ),
          cells: [longMoment(at), placeOf(route)],
        })),
      })

/** What a route shows is in its last plain words. */
const placeOf = (route: string): string =>
  (route.split('/').findLast((part) => part !== '' && !part.startsWith(':')) ?? 'record').replaceAll('-', ' ')

export function brakedView(braked: readonly Braked[]): Html {
  if (braked.length === 0)
    return html`<p class="govuk-body">Nobody has opened so many that they were asked again or stopped.</p>`
  return listed(
    braked.map(
      (one) =>
        html`<p><strong>${one.who}</strong>, ${roleNames[one.role].toLowerCase()}: opened the records of ${one.opened} children they do not work with, within an hour, ${longMoment(one.at)}. ${
          one.state === 'stopped'
            ? 'Stopped.'
            : one.state === 'asked again'
              ? 'Asked to show that it is them, and went on.'
              : `Released by ${one.releasedBy ?? 'somebody'}: ${one.releasedWhy ?? ''}`
        }</p>
        ${
          one.state === 'stopped' &&
          html`<p>${link('Let them read again', `${home}/stopped/${one.id}`, `: ${one.who}`)}</p>`
        }`,
    ),
  )
}
