import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { DfeService } from './service.ts'

/** A post as it came. */
interface Came {
  readonly key: string
  readonly body: string
  readonly children: readonly Readonly<Record<string, unknown>>[]
}

/** What the stub answers to one post in place of a receipt. */
interface Answering {
  readonly status: number
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** The collection and its sign-in service on loopback, as the official description has them: it takes nothing from who has no key. */
export interface Stub {
  readonly service: DfeService
  readonly came: Came[]
  /** Answered to the next posts, one each, in order; a receipt once there is none. */
  readonly answers: Answering[]
  /** Answered to every post about such children. */
  refuses: (children: Came['children']) => Answering | null
  /** How often a token was asked for. */
  tokens: number
  readonly close: () => Promise<void>
}

const key = 'supplier-key'
const path = '/api/children_social_care_data/825/children'

export async function openStub(): Promise<Stub> {
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const stub: Stub = {
    service: {
      url: `${at}/api`,
      authority: 825,
      tokenUrl: `${at}/token`,
      client: 'client',
      secret: 'se+cret',
      scope: 'collect',
      supplierKey: key,
    },
    came: [],
    answers: [],
    refuses: () => null,
    tokens: 0,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = ''
    for await (const piece of request.setEncoding('utf8')) body += String(piece)
    const {
      status,
      headers = {},
      body: words = '',
    } = request.url === '/token' ? token(body) : post(request, body)
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(words)
  }

  function token(body: string): Answering {
    const form = new URLSearchParams(body)
    const said = ['grant_type', 'client_id', 'client_secret', 'scope'].map((name) => form.get(name)).join(' ')
    if (said !== 'client_credentials client se+cret collect') return { status: 401 }
    stub.tokens += 1
    return {
      status: 200,
      body: JSON.stringify({ token_type: 'Bearer', expires_in: 3600, access_token: 'a-token' }),
    }
  }

  function post({ url, method, headers }: IncomingMessage, body: string): Answering {
    if (url !== path || method !== 'POST') return { status: 404 }
    if (headers.authorization !== 'Bearer a-token') return { status: 401 }
    if (headers['supplierkey'] !== key) return { status: 403 }
    if (headers['content-type'] !== 'application/json') return { status: 400 }
    const children = JSON.parse(body) as Came['children']
    if (!Array.isArray(children) || children.length > 100) return { status: 413 }
    const said = stub.answers.shift() ?? stub.refuses(children)
    if (said !== null && said !== undefined) return said
    stub.came.push({ key: String(headers['idempotency-key']), body, children })
    return { status: 200, body: JSON.stringify(crypto.randomUUID()) }
  }
  return stub
}
