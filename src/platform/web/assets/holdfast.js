// What a browser with JavaScript adds. Every page works without this file; nothing here is needed to record or to read.
import { initAll } from './govuk-frontend.min.js'

document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')
initAll()

// Only pages with a date picker, an added row or the like carry the weight of the MoJ script.
if (document.querySelector('[data-module^="moj-"]')) {
  void import('./moj-frontend.min.js').then((moj) => moj.initAll())
}

focusSearchOnSlash()
for (const form of document.querySelectorAll('form[data-draft]')) keepDraft(form)

/** The one single-key shortcut. The account page turns it off (WCAG 2.1.4), and it never fires while someone types. */
function focusSearchOnSlash() {
  const search = document.getElementById('search')
  if (!search || document.body.dataset.shortcuts === 'off') return
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest('input, textarea, select, [contenteditable]')
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey || !search.offsetParent)
      return
    event.preventDefault()
    search.focus()
  })
}

/** Posts what has been typed, unvalidated, when someone leaves a field and every 5 seconds while there is something new. */
function keepDraft(form) {
  const status = form.querySelector('[data-draft-status]')
  let sent = answers(form)
  let saving = false
  let gone = false
  const save = async (leaving = false) => {
    const now = answers(form)
    if (now === sent || saving || gone) return
    saving = true
    const kept = await post(form.dataset.draft, `${now}&_at=${moment()}`, leaving)
    saving = false
    if (kept) sent = now
    if (status) say(status, kept ? `Saved ${clock()}` : 'Not saved yet. Still trying.')
  }
  form.addEventListener('focusout', () => void save())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void save(true)
  })
  setInterval(() => void save(), 5000)
  // What has been sent is a record: it is no draft again, unless the page is come back to because it could not be sent.
  form.addEventListener('submit', () => {
    gone = true
    stamp(form)
  })
  window.addEventListener('pageshow', () => (gone = false))
}

/** A draft that was sent before the form may come in after it: by when each was read, the older takes nothing back. */
const moment = () => performance.timeOrigin + performance.now()

function stamp(form) {
  const at = form.querySelector('input[name="_at"]') ?? form.appendChild(document.createElement('input'))
  Object.assign(at, { type: 'hidden', name: '_at', value: String(moment()) })
}

/** Text only: a chosen file is sent with the form itself. */
function answers(form) {
  return new URLSearchParams(
    [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && name !== '_at'),
  ).toString()
}

async function post(url, body, leaving) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }
  try {
    const answer = await fetch(url, { method: 'POST', body, headers, keepalive: leaving, redirect: 'error' })
    return answer.ok
  } catch {
    return false
  }
}

/** A screen reader hears the same words once: they change at most once a minute. */
function say(status, words) {
  if (status.textContent !== words) status.textContent = words
}

function clock() {
  return new Date().toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Europe/London',
  })
}
