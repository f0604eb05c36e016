// What the invented county’s people said, saw and were offered.
export const triggers = [
  'A teacher saw a bruise on the arm that the child would not talk about.',
  'The police were called to a fight in the home with the children upstairs.',
  'A neighbour heard a child crying outside at midnight.',
  'The hospital cannot explain the injury by the account given.',
]
export const fromPolice = [
  'Called to the address three times since spring.',
  'He has a conviction for assault from another county.',
]
export const fromHealth = [
  'Two appointments missed, and the health visitor was not let in.',
  'Weight has fallen since the summer.',
]
export const safe = [
  'They sleep at Nan’s, who knows not to let him in and whom to ring.',
  'He has left the home on bail terms; the police drive by at ten.',
  'Mum and the children are at her sister’s, and the school knows.',
]
export const worries = [
  ['{name} hears fighting at night and could be hurt in the middle of it', 'domestic abuse', 'Police, three notices'],
  ['{name} is hungry on Fridays, when the money has gone', 'neglect', 'School'],
  ['{name} is left with a man nobody has met', 'physical', 'Nan'],
  ['{name} is out after dark with older boys who give presents', 'exploitation', 'The youth worker'],
  ['{name} is told that everything is their fault', 'emotional', 'School'],
] as const // prettier-ignore
export const found = [
  'The bedroom was warm, and there was food for three days.',
  'Nobody answered twice; the third time the television was on.',
  'The child drew the house with everybody in it but him.',
]
export const promises = [
  'He does not stay the night. Mum rings Nan if he comes.',
  'Nobody drinks while the children are up. Nan has them on Fridays.',
]
export const offered = [
  ['domestic abuse', 'Harbour', 'parent', 'Somebody beside her while she decides what to do'],
  ['domestic abuse', 'Change Course', 'who harmed', 'To stop'],
  ['neglect', 'Homestart Exampleshire', 'family', 'Routines for meals and bedtimes'],
  ['substance misuse', 'New Leaf', 'parent', 'To drink less, and not alone with the children'],
  ['child mental health', 'Exampleshire NHS', 'child', 'Sleep, and being frightened'],
  ['parenting', 'Family hub', 'parent', 'What to do instead of shouting'],
] as const // prettier-ignore
