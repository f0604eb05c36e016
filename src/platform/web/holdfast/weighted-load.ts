import { linear } from '../charts/scale.ts'
import { html, type Html } from '../html.ts'
import { state } from './state.ts'

/** What a worker carries, against what they should. The words say it; the bar repeats it. */
export function weightedLoad(load: number, of: number): Html {
  const place = linear([0, Math.max(load, of) * 1.12], [0, 84])
  const over = load > of
  return html`<span class="hf-nowrap"><svg class="hf-svg hf-spark hf-meter" viewBox="0 0 84 10" aria-hidden="true" focusable="false">
    <rect width="84" height="10" rx="1"/><rect class="${over ? 'f-overload' : 'f-load'}" width="${place(load)}" height="10" rx="1"/>
    <path d="M${place(of)} -3V13" class="f-today"/></svg>${load} of ${of}${over && html` ${state('over', 'over')}`}</span>`
}
