// Breach: a chapter that knows what starts it.
import { server } from '../../app/server.ts'

export const job = server
