import { html, type Html } from '../html.ts'
import { attributes, classes, type Attributes, type Styled } from './attributes.ts'
import { labelled, type Field } from './form-group.ts'

interface FileUpload extends Field, Styled {
  readonly disabled?: boolean | undefined
  readonly multiple?: boolean | undefined
  /** Makes it a place to drop files on, where the browser can. */
  readonly javascript?: boolean | undefined
  readonly wrapperClasses?: string | undefined
  readonly wrapperAttributes?: Attributes | undefined
}

/** A file from the person's own device. */
export function fileUpload(given: FileUpload): Html {
  return labelled(given, (id, by) => {
    const own = {
      class: classes('govuk-file-upload', given.classes, given.errorMessage && 'govuk-file-upload--error'),
      id,
      name: given.name,
      type: 'file',
      disabled: given.disabled,
      multiple: given.multiple,
      'aria-describedby': by,
      ...given.attributes,
    }
    const control = html`<input${attributes(own)}>`
    return given.javascript ? dropZone(given, control) : control
  })
}

function dropZone({ wrapperClasses, wrapperAttributes }: FileUpload, control: Html): Html {
  const named = classes('govuk-file-upload-wrapper', wrapperClasses)
  return html`<div${attributes({ class: named, 'data-module': 'govuk-file-upload', ...wrapperAttributes })}> ${control} </div>`
}
