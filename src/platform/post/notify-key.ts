/** What an API key holds. The name may have hyphens of its own: the two ids are its last 73 letters. */
export interface NotifyKey {
  readonly service: string
  readonly secret: string
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const keyShape = new RegExp(`^.*?(${uuid})-(${uuid})$`)

/** Reads an API key; null if it is none. */
export function readNotifyKey(key: string): NotifyKey | null {
  const [, service, secret] = keyShape.exec(key) ?? []
  return service === undefined || secret === undefined ? null : { service, secret }
}
