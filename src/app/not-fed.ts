const later = {
  exploitation: 'exploitation tools and panels are not recorded yet',
  allegation: 'allegations against people who work with children are not recorded yet',
  legal:
    'the days of legal planning and of each pre-proceedings meeting are not recorded yet; the census carries how many, not when',
  carePlan: 'care plans and placement plans are not recorded yet',
  fostering: 'foster carers are not recorded yet',
}

/** Clocks that no record held here can start and stop yet, each with why. */
export const notFed: Readonly<Record<string, string>> = {
  'exploitation-screen': later.exploitation,
  'exploitation-panel': later.exploitation,
  'exploitation-review-high': later.exploitation,
  'lado-referral': later.allegation,
  'lado-threshold': later.allegation,
  'lado-meeting': later.allegation,
  'lado-review': later.allegation,
  'lado-resolve': later.allegation,
  'plo-legal-planning': later.legal,
  'plo-fgdm-offer':
    'the census says whether family group decision-making was offered, not when; its day is not recorded yet',
  'plo-review': later.legal,
  'plo-drift': later.legal,
  'cla-care-plan': later.carePlan,
  'cla-placement-plan': later.carePlan,
  'iro-dispute': 'a reviewing officer’s disputes are not recorded yet',
  'pwp-assessment':
    'the proposal to place a child with parents is not recorded yet; the day the assessment was finished is',
  'pwp-oversight': 'a service manager’s oversight of a placement is not recorded yet',
  'foster-review': later.fostering,
  'foster-supervision': later.fostering,
  'audit-monthly': 'audits are not recorded yet',
}
