import type { Post } from '../platform/post/post.ts'
import type { PostSetting } from './post-setting.ts'

/** The way messages leave, ready to send; undefined where none is set. Its library is read only where there is one. */
export async function postOf(setting: PostSetting | undefined): Promise<Post | undefined> {
  if (setting === undefined) return undefined
  if (setting.by === 'notify') return (await import('../platform/post/notify.ts')).notifyPost(setting)
  return (await import('../platform/post/smtp.ts')).smtpPost(setting)
}
