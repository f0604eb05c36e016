import { html, type Html, type Words } from '../html.ts'
import { attributes, classes, type Styled } from './attributes.ts'
import { tag, type Tag } from './tag.ts'

export interface Task {
  readonly title: { readonly text?: Words | undefined; readonly classes?: string | undefined }
  /** Left out while the task cannot be started. */
  readonly href?: string | undefined
  readonly hint?: { readonly text?: Words | undefined } | undefined
  readonly status: TaskStatus
  readonly classes?: string | undefined
}

interface TaskStatus {
  readonly tag?: Tag | undefined
  readonly text?: Words | undefined
  readonly classes?: string | undefined
}

interface TaskList extends Styled {
  readonly items: readonly (Task | false | null | undefined)[]
  readonly idPrefix?: string | undefined
}

/** The parts of a long form, and how far each has come. */
export function taskList({ items, idPrefix, ...given }: TaskList): Html {
  const own = attributes({ class: classes('govuk-task-list', given.classes), ...given.attributes })
  return html`<ul${own}> ${items.map((item, i) => item && task(item, `${idPrefix || 'task-list'}-${i + 1}`))} </ul>`
}

function task({ title, href, hint, status, ...given }: Task, id: string): Html {
  const named = classes('govuk-task-list__item', href && 'govuk-task-list__item--with-link', given.classes)
  return html`<li class="${named}">
    <div class="govuk-task-list__name-and-hint">
      ${
        href
          ? link(title, href, classes(hint && `${id}-hint`, `${id}-status`))
          : html`<div${attributes({ class: title.classes })}>${title.text}</div>`
      }
      ${hint && html`<div id="${id}-hint" class="govuk-task-list__hint">${hint.text}</div>`}
    </div>
    <div class="${classes('govuk-task-list__status', status.classes)}" id="${id}-status">
      ${status.tag ? tag(status.tag) : status.text}
    </div>
  </li>`
}

function link({ text, classes: more }: Task['title'], href: string, by: string): Html {
  const own = { class: classes('govuk-link govuk-task-list__link', more), href, 'aria-describedby': by }
  return html`<a${attributes(own)}>${text}</a>`
}
