import { FileRefused } from '../../platform/files/refused.ts'

/** A refusal says which of the files it is about. */
export async function named<T>(label: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw nameRefusal(label, error)
  }
}

/** As `named`, of what is read piece by piece. */
export async function* namedEach<T>(label: string, work: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* work
  } catch (error) {
    throw nameRefusal(label, error)
  }
}

function nameRefusal(label: string, error: unknown): unknown {
  if (error instanceof FileRefused) error.message = `${label}: ${error.message}`
  return error
}
