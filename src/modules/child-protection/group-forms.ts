import { NoSuchPerson } from '../../platform/people/child.ts'
import { StateMoved } from '../../platform/record/perform.ts'
import { line, type Fields } from '../../platform/record/field.ts'
import type { App } from '../../platform/web/app.ts'
import { posted } from '../../platform/web/form.ts'
import { openOutcomesOf, planOutcome } from '../plans/index.ts'
import { agencyWords } from './agencies.ts'
import {
  agenciesOf,
  bookCoreGroup,
  holdCoreGroup,
  recordCoreGroup,
  seenAt,
  seenAtOnce,
} from './core-groups.ts'
import { walked, walkedAtOnce } from './deciding.ts'
import type { Asked, Asking, FormPage } from './form-page.ts'
import { coreGroupAt, coreGroupNamed } from './queries.ts'
import { coreGroup } from './record.ts'
import { groupOf } from './looking.ts'
import {
  groups,
  db,
  act,
  opening,
  child,
  agencyField,
  siblings,
  chosen,
  idsIn,
  attendance,
  begunOn,
} from './askings.ts'

export const groupForms = (app: App): FormPage[] => [
  {
    url: `${groups}/book`,
    event: 'core-group.booked',
    title: 'Book a core group',
    save: 'Book it',
    needs: 'core-group.write',
    asks: async (request) => {
      const about = await siblings(request, 'core-group.write')
      const some = Object.keys(about).length > 0
      const agency = [...(await coreGroupNamed(db(request), request.params.childId))]
      return {
        fields: { ...coreGroup.fields, agency: agencyField, child },
        names: ['bookedFor', 'agency', ...(some ? ['child'] : [])],
        requires: ['bookedFor'],
        begins: { agency },
        people: { child: about },
      }
    },
    does: (request, { people }) =>
      bookCoreGroup(app.book, opening(request), chosen(request, people?.['child'] ?? {}), posted(request)),
    goesTo: groupOf,
  },
  {
    url: `${groups}/:recordId/hold`,
    event: 'core-group.held',
    title: 'Record who came',
    save: 'Save',
    needs: 'core-group.write',
    asks: async (request) => {
      const { row, asked } = await groupAt(request, 'booked')
      return attendance(asked, {
        fields: coreGroup.fields,
        names: ['heldOn'],
        requires: ['heldOn'],
        version: row.version,
        begins: begunOn(request, row.bookedFor),
      })
    },
    does: (request, asking) =>
      holdCoreGroup(app.book, act(request), idsIn(asking, 'attended_'), posted(request)),
    goesTo: groupOf,
  },
  {
    url: `${groups}/:recordId/record`,
    event: 'core-group.recorded',
    title: 'Finish the record of a core group',
    save: 'Save the record',
    needs: 'core-group.write',
    asks: async (request) => recordAsked(request),
    does: async (request) => {
      const { asked } = await groupAt(request, 'held')
      const outcomes = await openOutcomesOf(app.book, request.params.childId)
      const shown = agenciesOf(asked)
        .slice(0, seenAtOnce)
        .map(({ id, agency }) => ({ id, agency: agency ?? '' }))
      return recordCoreGroup(
        app.book,
        act(request),
        { asked: shown, outcomeIds: outcomes.slice(0, walkedAtOnce).map(({ id }) => id) },
        posted(request),
      )
    },
    goesTo: groupOf,
  },
]

async function groupAt(request: Asked, from: string) {
  const found = await coreGroupAt(db(request), request.params.childId, request.params.recordId)
  if (found === null) throw new NoSuchPerson()
  if (found.row.state !== from) throw new StateMoved('the core group has moved on')
  return found
}

async function recordAsked(request: Asked): Promise<Asking> {
  const { asked } = await groupAt(request, 'held')
  const outcomes = (await openOutcomesOf(request.server.book, request.params.childId)).slice(0, walkedAtOnce)
  const seen: Fields = Object.fromEntries(
    agenciesOf(asked)
      .slice(0, seenAtOnce)
      .map((one) => [
        seenAt(one.id),
        line({
          label: `${agencyWords(one.agency ?? '')}: when did they last see the child?`,
          hint: 'A day, or “not seen” where they do not see the child.',
          missing: 'Enter the day',
        }),
      ]),
  )
  const lines: Fields = Object.fromEntries(
    outcomes.map(({ id, what }) => [
      walked(id),
      { ...planOutcome.fields.progress, label: `“${what}”: is it different yet?` },
    ]),
  )
  return {
    fields: { ...coreGroup.fields, ...seen, ...lines },
    names: [...Object.keys(lines), ...Object.keys(seen), 'decisions', 'planUpdated'],
    requires: ['decisions', 'planUpdated'],
  }
}
