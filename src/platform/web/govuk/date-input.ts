import { html, type Html } from '../html.ts'
import { attributes, classes, type Attributes, type Styled } from './attributes.ts'
import { gathered, type Choices } from './form-group.ts'
import { input } from './input.ts'

/** The day, the month or the year. */
interface DatePart {
  readonly name?: string | undefined
  readonly label?: string | undefined
  readonly value?: string | number | undefined
  readonly id?: string | undefined
  readonly autocomplete?: string | undefined
  readonly inputmode?: string | undefined
  readonly pattern?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Attributes | undefined
  /** Whether this part is the one that is wrong. With none marked, all of them are. */
  readonly error?: boolean | undefined
}

interface DateInput extends Choices, Styled {
  readonly id: string
  /** Put before each part's name: `born` gives `born-day`, `born-month` and `born-year`. */
  readonly namePrefix?: string | undefined
  /** What was answered, by each part's full name. */
  readonly values?: Readonly<Record<string, string | number | undefined>> | undefined
  /** Parts other than day, month and year. */
  readonly items?: readonly (DatePart | false | null | undefined)[] | undefined
  readonly day?: DatePart | undefined
  readonly month?: DatePart | undefined
  readonly year?: DatePart | undefined
}

/** A date that the person knows or can look up: a birthday. For a day near today, see the MoJ date picker. */
export function dateInput(given: DateInput): Html {
  const { before, after } = given.formGroup ?? {}
  const parts = partsOf(given)
  const marked = parts.some(isMarked)
  const drawn = parts.map((part) => field(given, part, marked))
  const own = { class: classes('govuk-date-input', given.classes), ...given.attributes, id: given.id || null }
  return gathered(given.id, given, html`<div${attributes(own)}> ${before} ${drawn} ${after} </div>`, 'group')
}

type Named = DatePart & { readonly name: string; readonly width: 2 | 4 }

function partsOf({ items, day, month, year, values }: DateInput): readonly Named[] {
  const usual = {
    day: day ?? sized('day', 2),
    month: month ?? sized('month', 2),
    year: year ?? sized('year', 4),
  }
  const chosen = items?.length ? items : [usual.day, usual.month, usual.year]
  return chosen.flatMap((part) => (part ? [named(part)] : []))

  function named(part: DatePart): Named {
    const at = (['day', 'month', 'year'] as const).find(
      (each) => part === usual[each] || isCalled(part, each),
    )
    const value = part.value ?? (at && (usual[at].value ?? values?.[at]))
    return { ...part, name: part.name ?? at ?? '', value, width: at === 'year' ? 4 : 2 }
  }

  function isCalled({ name }: DatePart, each: 'day' | 'month' | 'year'): boolean {
    return name !== undefined && (name === each || name === usual[each].name)
  }

  function sized(name: 'day' | 'month' | 'year', width: 2 | 4): DatePart {
    return { name, value: values?.[name], classes: `govuk-input--width-${width}` }
  }
}

const isMarked = (part: DatePart): boolean =>
  part.error === true || (part.classes?.includes('govuk-input--error') ?? false)

function field({ id, namePrefix, values, errorMessage }: DateInput, part: Named, anyMarked: boolean): Html {
  const name = namePrefix ? `${namePrefix}-${part.name}` : part.name
  const wrong = isMarked(part) || (part.error !== false && Boolean(errorMessage) && !anyMarked)
  return html`<div class="govuk-date-input__item">
    ${input({
      label: { text: part.label || capital(part.name), classes: 'govuk-date-input__label' },
      id: part.id || `${id}-${part.name}`,
      classes: classes('govuk-date-input__input', sizedAndMarked(part, wrong)),
      name,
      value: part.value ?? values?.[name],
      inputmode: part.inputmode || 'numeric',
      autocomplete: part.autocomplete,
      pattern: part.pattern,
      attributes: part.attributes,
    })}
  </div>`
}

/** Our own classes, unless the part came with its own width or its own mark. */
function sizedAndMarked({ classes: own = '', width }: Named, wrong: boolean): string {
  const mark = wrong && !own.includes('govuk-input--error') && 'govuk-input--error'
  return classes(mark, !own.includes('govuk-input--width-') && `govuk-input--width-${width}`, own)
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()
