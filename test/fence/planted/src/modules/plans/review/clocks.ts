// Breach: a clock, in a chapter's own folder, that knows the web.
import { web } from '../../../platform/web/web.ts'

export const clock = web
