import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LockedPack } from './lock.ts'

const reader = readFileSync(join(import.meta.dirname, 'reader.js'), 'utf8')

const style = `
:root { color-scheme: light; }
body { font: 18px/1.4 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 16px; color: #0b0c0c; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin: 0 0 8px; } h3 { font-size: 1rem; margin: 8px 0 0; }
label { display: block; font-weight: bold; margin-top: 12px; }
input { font: inherit; width: 100%; max-width: 30rem; padding: 8px; border: 2px solid #0b0c0c; box-sizing: border-box; }
button { font: inherit; margin-top: 16px; padding: 10px 16px; background: #0f5f6b; color: #fff; border: 0; }
:focus { outline: 3px solid #ffdd00; outline-offset: 0; }
article { border-top: 2px solid #0f3640; padding: 12px 0; break-inside: avoid; }
dl { display: grid; grid-template-columns: minmax(7rem, auto) 1fr; gap: 2px 12px; margin: 0; }
dt { font-weight: bold; } dd { margin: 0; overflow-wrap: anywhere; } ul { margin: 0; padding-left: 1.2rem; }
.alarm { color: #942514; font-weight: bold; }`

/** The whole pack as one file that a browser opens by itself: nothing in it is fetched from anywhere. */
export const packPage = (council: string, pack: LockedPack): string => `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Holdfast continuity pack</title><style>${style}</style></head>
<body><main><h1>Continuity pack, ${escaped(council)}</h1>
<p>For when Holdfast cannot be reached. Everything in it is confidential: close it when you have done.</p>
<form id="door"><label for="who">What you sign in as</label><input id="who" autocomplete="username" autocapitalize="none" spellcheck="false">
<label for="passphrase">Your pack passphrase</label><input id="passphrase" type="password" autocomplete="current-password">
<button>Open the pack</button><p id="wrong" role="alert" class="alarm"></p></form>
<div id="inside" hidden><p id="made"></p><label for="search">Search by name, number, address or relative</label><input id="search" type="search" autocomplete="off">
<p id="said" role="status"></p><div id="found"></div></div></main>
<script type="application/json" id="pack">${JSON.stringify(pack).replaceAll('<', '\\u003c')}</script>
<script>${reader}</script></body></html>
`

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
