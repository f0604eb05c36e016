/** As many files as are read at one time. */
const ahead = 4

/**
 * Goes through a list with the work on the next few begun while one is waited for, as files are read from a disk. Work that fails does so
 * where it is waited for, and is not spoken of where it never is.
 */
export function* eachBegunAhead<T, R>(
  list: readonly T[],
  begin: (each: T) => Promise<R>,
): Generator<readonly [T, Promise<R>]> {
  const begun: (readonly [T, Promise<R>])[] = []
  for (const each of list) {
    const work = begin(each)
    work.catch(() => undefined)
    begun.push([each, work])
    const first = begun.length > ahead ? begun.shift() : undefined
    if (first !== undefined) yield first
  }
  yield* begun
}
