// Runs inside the pack, in a browser with nothing else: no server, no network, no library.
const pack = JSON.parse(document.getElementById('pack').textContent)
const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
const aes = (key, use) => crypto.subtle.importKey('raw', key, 'AES-GCM', false, [use])

async function unlocked(key, text) {
  const all = bytes(text)
  const opened = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: all.subarray(0, 12) },
    await aes(key, 'decrypt'),
    all.subarray(12),
  )
  return new Uint8Array(opened)
}

async function open(who, passphrase) {
  const officer = pack.officers[who.trim().toLowerCase()]
  if (officer === undefined) throw new Error('unknown')
  const typed = await crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(passphrase.normalize('NFC')),
    'PBKDF2',
    false,
    ['deriveBits'],
  )
  const way = { name: 'PBKDF2', salt: bytes(officer.salt), iterations: officer.rounds, hash: 'SHA-256' }
  const key = await unlocked(await crypto.subtle.deriveBits(way, typed, 256), officer.key)
  const packed = new Blob([await unlocked(key, pack.texts[officer.text])]).stream()
  return JSON.parse(await new Response(packed.pipeThrough(new DecompressionStream('gzip'))).text())
}

// Words are only ever put on the page as text: a name cannot become markup.
function element(name, words, className) {
  const made = document.createElement(name)
  if (words !== undefined) made.textContent = words
  if (className !== undefined) made.className = className
  return made
}

const day = (text) =>
  text === null
    ? null
    : new Date(`${text}T12:00:00`).toLocaleDateString('en-GB', {
        day: 'numeric',
        month: 'long',
        year: 'numeric',
      })

function fact(list, name, words, alarming = false) {
  if (words === null || words === '') return
  list.append(element('dt', name), element('dd', words, alarming ? 'alarm' : undefined))
}

function contact(one) {
  const parts = [one.name || 'Name not known', one.is]
  if (one.pr) parts.push('parental responsibility')
  if (one.barred) parts.push('MUST NOT HAVE CONTACT')
  if (one.risk !== null) parts.push(`risk ${one.risk}`)
  if (one.phone !== null) parts.push(one.phone)
  return element('li', parts.join(', '), one.barred || one.risk !== null ? 'alarm' : undefined)
}

function card(child) {
  const made = element('article')
  made.append(element('h2', child.name || 'Name not known'))
  const list = element('dl')
  if (child.missing) fact(list, 'Now', 'MISSING', true)
  fact(list, 'Born', day(child.born))
  fact(list, 'Number', child.number)
  fact(
    list,
    'Lives at',
    child.kept ? 'Kept from this pack: ring the manager' : child.address || 'Not known',
    child.kept,
  )
  fact(list, 'Help', child.help)
  fact(list, 'Legal status', child.orders)
  fact(list, 'Risk to workers', child.risk, true)
  fact(
    list,
    'Worker',
    [child.worker ?? 'Nobody', child.team, child.manager === null ? null : `manager ${child.manager}`]
      .filter(Boolean)
      .join(', '),
  )
  fact(list, 'Next visit due', day(child.visit))
  made.append(list)
  if (child.people.length > 0) {
    const people = element('ul')
    people.append(...child.people.map(contact))
    made.append(element('h3', 'People'), people)
  }
  return made
}

const most = 50
const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

function show(words) {
  document.getElementById('door').hidden = true
  const found = document.getElementById('found')
  const said = document.getElementById('said')
  const search = document.getElementById('search')
  document.getElementById('made').textContent =
    `Made ${new Date(words.madeAt).toLocaleString('en-GB')}. ${words.children.length} open children. Restricted records are in no pack: ring the director on call.`
  const texts = words.children.map((child) =>
    plain(
      [child.name, child.number, child.address, ...child.people.map(({ name }) => name)]
        .filter(Boolean)
        .join(' '),
    ),
  )
  const list = () => {
    const parts = plain(search.value).split(/\s+/).filter(Boolean)
    const hits = words.children.filter((_, at) => parts.every((part) => texts[at].includes(part)))
    found.replaceChildren(...hits.slice(0, most).map(card))
    said.textContent =
      hits.length > most
        ? `${hits.length} children; the first ${most} are shown. Type more of a name.`
        : `${hits.length} children`
  }
  search.addEventListener('input', list)
  document.getElementById('inside').hidden = false
  search.focus()
  list()
}

async function enter() {
  const wrong = document.getElementById('wrong')
  wrong.textContent = 'Opening…'
  try {
    const words = await open(
      document.getElementById('who').value,
      document.getElementById('passphrase').value,
    )
    document.getElementById('passphrase').value = ''
    show(words)
  } catch {
    wrong.textContent =
      'Enter what you sign in as and your pack passphrase: together they do not open this pack'
  }
}

document.getElementById('door').addEventListener('submit', (event) => {
  event.preventDefault()
  void enter()
})
