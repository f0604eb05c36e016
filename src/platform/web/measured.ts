import type { FastifyReply, FastifyRequest } from 'fastify'

/** Seconds: an answer within the first is quick, one past the last is what somebody rings about. */
const bounds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

interface Series {
  readonly labels: string
  readonly within: number[]
  count: number
  seconds: number
}

/** How long answers took since the server began, by the pattern of the route: never its address, which says whose record it was. */
export class Measured {
  readonly #series = new Map<string, Series>()
  #signInFailures = 0

  /** Counts one answer. */
  note({ method, routeOptions }: FastifyRequest, { statusCode, elapsedTime }: FastifyReply): void {
    const route = routeOptions.url ?? 'none'
    const labels = `method="${method}",route="${route}",status="${statusCode}"`
    const held = this.#series.get(labels)
    const series = held ?? { labels, within: bounds.map(() => 0), count: 0, seconds: 0 }
    if (held === undefined) this.#series.set(labels, series)
    const seconds = elapsedTime / 1000
    series.count += 1
    series.seconds += seconds
    for (const [i, bound] of bounds.entries())
      if (seconds <= bound) series.within[i] = (series.within[i] ?? 0) + 1
    if (method === 'POST' && route === '/sign-in' && statusCode >= 400) this.#signInFailures += 1
  }

  /** In the text format of Prometheus 0.0.4. */
  lines(): string[] {
    const name = 'holdfast_request_duration_seconds'
    return [
      `# TYPE ${name} histogram`,
      ...[...this.#series.values()].flatMap(({ labels, within, count, seconds }) => [
        ...bounds.map((bound, i) => `${name}_bucket{${labels},le="${bound}"} ${within[i] ?? 0}`),
        `${name}_bucket{${labels},le="+Inf"} ${count}`,
        `${name}_sum{${labels}} ${seconds}`,
        `${name}_count{${labels}} ${count}`,
      ]),
      '# TYPE holdfast_sign_in_failures_total counter',
      `holdfast_sign_in_failures_total ${this.#signInFailures}`,
    ]
  }
}
