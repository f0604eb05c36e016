// What plans and reviews of this county say. {name} is the child’s first name.
export const worried = [
  '{name} is often left to look after a younger child, and is tired and late at school. If it goes on {name} may be hurt, or left alone in danger',
  'There is shouting and hitting at home that {name} sees and hears. If it goes on {name} may be hurt, and learns that home is not safe',
  '{name} has missed the dentist and the doctor, and comes to school hungry. If it goes on {name} will be ill and fall behind',
  'Mum’s drinking means that on some days nobody is able to look after {name}. If it goes on {name} may be hurt with nobody there',
]
export const needed = [
  '{name} needs to be fed, warm and at school, with grown-ups who can be relied on',
  '{name} needs a calm home and somebody to tell when it is not',
]
export const sayings = [
  'I want to stay with mum but not when they shout.',
  'It’s alright. I like the breakfast club.',
  'Can I still see Nan on Sundays?',
  'I don’t know what the plan is.',
]
export const ifNots = [
  'If nothing has changed by then: a strategy discussion',
  'If nothing has changed by then: a legal gateway meeting',
  'If nothing has changed by then: a family group conference, and a decision about stepping up',
]
export const changes = [
  'The landlord has mended the damp, so sleep is no longer the worry; school now is',
  'Dad has moved out. The plan now says who collects from school',
  'Nothing moved in two reviews: the plan asks for less, and sooner',
]

export const jobs = [
  'Take {name} to the dentist',
  'Agree with school who rings when {name} is late',
  'Get the boiler mended',
  'Ask the recovery service for the first day',
  'Draw up who collects {name} from school, with Nan',
  'Fit a stair gate and show it',
]
export const others = [
  'Kelly Marsh, mum',
  'Ms Ford, Mill Primary',
  'Sue Bright, health visitor',
  'Jean Marsh, nan',
]
export const found = [
  'The record shows visits and moves; the plan says when it ends',
  'Seen often, but nobody asked what would be enough',
  'The risk that began it is not written down anywhere since the assessment',
  'Help is in place. Nan is the safety in this plan and is not in it',
]
export const leoWorries =
  'Leo is hungry at school, and his bed is wet and cold. Nobody knows Dean’s part in the family. If it goes on Leo will be ill, and may be hurt'
export const leoSays = 'I like Nan’s because it’s warm.'
