/** An element with text, indented; left out where it says nothing. */
export const leaf = (name: string, text: string, depth: number): string =>
  text === '' ? '' : `${'  '.repeat(depth)}<${name}>${escaped(text)}</${name}>\n`

/** An element that must be there even where it says nothing. */
export const required = (name: string, text: string, depth: number): string =>
  text === '' ? `${'  '.repeat(depth)}<${name}/>\n` : leaf(name, text, depth)

/** An element round others; left out where there are none. */
export const group = (name: string, within: string, depth: number): string =>
  within === '' ? '' : `${'  '.repeat(depth)}<${name}>\n${within}${'  '.repeat(depth)}</${name}>\n`

/** XML 1.0 has no place for most control characters, in any writing. */
const escaped = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;')
