import { Transform, type Readable } from 'node:stream'

/** What a body that comes piece by piece may come to. */
export interface Pace {
  /** Bytes, in all. */
  readonly most: number
  /** Seconds between one look at how much has come and the next. */
  readonly seconds: number
  /** Bytes that must have come since the last look. */
  readonly least: number
}

/** What went wrong with it, for whoever takes it to say in words. */
export type OutOfPace = 'too much' | 'too slow' | 'broken off'

/**
 * The same bytes, counted and timed as they come. It ends with the fault made by `fault` where they are too many, too slow, or stop
 * before their end. The body itself is left as it is, so that its sender can still be answered.
 */
export function paced(body: Readable, pace: Pace, fault: (wrong: OutOfPace) => Error): Transform {
  let [all, since] = [0, 0]
  const passing = new Transform({
    transform(piece: Buffer, _encoding, done) {
      all += piece.length
      since += piece.length
      done(all > pace.most ? fault('too much') : null, piece)
    },
  })
  const watch = setInterval(() => {
    if (since < pace.least) passing.destroy(fault('too slow'))
    since = 0
  }, pace.seconds * 1000)
  const stop = (): void => {
    if (!body.readableEnded) passing.destroy(fault('broken off'))
  }
  for (const event of ['error', 'aborted', 'close']) body.once(event, stop)
  passing.once('close', () => {
    clearInterval(watch)
    body.unpipe(passing)
    for (const event of ['error', 'aborted', 'close']) body.off(event, stop)
  })
  // A body that fails after that fails for nobody.
  body.on('error', () => undefined)
  return body.pipe(passing)
}
