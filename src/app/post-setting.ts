import { readNotifyKey } from '../platform/post/notify-key.ts'
import { Misuse } from './misuse.ts'

/** How messages leave, as the surroundings say it. */
export type PostSetting =
  | { readonly by: 'smtp'; readonly url: string; readonly from: string; readonly origin: string }
  | {
      readonly by: 'notify'
      readonly key: string
      readonly template: string
      readonly url: string
      readonly origin: string
    }

type Surroundings = Readonly<Record<string, string | undefined>>

const notifyHome = 'https://api.notifications.service.gov.uk'

/**
 * HOLDFAST_SMTP_URL and _SMTP_FROM, or HOLDFAST_NOTIFY_KEY and _NOTIFY_TEMPLATE; undefined where none of them is set.
 *
 * @throws Misuse when only some of it is said, or both ways are
 */
export function postFrom(surroundings: Surroundings, origin: string | undefined): PostSetting | undefined {
  const said = (name: string): string | undefined => surroundings[`HOLDFAST_${name}`] || undefined
  const smtp = both(said('SMTP_URL'), said('SMTP_FROM'))
  const notify = both(said('NOTIFY_KEY'), said('NOTIFY_TEMPLATE'))
  if (smtp === null && notify === null) return undefined
  if (smtp === 'half' || notify === 'half' || (smtp !== null && notify !== null))
    throw new Misuse(
      'Set HOLDFAST_SMTP_URL and HOLDFAST_SMTP_FROM, or HOLDFAST_NOTIFY_KEY and HOLDFAST_NOTIFY_TEMPLATE: both of one way, and one way alone',
    )
  if (origin === undefined) throw new Misuse('HOLDFAST_ORIGIN must be set: messages hold links to it')
  if (smtp !== null) return bySmtp(smtp, origin)
  return notify === null ? undefined : byNotify(notify, said('NOTIFY_URL') ?? notifyHome, origin)
}

type Both = readonly [string, string]

const both = (one: string | undefined, other: string | undefined): Both | 'half' | null =>
  one !== undefined && other !== undefined
    ? [one, other]
    : one === undefined && other === undefined
      ? null
      : 'half'

function bySmtp([url, from]: Both, origin: string): PostSetting {
  if (!/^smtps?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw new Misuse('HOLDFAST_SMTP_URL must be as smtp://user:password@mail.example.gov.uk:587')
  return { by: 'smtp', url, from, origin }
}

function byNotify([key, template]: Both, url: string, origin: string): PostSetting {
  if (readNotifyKey(key) === null) throw new Misuse('HOLDFAST_NOTIFY_KEY is no key of GOV.UK Notify')
  return { by: 'notify', key, template, url, origin }
}
