import type { Desk } from './desk.ts'

/** Brings about what a new county has not: so that every page of the route table has something to show. */
export async function prepare(_desk: Desk): Promise<void> {}
