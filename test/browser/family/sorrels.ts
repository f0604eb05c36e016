/** One of the three, who are invented, and what is written of them. */
export interface Child {
  readonly called: string
  readonly aged: string
  readonly says: string
  readonly day: string
  readonly worry: string
  readonly safe: string
  readonly school: string
}

/** Eldest first, as every page has them. */
export const children: readonly Child[] = [
  {
    called: 'Isla',
    aged: 'Isla Sorrel, 10',
    says: '“I lie on the landing so I can hear if Mum needs me.”',
    day: 'Isla gets the little ones up, does the school run with Noah, and stays awake until the house is quiet.',
    worry: 'She has made herself the one who keeps everyone safe.',
    safe: 'She tells Ms Ward at school when it has been a bad night.',
    school: 'She reads two years ahead, and falls asleep on Mondays.',
  },
  {
    called: 'Noah',
    aged: 'Noah Sorrel, 6',
    says: '“The shouting goes in my tummy.” He drew a door with three locks.',
    day: 'Noah goes to breakfast club, plays football at lunch, and does not go upstairs alone.',
    worry: 'His stomach hurts before weekends, when Lee comes.',
    safe: 'He sleeps well at his great-aunt’s.',
    school: 'He has begun to hit out in the playground.',
  },
  {
    called: 'Bea',
    aged: 'Bea Sorrel, 2',
    says: 'Bea has few words yet. She goes still when a man’s voice is raised on the television.',
    day: 'Bea is at home with her mother, naps at noon and sleeps in her mother’s bed.',
    worry: 'She was in the room, and is too small to leave it.',
    safe: 'Her health visitor knows them well.',
    school: 'She has a nursery place from Easter.',
  },
]

/** Their surname and everybody’s first name: none may stand in an address. */
export const names = /sorrel|isla|noah|\bbea\b|gemma|marsh/i
