import type { Values } from './afterwards.ts'
import type { Chance } from './chance.ts'

type Sayings = Readonly<Record<string, readonly string[]>>

/** One saying for each question, with the child's name in it; brothers and sisters are given different ones. */
export const said = (sayings: Sayings, chance: Chance, name: string, turn = 0): Values => {
  return Object.fromEntries(
    Object.entries(sayings).map(([question, all]) => [
      question,
      (all[(chance.whole(0, 5) + turn) % all.length] ?? '').replaceAll('{name}', name),
    ]),
  )
}

export const familyWords: Sayings = {
  reason: [
    'School told us that the children come in tired and without coats, and mum asked for help the same week.',
    'Police were called to shouting at home in the night, and the children were awake.',
  ],
  history: [
    'Two referrals in four years, each closed after a visit. Mum was in care herself and moved nine times before she was sixteen.',
    'The family moved here from another county two years ago; their last social worker was worried about who visits.',
  ],
  plansBefore: [
    'Early help brought a bed and a school place. It did not change what happens on Friday nights.',
    'No plan before. Advice was given twice, because each worry was looked at by itself.',
  ],
  agencies: [
    'Mill Primary, the health visitor, Nan, and the tenancy officer.',
    'School, the GP, the police officer who came, and dad’s sister.',
  ],
  partnersSay: [
    'School sees worry and hunger; the GP sees a mother who comes when asked. They differ about how long this has gone on.',
    'Everybody says the children are loved. Only Nan knew about the nights alone.',
  ],
  homeAndMoney: [
    'A warm flat with one bedroom. Rent is two months behind, which is why mum took the night shift.',
    'A house with a garden, damp in the back room, and enough to eat on most days.',
  ],
  surroundings: [
    'Nan is ten minutes away and is asked often. A neighbour takes the little ones in.',
    'Mum knows few people here. The children’s club is the one place they all like.',
  ],
  noToolWhy: [
    'A tool is booked with the health visitor for next week, because mum asked to do it with somebody she knows.',
  ],
}

export const ownWords: Sayings = {
  childSays: [
    '“I sleep better at Nan’s. I want mum to be less tired.”',
    '“I like school. I don’t like Fridays.” {name} looked at the door while saying it.',
    '“Nobody asked me before.” {name} drew the house with everybody in it.',
  ],
  dayInLife: [
    '{name} is up first, finds breakfast and waits for the others. School is the calm part of the day.',
    '{name} walks to school with a neighbour, stays for the club, and is often still awake at eleven.',
    'Mornings are loud and late. {name} is quickest to laugh after tea, when mum reads.',
  ],
  identity: [
    '{name} is proud of speaking two languages and asks to be called by the short name.',
    '{name} goes to church with Nan on Sundays, and it matters who plaits hair.',
    '{name} wants dad’s family in the story too, and has no photo of them.',
  ],
  health: [
    '{name} is well, and has missed two dentist’s visits.',
    '{name} has asthma; the pump is at school and not at home.',
    '{name} is growing as the health visitor hoped.',
  ],
  education: [
    '{name} reads above what is usual at that age and is late one day in three.',
    'School has a plan for {name}’s sums, and nobody at home had seen it.',
    '{name} learns by doing, and has one good friend in class.',
  ],
  feelings: [
    '{name} watches the grown-ups, and settles when told what comes next.',
    '{name} is closest to Nan, and cross with dad for not ringing.',
    '{name} worries about mum and says so at bedtime.',
  ],
  selfCare: [
    '{name} washes and dresses alone, and does it for the little one too.',
    '{name} needs reminding, as others of that age do.',
    '{name} cooks noodles safely, and should not have to so often.',
  ],
  riskier: [
    'Friday nights, when mum works and {name} is in charge.',
    'Dad’s visits without warning, because shouting follows.',
    'That {name} tells nobody when things go wrong.',
  ],
  safer: [
    'Nan, who comes when {name} rings.',
    'School, where {name} has a grown-up to go to.',
    'Mum, when she is not on nights.',
  ],
  happening: [
    'On three nights a week {name} is left with younger children while mum works. School sees it the next day.',
    '{name} hears arguments in which things are thrown, most often on Fridays, and takes the others upstairs.',
    'Bills and tiredness have crowded out play, and {name} has stopped asking.',
  ],
  means: [
    'Because {name} is the one who listens for the door, sleep is short and school is hard. This means {name} is carrying what belongs to a grown-up, and has begun to think that is how families are.',
    '{name} is frightened and does not say so, because last time nothing changed. The impact is seen in the stomach aches before every weekend.',
    'Being overlooked leads {name} to keep quiet, so that what is needed is noticed last.',
  ],
  ifNothing: [
    '{name} will be hurt, or will be blamed for somebody else being hurt, one Friday night.',
    '{name} will miss more school, and the asthma will one day not be caught in time.',
    '{name} will learn that asking does not help, which is harder to mend than a late bill.',
  ],
  notKnown: [
    'Who else has a key. What {name}’s last school would say.',
    'What dad would say: two letters and a call were not answered.',
    'Whether the noise {name} hears is only shouting.',
  ],
  whyThis: [
    'Advice was tried twice. {name} needs somebody who comes back, and mum agrees.',
    'The worry is real and so is the change mum has made: {name} should feel it last.',
    'Anything less leaves Friday nights as they are for {name}.',
  ],
}

export const capacities = [
  'Loves the children and is worn out: can keep bedtime on days off, and not after a night shift.',
  'Turns up, plays and listens. Does not plan ahead, because nobody ever has for them.',
  'Lives elsewhere and sees the children when asked. Says little of what happened before.',
  'Could not be reached by letter, telephone or through family; what they can do is not known.',
]
export const views = [
  'Agrees with most of it, and says the night shift ends in spring.',
  'Says that we make it sound worse than it is.',
  'Was glad to be asked, and wants the children to see this.',
  'Was not asked: no address is held.',
]
export const steers = [
  'Speak to dad’s side. Two earlier referrals are not in the history yet. See the children without mum.',
  'Ask who looks after the little ones on Fridays, and read the last authority’s file.',
]
export const returns = [
  'What does {name} say about Fridays? The analysis tells what happened and not what it means.',
  'Dad is missing. Say what was tried, and what we do not know without him.',
]
export const comments = [
  'Clear about what life is like for {name}, and honest about what is not known.',
  'I agree. Tell {name} first what happens next.',
]
export const changes = ['Dad was found and spoken to', '{name}’s school wrote with more after it was shared']
