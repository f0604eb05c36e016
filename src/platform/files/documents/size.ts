import { BrokenFile, HostileFile } from '../refused.ts'

/** Of a picture: more than any telephone takes, and what a worker's own machine can still draw. */
const mostPixels = 110_000_000
const longestSide = 30_000

/**
 * @throws HostileFile when a picture is larger than any camera takes
 * @throws BrokenFile when it has no size
 */
export function requireFits(width: number, height: number): void {
  if (width === 0 || height === 0)
    throw new BrokenFile('This picture has no size: it is damaged. Take it from where it came from again.')
  if (width > longestSide || height > longestSide || width * height > mostPixels)
    throw new HostileFile(
      `This picture is ${width.toLocaleString('en-GB')} by ${height.toLocaleString('en-GB')} dots, larger than any camera takes and too large to open. Save it smaller, and attach that.`,
    )
}
