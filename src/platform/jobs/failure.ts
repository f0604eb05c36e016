/**
 * What went wrong, without the words of the error: those may hold what was in a row. The kind of error, PostgreSQL's code
 * and constraint, and the place in our own code.
 */
export function failureOf(fault: unknown): string {
  if (!(fault instanceof Error)) return 'something that is no error was thrown'
  const code = 'code' in fault && typeof fault.code === 'string' ? ` ${fault.code}` : ''
  const constraint =
    'constraint' in fault && typeof fault.constraint === 'string' ? ` (${fault.constraint})` : ''
  return `${fault.name}${code}${constraint}${placeOf(fault)}`
}

function placeOf({ stack = '' }: Error): string {
  const ours = /\/src\/([\w/.-]+\.ts:\d+)/.exec(stack)
  return ours === null ? '' : ` at ${ours[1]}`
}
