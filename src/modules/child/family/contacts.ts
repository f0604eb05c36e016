import { listed } from '../../../platform/web/holdfast/section.ts'
import { state } from '../../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import type { Telling } from '../overview/telling.ts'
import { nameShown } from './drawing.ts'
import { current, type Relative } from './people.ts'

/** Who may be called, who has parental responsibility and was not spoken to, and the school: beside the drawing. */
export function contactsOf({ relatives, on, facts }: Telling): Html {
  const people = current(relatives, on)
  const safe = people.filter(({ safeToCall, contactRestricted }) => safeToCall === true && !contactRestricted)
  const unspoken = people.filter(
    ({ parentalResponsibility: pr, spokenToOn }) => (pr === 'yes' || pr === 'shared') && spokenToOn === null,
  )
  const barred = people.filter(({ contactRestricted }) => contactRestricted)
  return listed([
    html`<p><strong>Safe person to call</strong></p>
      ${
        safe.length === 0
          ? html`<p>${state('unknown', 'Nobody has said who is safe to call', { wrap: true })}</p>`
          : safe.map(called)
      }`,
    ...barred.map(
      (relative) =>
        html`<p><strong>${nameShown(relative)}</strong> ${state('over', 'contact is restricted', {
          wrap: true,
        })}</p>`,
    ),
    ...unspoken.map(
      (relative) =>
        html`<p><strong>${nameShown(relative)}</strong> has parental responsibility. ${state(
          'over',
          'No one has spoken to them',
          { wrap: true },
        )}</p>`,
    ),
    html`<p><strong>School</strong></p><p>${facts.school ?? 'Not held.'}</p>`,
  ])
}

/** Somebody safe to call, with their number. */
const called = (relative: Relative): Html =>
  html`<p>${nameShown(relative)}${
    relative.phone === null ? ', no number held' : `, ${relative.phone}`
  }. ${relative.about}</p>`
