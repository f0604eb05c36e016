// Breach: a layer that looks up.
import { web } from '../web/web.ts'

export const up = web
