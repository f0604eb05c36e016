import { longMoment } from '../../platform/dates/day.ts'
import { counted } from '../../platform/people/name.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { insetText } from '../../platform/web/govuk/inset-text.ts'
import { summaryList } from '../../platform/web/govuk/summary-list.ts'
import { warningText } from '../../platform/web/govuk/warning-text.ts'
import { cards, type CardRow } from '../../platform/web/holdfast/cards.ts'
import { link } from '../../platform/web/holdfast/section.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import type { NotThere, PostTold, SearchTold, Standing } from './queries.ts'
import type { Why } from './send.ts'

/** What the log page tells. */
interface Log {
  /** Whether this server knows where to send. */
  readonly isOn: boolean
  readonly standing: Standing
  readonly posts: readonly PostTold[]
  readonly searches: readonly SearchTold[]
  /** The page about children, for whoever may see them. */
  readonly childrenAt: string | null
}

const children = (count: number): string => counted(count, 'child', 'children')
/** How sending stands, and every post: counts, and no child. */
export const logView = (log: Log, hiddenFields: Html): Html => html`
  <p class="govuk-body">Each night the children whose record changed are sent to the Department for Education’s daily collection, 100 at most in a post, and its receipt is kept.</p>
  ${
    log.isOn
      ? stoppedView(log.posts)
      : insetText('This is switched off: nobody has said where to send. The README says which settings do.')
  }
  ${summaryList({
    rows: [
      { key: { text: 'Received there' }, value: { text: children(log.standing.held) } },
      { key: { text: 'Waiting to be sent' }, value: { text: children(log.standing.waiting) } },
      { key: { text: 'Being sent' }, value: { text: children(log.standing.sending) } },
      { key: { text: 'Refused' }, value: { text: children(log.standing.refused) } },
    ],
  })}
  ${
    log.childrenAt === null
      ? nothing
      : html`<p class="govuk-body">${link(
          'Children who are not there as they should be',
          log.childrenAt,
        )}</p>`
  }
  ${log.isOn ? searchForm(hiddenFields) : nothing}
  <h2 class="govuk-heading-m govuk-!-margin-top-6">Posts</h2>
  ${
    log.posts.length === 0 ? html`<p class="govuk-body">Nothing has been sent yet.</p>` : postsView(log.posts)
  }
  <h2 class="govuk-heading-m govuk-!-margin-top-6">Searches for changes</h2>
  ${log.searches.length === 0 ? html`<p class="govuk-body">None yet.</p>` : searchesView(log.searches)}`

function stoppedView(posts: readonly PostTold[]): Html {
  const stopped = posts.find(({ state }) => state === 'stopped')
  if (stopped === undefined) return nothing
  return warningText(
    `Sending has stopped: ${whys[stopped.why ?? 'not understood']}. What waits keeps its place. It is tried again tonight, or when you search now.`,
  )
}

const searchForm = (hiddenFields: Html): Html =>
  html`<form method="post" novalidate>
      ${hiddenFields}${button({
        text: 'Search and send now',
        classes: 'govuk-button--secondary',
        preventDoubleClick: true,
      })}
    </form>`

const whys: Readonly<Record<Why, string>> = {
  'no answer': 'no answer came',
  'no token': 'the sign-in service gave no token',
  busy: 'the collection asked us to wait',
  'their fault': 'something is wrong at the collection',
  'key refused': 'our key or secret was refused',
  malformed: 'something in it was refused',
  'too many': 'it held too many children',
  'not understood': 'the collection answered as nobody expected',
}

function stateWords({ state, why, status, nextTryAt }: PostTold): string {
  const reason = why === null ? '' : `: ${whys[why]}${status === null ? '' : ` (${status})`}`
  if (state === 'received') return 'Received'
  if (state === 'refused') return `Refused${reason}`
  if (state === 'divided') return `Sent again in halves${reason}`
  if (state === 'stopped') return `Stopped${reason}`
  return nextTryAt === null ? `Being sent${reason}` : `Tried again ${longMoment(nextTryAt)}${reason}`
}

const postsView = (posts: readonly PostTold[]): Html =>
  cards({
    caption: 'Posts, newest first, fifty at most',
    columns: ['Made', 'Children', 'Of them purged', 'Times begun', 'Where it stands', 'Receipt'],
    rows: posts.map(postRow),
  })

const postRow = (post: PostTold): CardRow => ({
  head: longMoment(post.madeAt),
  cells: [
    String(post.children),
    String(post.purges),
    String(post.tries),
    stateWords(post),
    // What is said of a refusal may quote a child: that is told on the page about children.
    post.state === 'received' ? html`<code class="hf-code">${shortened(post.receipt ?? '')}</code>` : '',
  ],
})

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

const searchesView = (searches: readonly SearchTold[]): Html =>
  cards({
    caption: 'Searches, newest first, ten at most',
    columns: ['Begun', 'By', 'Children looked at', 'Changed', 'Number not taken', 'Where it stands'],
    rows: searches.map((each) => ({
      head: longMoment(each.begunAt),
      cells: [
        each.askedBy ?? 'The clock',
        String(each.children),
        String(each.changed),
        String(each.notSendable),
        each.endedAt === null ? 'Under way' : 'Ended',
      ],
    })),
  })

/** Children refused, and those whose number the collection does not take. */
export function notThereView(all: readonly NotThere[]): Html {
  if (all.length === 0)
    return html`<p class="govuk-body">Every child the collection asks for is there, or waits to be sent.</p>`
  return cards({
    caption: 'Children, 200 at most',
    columns: ['Child', 'Number', 'Why', 'What the collection answered'],
    rows: all.map((child) => ({
      head: link(calledOf(child), `/children/${child.childId}`),
      cells: [
        child.laChildId ?? 'None',
        child.why === 'refused'
          ? 'Refused. Put the record right: it is sent again once it differs.'
          : 'The authority’s child id must be 1 to 20 letters and figures.',
        shortened(child.receipt ?? ''),
      ],
    })),
  })
}

const calledOf = ({ givenName, familyName, laChildId }: NotThere): string =>
  [givenName, familyName].filter((name) => name !== null).join(' ') ||
  `Child ${laChildId ?? 'without a name'}`
