import type { Typed } from '../../../platform/record/draft.ts'
import { button } from '../../../platform/web/govuk/button.ts'
import { checkboxes } from '../../../platform/web/govuk/checkboxes.ts'
import { fileUpload } from '../../../platform/web/govuk/file-upload.ts'
import { insetText } from '../../../platform/web/govuk/inset-text.ts'
import { select } from '../../../platform/web/govuk/select.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { yearName } from '../../return-files/index.ts'
import type { Stage } from './ask.ts'

/** The years there are rules for. */
export const [firstYear, lastYear] = [2023, 2027]

/** Where files to check are given. The hidden fields come first, so that the token is there whatever follows. */
export const checkForm = (
  hiddenFields: Html,
  typed: Typed,
  error: string | null,
  usual: number,
): Html => html`<p class="govuk-body">The rules the Department for Education checks a return by, over files as they are. Nothing is put into the record: to read files in, use ${importLink}.</p>
  <form method="post" enctype="multipart/form-data" novalidate>
    ${hiddenFields}
    ${select({
      id: 'year',
      name: 'year',
      label: { text: 'Year the return ends in', classes: 'govuk-label--m' },
      value: String(typed['year'] ?? usual),
      items: Array.from({ length: lastYear - firstYear + 1 }, (_, at) => lastYear - at).map((year) => ({
        value: year,
        text: yearName(year),
      })),
    })}
    ${files(
      'files',
      'Files of the return',
      'All the CSV files of a looked-after return (SSDA903) together, or the one XML file of a children in need census. What each is, is seen from what is in it.',
      error,
    )}
    ${files(
      'last',
      'Last year’s files (optional)',
      'SSDA903: the CSV files as they were returned the year before. Rules that look back are not asked without them.',
    )}
    ${files(
      'providers',
      'Ofsted’s lists of providers (optional)',
      'SSDA903: one workbook or several (xlsx).',
    )}
    ${files(
      'postcodes',
      'Postcode directory (optional)',
      'SSDA903: a CSV with pcd, oseast1m, osnrth1m and laua, as the Office for National Statistics issues it. Rules about where children live are not asked without it.',
    )}
    ${checkboxes({
      name: 'keep',
      items: [
        {
          value: 'yes',
          text: 'Hold the files for an hour, so that I can read them in afterwards',
          checked: typed['keep'] === 'yes',
        },
      ],
      hint: {
        text: 'Otherwise the files are deleted as soon as they have been checked. What was found is held for an hour.',
      },
      fieldset: {
        legend: { text: 'Do you want to read these files in?', classes: 'govuk-fieldset__legend--m' },
      },
    })}
    ${button({ text: 'Check the return', preventDoubleClick: true })}
  </form>`

const importLink = html`<a class="govuk-link" href="/import">Import</a>`

const files = (name: string, label: string, hint: string, error: string | null = null): Html =>
  fileUpload({
    id: name,
    name,
    multiple: name !== 'postcodes',
    javascript: true,
    wrapperAttributes:
      name === 'postcodes'
        ? undefined
        : {
            'data-i18n.choose-files-button': 'Choose files',
            'data-i18n.drop-instruction': 'or drop them here',
          },
    label: { text: label, classes: 'govuk-label--m' },
    hint: { text: hint },
    errorMessage: error === null ? undefined : { text: error },
  })

const stages: Readonly<Record<Stage, string>> = {
  waiting: 'Other checks are running. These files are next.',
  reading: 'The files are being read, and the rules asked.',
  writing: 'The rules have been asked. What they found is being written down.',
}

/** How far a check is. */
export const checkingView = (
  stage: Stage,
  count: number,
  seconds: number,
  id: string,
  hiddenFields: Html,
): Html => html`<div role="status" aria-live="polite">${insetText(stages[stage])}</div>
  <p class="govuk-body">${count} ${count === 1 ? 'file has' : 'files have'} come. ${seconds} ${seconds === 1 ? 'second' : 'seconds'} so far.</p>
  <p class="govuk-body">This page brings itself up to date. You can leave it and come back.</p>
  <form method="post" action="/returns/check/${id}/leave">
    ${hiddenFields}${button({ text: 'Stop, and delete the files', classes: 'govuk-button--secondary' })}
  </form>`

/** Why files could not be checked. */
export const refusedView = (
  why: string,
  file: string | null,
): Html => html`<p class="govuk-body">${file !== null && html`<strong>${file}</strong>: `}${why}</p>
  <p class="govuk-body">The files have been deleted. <a class="govuk-link" href="/returns/check">Give files again</a>.</p>`
