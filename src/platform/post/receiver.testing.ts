import { createServer as createHttp, type IncomingMessage } from 'node:http'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { notifyPost } from './notify.ts'
import type { Post } from './post.ts'
import { smtpPost } from './smtp.ts'

/** A mailbox on this machine that takes whatever comes. */
interface Receiver<T> {
  readonly url: string
  readonly received: readonly T[]
  readonly close: () => Promise<void>
}

/** A letter as a mail server gets it. */
interface Letter {
  readonly to: string
  readonly whole: string
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const closed = (server: Server): Promise<void> => new Promise((resolve) => void server.close(() => resolve()))

/** A mail server that speaks as much SMTP as a sender without TLS needs (RFC 5321). */
export async function mailServer(): Promise<Receiver<Letter>> {
  const received: Letter[] = []
  const server = createServer((socket) => converse(socket, received))
  const port = await listening(server)
  return { url: `smtp://127.0.0.1:${port}`, received, close: () => closed(server) }
}

function converse(socket: Socket, received: Letter[]): void {
  let [held, to, inLetter] = ['', '', false]
  const say = (line: string): void => void socket.write(`${line}\r\n`)
  socket.on('error', () => undefined)
  say('220 here')
  socket.on('data', (chunk) => {
    held += chunk.toString()
    for (;;) {
      const end = held.indexOf(inLetter ? '\r\n.\r\n' : '\r\n')
      if (end < 0) return
      const line = held.slice(0, end)
      held = held.slice(end + (inLetter ? 5 : 2))
      if (inLetter) {
        received.push({ to, whole: line })
        inLetter = false
        say('250 taken')
      } else if (/^DATA/i.test(line)) {
        inLetter = true
        say('354 go on')
      } else if (/^QUIT/i.test(line)) {
        say('221 bye')
        socket.end()
      } else {
        to = /^RCPT TO:<(.*?)>/i.exec(line)?.[1] ?? to
        say('250 good')
      }
    }
  })
}

/** A message as GOV.UK Notify is asked to send it. */
interface Notified {
  readonly authorization: string
  readonly asked: Readonly<Record<string, unknown>>
}

/** What stands in for GOV.UK Notify: takes emails, and says by reference what it took. */
export async function notifyServer(): Promise<Receiver<Notified>> {
  const received: Notified[] = []
  const server = createHttp((request, response) => {
    void answer(request, received).then((body) => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(body))
    })
  })
  const port = await listening(server)
  return { url: `http://127.0.0.1:${port}`, received, close: () => closed(server) }
}

async function answer(request: IncomingMessage, received: Notified[]): Promise<object> {
  const { authorization = '' } = request.headers
  if (request.method === 'POST') {
    received.push({ authorization, asked: JSON.parse(await text(request)) as Notified['asked'] })
    return { id: '1' }
  }
  const reference = new URL(request.url ?? '', 'http://here').searchParams.get('reference')
  return { notifications: received.filter(({ asked }) => asked['reference'] === reference) }
}

/** The post a test’s receivers stand behind: 'smtp …' or 'notify …' with their address. */
export function postTo(given: string): Post | undefined {
  const [by, url = ''] = given.split(' ')
  const origin = 'https://holdfast.example.gov.uk'
  const ids = '11111111-2222-4333-8444-555555555555-aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee'
  if (by === 'notify') return notifyPost({ key: `k-${ids}`, template: 't', url, origin })
  return by === 'smtp' ? smtpPost({ url, from: 'holdfast@example.gov.uk', origin }) : undefined
}
