/**
 * Goes through a list with the work on the next begun while one is waited for, as files are read from a disk. Work that fails does so
 * where it is waited for, and is not spoken of where it never is.
 */
export function* eachBegunAhead<T, R>(
  list: readonly T[],
  begin: (each: T) => Promise<R>,
): Generator<readonly [T, Promise<R>]> {
  let before: readonly [T, Promise<R>] | null = null
  for (const each of list) {
    const work = begin(each)
    work.catch(() => undefined)
    if (before !== null) yield before
    before = [each, work]
  }
  if (before !== null) yield before
}
