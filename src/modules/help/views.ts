import type { Actor, Permission, Scope } from '../../platform/access/policy.ts'
import { acts, roleNames } from '../../platform/access/policy.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { summaryList } from '../../platform/web/govuk/summary-list.ts'
import { link, section } from '../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { scopeWords } from './words.ts'

const points = (all: readonly (string | Html)[]): Html =>
  html`<ul class="govuk-list govuk-list--bullet">${all.map((each) => html`<li>${each}</li>`)}</ul>`

/** How to do the few things most people come for. */
export const helpView: Html = html`
  ${section(
    { id: 'find', title: 'Finding a child' },
    html`<p class="govuk-body">Search at the top of every page (press /). A name in any order and nearly right will do; so will a date of birth, a number or an address. The list says whether a child is open to us and who works with them, so you need not open the record to answer a caller.</p>`,
  )}
  ${section(
    { id: 'visit', title: 'Recording a visit' },
    html`<p class="govuk-body">From the child’s page, choose Record visit. Several children of one family can be recorded together. What you type is kept as you type it. Seen and seen alone are never chosen for you.</p>`,
  )}
  ${section(
    { id: 'due', title: 'What is due, late or not known' },
    html`${points([
      html`Every date shows the law or guidance it comes from. ${link(
        'How every date is worked out',
        '/clocks',
      )} lists them all.`,
      'Late means the day has passed and what was owed has not been recorded here.',
      'Not known means our records could not show whether it was done: it is never counted as late.',
      'If a date is wrong, the day it was worked out from is usually wrong: correct that, with a reason, and the date follows.',
    ])}`,
  )}
  ${section(
    { id: 'wrong', title: 'Putting something right' },
    html`<p class="govuk-body">Nothing is deleted. A correction keeps what stood before, who changed it, when and why. What came wrongly from a return is listed under Data quality, with the field at fault.</p>`,
  )}
  ${section(
    { id: 'seen', title: 'Who sees what you open' },
    html`<p class="govuk-body">Every child’s record you open, and every child a list shows you, is written down with your name and the time. ${link('Your account', '/account')} says what your role may open.</p>`,
  )}
  ${section(
    { id: 'new', title: 'What’s new' },
    html`<p class="govuk-body"><strong>Version 0.1, November 2026.</strong> The first version.</p>
      ${points([
        'From the first contact to the ending: contacts and police notices, early help, assessments, strategy discussions and enquiries, conferences and core groups, plans in versions, visits, transfers and endings are written here.',
        'What is late or drifts tells somebody by itself: your inbox says what, and what clears it.',
        'Managers see who needs them first, check visits and entries drawn by lot, and record supervision.',
        'Returns are read in and made here; their rules are asked as a record is saved.',
      ])}
      <p class="govuk-body">Not here yet: what is told of children in our care and care leavers (where they live, their reviews, health and schooling, going missing) is read from returns and cannot be written here; there is no work without a connection, beyond the pack that named colleagues hold; agencies and families tell us things and hear back, and see no record.</p>`,
  )}
  ${section(
    { id: 'stuck', title: 'Still stuck' },
    html`<p class="govuk-body">${link(
      'Report a problem',
      '/help/report-a-problem',
    )}. If a child may be in danger, ring the duty team: nobody watches this page for that.</p>`,
  )}`

/** What we have tried and what we have not: no claim beyond it. */
export const accessibilityView: Html = html`
  <p class="govuk-body">We want everyone who works with children to be able to use Holdfast: with a keyboard, a screen reader, speech, large text, or a telephone held in one hand.</p>
  ${section(
    { id: 'how', title: 'How accessible it is' },
    html`<p class="govuk-body">Holdfast is written to meet the Web Content Accessibility Guidelines version 2.2 at level AA. <strong>Nobody outside the team that made it has audited it, and no disabled person has yet tested it with us</strong>, so we do not claim that it complies.</p>
      ${points([
        'Every page works without JavaScript and with a keyboard alone.',
        'Pages fit a screen 320 pixels wide without scrolling sideways, wide tables excepted.',
        'State is told by words and shape, and never by colour alone.',
        'Every drawing, such as a family tree, has the same facts beside it as a table or a list.',
        'Pages are checked with axe, which finds about a third of what can be wrong.',
      ])}`,
  )}
  ${section(
    { id: 'not', title: 'What we know is not good enough' },
    html`${points([
      'It has not been tried with JAWS, NVDA, VoiceOver, TalkBack or Dragon by the people who use them.',
      'The session ends after 15 minutes without use, and there is no warning yet. What was typed in a visit is kept.',
      'A long family tree is hard to follow at high zoom: use the table beneath it.',
      'Printed chronologies are not tagged for screen readers.',
    ])}`,
  )}
  ${section(
    { id: 'tell', title: 'Tell us' },
    html`<p class="govuk-body">${link(
      'Report a problem',
      '/help/report-a-problem',
    )} and say what you could not do; your council’s administrator reads it. If you are not content with the answer, you can contact the <a class="govuk-link" href="https://www.equalityadvisoryservice.com/">Equality Advisory and Support Service</a>.</p>
      <p class="govuk-body">The Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018 apply to your council’s use of this system. Prepared 22 November 2026.</p>`,
  )}`

/** Who is signed in, what their role lets them do, and the way out. */
export function accountView(
  actor: Actor,
  team: string | null,
  may: readonly (readonly [Permission, Scope])[],
  hidden: Html,
): Html {
  const who = summaryList({
    rows: [
      { key: { text: 'Name' }, value: { text: actor.name } },
      { key: { text: 'Role' }, value: { text: roleNames[actor.role] } },
      { key: { text: 'Team' }, value: { text: team ?? 'No team' } },
      actor.service !== null && { key: { text: 'Service' }, value: { text: actor.service } },
    ],
  })
  return html`${who}
    <div class="govuk-button-group">
      <form method="post" action="/sign-out">${hidden}${button({ text: 'Sign out' })}</form>
      <form method="post" action="/sign-out/everywhere">
        ${hidden}
        ${button({ text: 'Sign out everywhere', classes: 'govuk-button--secondary' })}
      </form>
    </div>
    <p class="govuk-body"><a class="govuk-link" href="/account/sessions">Where you are signed in</a></p>
    <p class="govuk-body"><a class="govuk-link" href="/account/messages">The morning’s message by email</a></p>
    <p class="govuk-body"><a class="govuk-link" href="/account/family">You and your family, so that their records stay closed to you</a></p>
    ${emergencyView(may)}
    ${section({ id: 'may', title: 'What your role lets you do' }, mayView(may))}
    <p class="govuk-body">If any of this is wrong, ask your administrator. You are signed out after 15 minutes without use, and after 12 hours in any case.</p>`
}

/** The ways to a record that is not one's own, for those who have them. */
function emergencyView(may: readonly (readonly [Permission, Scope])[]): Html | false {
  const ways = [
    { needs: 'emergency.open', text: 'Open a record in an emergency', href: '/emergency' },
    { needs: 'child.read', text: 'Sealed records you are named on', href: '/sealed-records' },
    {
      needs: 'restrict.agree',
      text: 'Decide who may see a record, where a colleague asks',
      href: '/access-to-decide',
    },
    {
      needs: 'seal.ask',
      text: 'Children adopted, whose record is not sealed',
      href: '/sealed-records/adopted',
    },
    { needs: 'seal.vouch', text: 'Sealed records nobody answers for', href: '/sealed-records/left' },
    {
      needs: 'emergency.review',
      text: 'Look into records that colleagues opened',
      href: '/emergency/to-look-into',
    },
  ].filter(({ needs }) => may.some(([permission]) => permission === needs))
  if (ways.length === 0) return false
  return section(
    { id: 'emergency', title: 'Records that are not open to all, and emergencies' },
    points(ways.map(({ text, href }) => link(text, href))),
  )
}

function mayView(may: readonly (readonly [Permission, Scope])[]): Html {
  if (may.length === 0)
    return html`<p class="govuk-body">Nothing here yet: the pages for your role have not been made.</p>
      <p class="govuk-body">You can open no child’s record and no list of children by this account. If you were told that you would find something here, ask your administrator.</p>`
  return points(
    may.map(([permission, scope]) => {
      const act = acts.get(permission)
      return act?.noChild === true
        ? act.says
        : html`${act?.says} <span class="hf-quiet">(${scopeWords[scope]})</span>`
    }),
  )
}
