import { chanceOf } from './chance.ts'
import type { Plot } from './plot.ts'

/** The families every county has, so that the duties few children have are somebody's: running, met and missed. */
const cast: readonly Omit<Plot, 'family' | 'firstNumber' | 'years'>[] = [
  {
    children: 1,
    now: 'in our care',
    since: 700,
    turn: { home: { order: 'C2', assessed: true } },
    oddity: null,
  },
  {
    children: 2,
    now: 'in our care',
    since: 90,
    turn: { home: { order: 'C1', assessed: true } },
    oddity: null,
  },
  {
    children: 1,
    now: 'in our care',
    since: 16,
    turn: { home: { order: 'C1', assessed: false } },
    oddity: null,
  },
  {
    children: 1,
    now: 'in our care',
    since: 40,
    turn: { home: { order: 'C2', assessed: false } },
    oddity: null,
  },
  {
    children: 2,
    now: 'in our care',
    since: 180,
    turn: { home: { order: 'C2', assessed: false }, late: true },
    oddity: null,
  },
  {
    children: 1,
    now: 'in our care',
    since: 300,
    turn: { home: { order: 'C2', assessed: true }, late: true },
    oddity: null,
  },
  { children: 1, now: 'in our care', since: 60, turn: { kin: {} }, oddity: null },
  { children: 1, now: 'in our care', since: 240, turn: { kin: { approved: 80 } }, oddity: null },
  { children: 2, now: 'in our care', since: 12, turn: { kin: {} }, oddity: null },
  { children: 1, now: 'in our care', since: 250, turn: { kin: { approved: 130 } }, oddity: null },
  { children: 1, now: 'in our care', since: 130, turn: { kin: { extended: 110 } }, oddity: null },
  {
    children: 1,
    now: 'in our care',
    since: 240,
    turn: { kin: { extended: 108, approved: 150 } },
    oddity: null,
  },
  {
    children: 2,
    now: 'in our care',
    since: 300,
    turn: { kin: { extended: 108, approved: 200 } },
    oddity: null,
  },
  { children: 1, now: 'in our care', since: 1000, turn: { longTerm: true }, oddity: null },
  { children: 1, now: 'in our care', since: 980, turn: { longTerm: true }, oddity: 'restricted' },
  {
    children: 1,
    now: 'in our care',
    since: 1040,
    turn: { longTerm: true, agrees: true, unvisited: true },
    oddity: null,
  },
  {
    children: 1,
    now: 'in our care',
    since: 1030,
    turn: { longTerm: true, agrees: false, unvisited: true },
    oddity: null,
  },
  { children: 1, now: 'in our care', since: 970, turn: { longTerm: true, agrees: true }, oddity: null },
  { children: 1, now: 'in our care', since: 960, turn: { longTerm: true, agrees: false }, oddity: null },
  {
    children: 1,
    now: 'in our care',
    since: 620,
    turn: { adopting: { placed: 12, reviewed: false } },
    oddity: null,
  },
  {
    children: 1,
    now: 'in our care',
    since: 620,
    turn: { adopting: { placed: 6, reviewed: false } },
    oddity: null,
  },
  {
    children: 1,
    now: 'in our care',
    since: 620,
    turn: { adopting: { placed: 20, reviewed: false } },
    oddity: null,
  },
  {
    children: 1,
    now: 'in our care',
    since: 700,
    turn: { adopting: { placed: 200, reviewed: true } },
    oddity: null,
  },
  {
    children: 1,
    now: 'in our care',
    since: 800,
    turn: { adopting: { placed: 150, reviewed: false } },
    oddity: null,
  },
  { children: 1, now: 'in our care', since: 400, turn: { asylum: true }, oddity: null },
  { children: 1, now: 'in our care', since: 45, turn: { asylum: true }, oddity: null },
  { children: 1, now: 'in our care', since: 500, turn: { missing: 'now' }, oddity: null },
  { children: 1, now: 'in our care', since: 320, turn: { missing: 'back' }, oddity: null },
  { children: 1, now: 'in our care', since: 5, turn: { late: true }, oddity: null },
  {
    children: 1,
    now: 'in our care',
    since: 420,
    turn: { overlap: true, home: { order: 'C1', assessed: true } },
    oddity: null,
  },
  { children: 3, now: 'in our care', since: 33, turn: {}, oddity: 'hidden address' },
  { children: 1, now: 'in our care', since: 130, turn: {}, oddity: null, longest: true },
  { children: 1, now: 'private fostering', since: 1, turn: { late: true }, oddity: null },
  { children: 1, now: 'private fostering', since: 35, turn: { late: true }, oddity: null },
  { children: 1, now: 'private fostering', since: 40, turn: { late: false }, oddity: null },
  { children: 1, now: 'private fostering', since: 170, turn: { late: false }, oddity: null },
  { children: 1, now: 'private fostering', since: 420, turn: {}, oddity: null },
  { children: 1, now: 'private fostering', since: 560, turn: {}, oddity: null },
  { children: 1, now: 'private fostering', since: 700, turn: {}, oddity: null },
  { children: 1, now: 'private fostering', since: 640, turn: { unvisited: true }, oddity: null },
  { children: 1, now: 'leaving care', turn: { thirdWorker: true }, oddity: null },
  { children: 1, now: 'leaving care', turn: {}, oddity: null },
  { children: 1, now: 'leaving care', turn: {}, oddity: null },
  { children: 1, now: 'leaving care', turn: {}, oddity: null },
  { children: 1, now: 'leaving care', turn: {}, oddity: null },
  { children: 1, now: 'leaving care', turn: {}, oddity: null },
  { children: 1, now: 'leaving care', turn: {}, oddity: null },
  { children: 1, now: 'leaving care', turn: {}, oddity: null },
  { children: 1, now: 'leaving care', turn: {}, oddity: null },
  { children: 1, now: 'leaving care', turn: {}, oddity: null },
  { children: 1, now: 'child protection', since: 150, turn: { preProceedings: true }, oddity: 'unborn' },
  { children: 2, now: 'child protection', since: 230, turn: { preProceedings: true }, oddity: null },
  {
    children: 1,
    now: 'child protection',
    since: 330,
    turn: { preProceedings: true, late: true },
    oddity: null,
  },
  { children: 2, now: 'child protection', since: 60, turn: { inquorate: 6 }, oddity: null },
  { children: 2, now: 'child protection', since: 90, turn: { inquorate: 13 }, oddity: null },
  { children: 1, now: 'child protection', since: 20, turn: { inquorate: 12, late: true }, oddity: null },
  { children: 3, now: 'child protection', since: 27, turn: { late: true }, oddity: null },
  { children: 3, now: 'child protection', since: 23, turn: { again: true }, oddity: null },
  { children: 1, now: 'child protection', since: 22, turn: {}, oddity: null },
  { children: 2, now: 'child protection', since: 7, turn: {}, oddity: null },
  { children: 2, now: 'child protection', since: 21, turn: {}, oddity: null },
  { children: 1, now: 'child protection', since: 400, turn: {}, oddity: 'risk to workers' },
  { children: 1, now: 'child protection', since: 120, turn: { missing: 'asked' }, oddity: null },
  { children: 2, now: 'enquiry', since: 0, turn: { concern: 'to be discussed' }, oddity: null },
  { children: 1, now: 'enquiry', since: 0, turn: { concern: 'discussed', late: true }, oddity: null },
  { children: 2, now: 'child in need', since: 210, turn: { thirdWorker: true }, oddity: null },
  { children: 2, now: 'enquiry', since: 3, turn: {}, oddity: null },
  { children: 1, now: 'enquiry', since: 0, turn: {}, oddity: 'no birth date' },
  { children: 2, now: 'enquiry', since: 12, turn: { late: true }, oddity: null },
  { children: 1, now: 'assessment', since: 0, turn: { late: true }, oddity: null },
  { children: 2, now: 'assessment', since: 1, turn: {}, oddity: 'long name' },
  { children: 1, now: 'assessment', since: 5, turn: { unallocated: true }, oddity: 'faults' },
  { children: 2, now: 'assessment', since: 80, turn: { late: true }, oddity: null },
  { children: 2, now: 'child in need', since: 60, turn: { noPlan: true }, oddity: null },
  { children: 1, now: 'child in need', since: 32, turn: { noPlan: true }, oddity: null },
  { children: 2, now: 'child in need', since: 42, turn: { noPlan: true }, oddity: null },
  { children: 1, now: 'child in need', since: 52, turn: { noPlan: true }, oddity: null },
  { children: 1, now: 'child in need', since: 75, turn: { noPlan: true }, oddity: null },
  { children: 1, now: 'child in need', since: 150, turn: { neverEnded: true }, oddity: null },
  { children: 2, now: 'child in need', since: 400, turn: {}, oddity: null },
  { children: 1, now: 'child in need', since: 520, turn: {}, oddity: 'faults' },
  { children: 3, now: 'child in need', since: 200, turn: { unallocated: true }, oddity: null },
  { children: 1, now: 'child in need', since: 300, turn: { missing: 'back' }, oddity: null },
  { children: 1, now: 'contact', since: 1, turn: { feedbackOwed: true }, oddity: null },
  { children: 1, now: 'contact', since: 0, turn: {}, oddity: null },
  { children: 2, now: 'contact', since: 1, turn: {}, oddity: null },
  { children: 3, now: 'contact', since: 16, turn: {}, oddity: null },
  { children: 1, now: 'referral', since: 0, turn: {}, oddity: null },
]

/** The plots of a county of so many children, one family after another. */
export function* plots(seed: number, children: number, years: number, openShare: number): Generator<Plot> {
  const chance = chanceOf(seed, -2)
  let told = 0
  for (let family = 0; told < children; family += 1) {
    const left = children - told
    const given = cast[family]
    const count = Math.min(
      given?.children ??
        chance.weighed([
          [1, 35],
          [2, 34],
          [3, 20],
          [4, 11],
        ] as const),
      left,
    )
    const open = chance.odds(openShare)
    const now = open
      ? chance.weighed([
          ['assessment', 16],
          ['enquiry', 3],
          ['child in need', 40],
          ['child protection', 21],
          ['in our care', 15],
          ['contact', 3],
          ['leaving care', 2],
        ] as const)
      : null
    const own = given ?? { now, turn: {}, oddity: chance.odds(0.02) ? ('hidden address' as const) : null }
    const since = given?.since === undefined ? {} : { since: given.since }
    yield {
      ...own,
      ...since,
      children: own.now === 'leaving care' ? 1 : count,
      family,
      firstNumber: firstNumber + told,
      years,
    }
    told += own.now === 'leaving care' ? 1 : count
  }
}

// Leo and Tyler Barker are 10442 and 10443.
const firstNumber = 20001
