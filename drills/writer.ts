import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Sent, Writing } from './record-kept.ts'
import type { Served } from './served.ts'

/** Somebody who writes as fast as they are answered, and sends a form again, with its own key, until it is. */
export class Writer {
  readonly #as: Writing
  readonly #served: Pick<Served, 'address'>
  readonly #sent: Sent[]
  /** How often the answer was that nobody can tell yet: the same form was sent again, and told the truth. */
  unknown = 0
  /** How often there was no answer, or one that nothing was saved, or that nobody can tell. */
  refused = 0
  /** Characters that each note says beside its line: what no page of a table has room for. */
  readonly #length: number
  #stopped = false
  #count = 0

  constructor(as: Writing, served: Pick<Served, 'address'>, sent: Sent[], length = 0) {
    this.#length = length
    this.#as = as
    this.#served = served
    this.#sent = sent
  }

  /** Finishes what was begun, and begins nothing more. */
  stop(): void {
    this.#stopped = true
  }

  async write(): Promise<void> {
    while (!this.#stopped) {
      const mark = `drill ${randomUUID()}`
      const kind = this.#count++ % 3 === 0 ? 'direction' : 'note'
      await this.#untilAnswered(kind === 'note' ? this.#note(mark) : this.#direction(mark))
      this.#sent.push({ mark, kind, rows: kind === 'note' ? 1 : this.#as.childIds.length })
    }
  }

  #note(mark: string): readonly [string, URLSearchParams] {
    const [childId = ''] = this.#as.childIds
    const fields = {
      kind: 'call',
      whoWith: 'The drill',
      line: mark,
      happenedOn: this.#as.today,
      significant: this.#length > 0 ? 'yes' : 'no',
      ...(this.#length > 0 && { impact: randomBytes(this.#length / 2).toString('hex') }),
    }
    return [`/children/${childId}/notes/record`, this.#form(fields)]
  }

  /** One form, several children: all of it or nothing. */
  #direction(mark: string): readonly [string, URLSearchParams] {
    const form = this.#form({
      step: 'give',
      what: mark,
      soThat: 'We know nothing is lost',
      dueOn: this.#as.dueOn,
    })
    for (const childId of this.#as.childIds) form.append('child', childId)
    return [this.#as.directionsAt, form]
  }

  #form(fields: Record<string, string>): URLSearchParams {
    return new URLSearchParams({ _csrf: this.#as.csrf, _key: randomUUID(), ...fields })
  }

  async #untilAnswered([path, body]: readonly [string, URLSearchParams]): Promise<void> {
    for (;;) {
      const answer = await fetch(this.#served.address + path, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: { cookie: this.#as.cookie },
        signal: AbortSignal.timeout(20_000),
      }).catch(() => null)
      const words = answer === null ? '' : await answer.text().catch(() => '')
      if (answer?.status === 303 && !answer.headers.get('location')?.startsWith('/sign-in')) return
      if (answer !== null && answer.status < 500)
        throw new Error(`${path} answered ${answer.status}: ${words.slice(0, 2000)}`)
      this.refused += 1
      if (answer?.status === 503 && words.includes('cannot yet tell')) this.unknown += 1
      await pause(50)
    }
  }
}
