// Made by `npm run db:types` from the migrated database. Do not edit.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { Day, Instant } from '../dates/day.ts'

/** Read as what it holds; written as JSON text, because pg would write an array as PostgreSQL's own kind. */
export type Json = ColumnType<unknown, string, string>

/** Exact: read as text. */
export type Decimal = ColumnType<string, string | number, string | number>

export interface Tables {
  accessReport: {
    month: Day
    madeAt: Generated<Instant>
    figures: Json
  }
  action: {
    id: Generated<string>
    childId: string
    state: 'proposed' | 'open' | 'answered' | 'verified' | 'stopped'
    what: string
    soThat: string | null
    askedBy: string | null
    ownerId: string | null
    askedOn: Day | null
    dueOn: Day | null
    firstDueOn: Day | null
    direction: Generated<boolean>
    answer: string | null
    evidence: string | null
    evidenceId: string | null
    answeredOn: Day | null
    answeredBy: string | null
    verifiedOn: Day | null
    verifiedBy: string | null
    difference: string | null
    extended: Generated<number>
    extendedWhy: string | null
    stoppedWhy: string | null
    repeatsId: string | null
    timesAsked: Generated<number>
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
    acceptedOn: Day | null
    stoppedOn: Day | null
    explainedOn: Day | null
    decision: string | null
    decidedOn: Day | null
    decidedBy: string | null
    outcomeId: string | null
    doneBy: string | null
    fromId: string | null
  }
  actionCheck: {
    id: Generated<string>
    childId: string
    state: 'recorded'
    visitId: string | null
    actionId: string | null
    checkedOn: Day | null
    found: 'done' | 'under way' | 'not begun' | 'in the way' | null
    foundWhat: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  address: {
    id: Generated<string>
    childId: string
    lines: string | null
    postcode: string | null
    kind: 'home' | 'placement' | 'family' | 'other'
    confidential: Generated<boolean>
    fromOn: Day | null
    toOn: Day | null
    state: Generated<'recorded'>
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  adopter: {
    id: Generated<string>
    adopterId: string
    familyId: string | null
    sex: string | null
    ethnicity: string | null
    disability: string | null
    fosteringForAdoption: boolean | null
    enquiredOn: Day | null
    stage1StartedOn: Day | null
    stage1EndedOn: Day | null
    stage2StartedOn: Day | null
    stage2EndedOn: Day | null
    appliedOn: Day | null
    approvedOn: Day | null
    matchedOn: Day | null
    placedOn: Day | null
    children: number | null
    orderedOn: Day | null
    leftOn: Day | null
    leftWhy: string | null
    importId: string | null
    given: Json | null
  }
  adoption: {
    id: Generated<string>
    childId: string
    state: 'planned' | 'placed' | 'adopted' | 'plan changed'
    decidedOn: Day | null
    placementOrderOn: Day | null
    matchedOn: Day | null
    placedOn: Day | null
    placedEndedOn: Day | null
    placedEndedWhy: 'RD1' | 'RD2' | 'RD3' | 'RD4' | null
    orderedOn: Day | null
    reversedOn: Day | null
    fosterCarerAdopting: boolean | null
    adopters: number | null
    adoptersSex: 'M1' | 'F1' | 'MM' | 'FF' | 'MF' | null
    adoptersStatus: 'L0' | 'L11' | 'L12' | 'L2' | 'L3' | 'L4' | null
    earlyPermanenceOn: Day | null
    careStartedOn: Day | null
    familyId: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  agencyCheck: {
    id: Generated<string>
    childId: string
    contactId: string | null
    state: 'asked' | 'replied' | 'waived'
    agency: 'police' | 'health visitor' | 'gp' | 'school' | 'hospital' | 'mental health' | 'housing' | 'probation' | 'adult care' | 'substance misuse' | 'domestic abuse' | 'other' | null
    askedOn: Day | null
    askedAt: Instant | null
    askedBy: string | null
    repliedAt: Instant | null
    reply: string | null
    chasedOn: Day | null
    waivedWhy: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  agreementCheck: {
    id: Generated<string>
    childId: string
    state: 'recorded'
    agreementId: string | null
    checkedOn: Day | null
    checkedBy: string | null
    independent: boolean | null
    working: 'yes' | 'partly' | 'no' | null
    found: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  alert: {
    id: Generated<string>
    entry: string
    childId: string
    recordId: string
    sinceOn: Day
    rung: 'first warning' | 'second warning' | 'owner' | 'team manager' | 'chair' | 'service manager' | 'director'
    toId: string
    dueOn: Day | null
    dueAt: Instant | null
    state: Generated<'open' | 'answered' | 'cleared'>
    raisedOn: Day
    raisedAt: Generated<Instant>
    readAt: Instant | null
    answeredOn: Day | null
    answer: string | null
    actionId: string | null
    clearedOn: Day | null
    clearedWhy: 'done in time' | 'done late' | 'fell away' | 'put right' | 'not known' | 'moved on' | 'now late' | 'answered' | 'day moved' | 'warned again' | null
  }
  allocation: {
    id: Generated<string>
    childId: string
    state: 'allocated' | 'ended'
    role: 'lead social worker' | 'second social worker' | 'personal adviser' | 'supervising social worker' | 'early help lead' | 'reviewing officer' | 'chair'
    workerId: string | null
    teamId: string | null
    fromOn: Day | null
    toOn: Day | null
    swReason: 'MANAGE' | 'FCONTA' | 'LEFTRL' | 'ORGRST' | 'TSPROC' | 'ABSENC' | 'CHCHAN' | 'PCCHAN' | 'SWDIED' | 'OTHERS' | null
    endReason: 'left employment' | 'agency ended' | 'team transfer' | 'sickness' | 'child request' | 'promotion' | 'caseload' | 'conflict' | 'closed' | 'not given' | null
    planned: boolean | null
    handoverNote: string | null
    childToldOn: Day | null
    jointVisitOn: Day | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
    changesReviewedOn: Day | null
    overLimitWhy: string | null
    reliefPlan: string | null
    reliefByOn: Day | null
    overLimitBy: string | null
  }
  assessedAdult: {
    id: Generated<string>
    childId: string
    state: 'recorded'
    versionId: string | null
    adultId: string | null
    writtenOn: Day
    capacity: string | null
    says: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  assessment: {
    id: Generated<string>
    childId: string
    state: 'started' | 'authorised'
    episodeId: string | null
    startedOn: Day | null
    reviewedOn: Day | null
    authorisedOn: Day | null
    factors: string[] | null
    childSeen: 'yes' | 'no' | 'unknown' | null
    supportNeeded: 'yes' | 'no' | 'unknown' | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
    steeredOn: Day | null
    togetherId: string | null
    steerSaid: string | null
    steeredAgainOn: Day | null
    steerAgainSaid: string | null
    factorsOn: Day | null
    neglectToolOn: Day | null
    abuseToolOn: Day | null
    lateWhy: string | null
    sharedOn: Day | null
  }
  assessmentVersion: {
    id: Generated<string>
    childId: string
    state: 'started' | 'submitted' | 'returned' | 'authorised' | 'replaced'
    assessmentId: string | null
    number: Generated<number>
    changedWhy: string | null
    begunOn: Day
    begunBy: string | null
    reason: string | null
    history: string | null
    plansBefore: string | null
    agencies: string | null
    partnersSay: string | null
    surroundings: string | null
    homeAndMoney: string | null
    disagreement: string | null
    neglectToolOn: Day | null
    abuseToolOn: Day | null
    noToolWhy: string | null
    notSeenWhy: string | null
    notAloneWhy: string | null
    childSays: string | null
    dayInLife: string | null
    identity: string | null
    health: string | null
    education: string | null
    feelings: string | null
    selfCare: string | null
    factors: string[] | null
    riskier: string | null
    safer: string | null
    happening: string | null
    means: string | null
    ifNothing: string | null
    notKnown: string | null
    recommendation: 'no further action' | 'early help' | 'child in need' | 'strategy discussion' | 'child protection' | 'accommodation' | null
    supportNeeded: 'yes' | 'no' | 'unknown' | null
    whyThis: string | null
    stillRight: string[] | null
    writtenBy: string[] | null
    submittedOn: Day | null
    submittedBy: string | null
    returnedOn: Day | null
    returnedBy: string | null
    returnedWhy: string | null
    authorisedOn: Day | null
    authorisedBy: string | null
    managerComment: string | null
    replacedOn: Day | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  asylum: {
    id: Generated<string>
    childId: string
    state: 'recorded'
    endedOn: Day | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  authority: {
    id: Generated<boolean>
    code: string | null
    name: string
    demonstration: Generated<boolean>
    planAlike: Generated<number>
  }
  bankHoliday: {
    day: Day
    name: string
  }
  breachCorrected: {
    id: Generated<string>
    childId: string
    clock: string
    recordId: string
    sinceOn: Day
    dueOn: Day
    breachedOn: Day
    correctedOn: Day
    stands: boolean
    nowDueOn: Day | null
    nowMetOn: Day | null
    nowEndedOn: Day | null
    nowKnown: boolean | null
    recordedAt: Generated<Instant>
  }
  campaign: {
    id: Generated<string>
    title: string
    why: string
    cohort: Json
    byOn: Day
    state: 'running' | 'closed'
    openedOn: Day
    openedBy: string
    closedOn: Day | null
    closedBy: string | null
    learned: string | null
  }
  campaignCheck: {
    id: Generated<string>
    childId: string
    state: 'asked' | 'answered' | 'left out'
    campaignId: string | null
    reviewerId: string | null
    askedOn: Day
    safeNow: 'yes' | 'no' | 'not sure' | null
    planEffective: 'yes' | 'partly' | 'no' | null
    risksAddressed: 'yes' | 'partly' | 'no' | null
    nextStep: 'go on' | 'change the plan' | 'step up' | 'step down' | 'end' | null
    found: string | null
    actionId: string | null
    answeredOn: Day | null
    answeredBy: string | null
    leftOutWhy: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  careEpisode: {
    id: Generated<string>
    childId: string
    state: 'open' | 'ended'
    startedOn: Day | null
    startedWhy: 'S' | 'L' | 'P' | 'T' | 'B' | 'U' | null
    legalStatus: 'C1' | 'C2' | 'D1' | 'E1' | 'V2' | 'V3' | 'V4' | 'L1' | 'L2' | 'L3' | 'J1' | 'J2' | 'J3' | null
    primaryNeed: 'N1' | 'N2' | 'N3' | 'N4' | 'N5' | 'N6' | 'N7' | 'N8' | 'N9' | 'N0' | null
    placementType: 'A3' | 'A4' | 'A5' | 'A6' | 'H5' | 'K1' | 'K2' | 'K3' | 'P1' | 'P2' | 'P3' | 'R1' | 'R2' | 'R3' | 'R5' | 'S1' | 'T0' | 'T1' | 'T2' | 'T3' | 'T4' | 'U1' | 'U2' | 'U3' | 'U4' | 'U5' | 'U6' | 'Z1' | 'Z11' | 'Z12' | 'Z13' | 'Z14' | null
    provider: 'PR0' | 'PR1' | 'PR2' | 'PR3' | 'PR4' | 'PR5' | null
    endedOn: Day | null
    endedWhy: 'X1' | 'E11' | 'E12' | 'E2' | 'E3' | 'E4A' | 'E4B' | 'E13' | 'E41' | 'E43' | 'E44' | 'E45' | 'E46' | 'E47' | 'E48' | 'E5' | 'E6' | 'E7' | 'E9' | 'E14' | 'E15' | 'E16' | 'E17' | 'E8' | null
    movedWhy: 'CARPL' | 'CLOSE' | 'ALLEG' | 'STAND' | 'APPRR' | 'CREQB' | 'CREQO' | 'CHILD' | 'LAREQ' | 'PLACE' | 'CUSTOD' | 'OTHER' | null
    homePostcode: string | null
    placementPostcode: string | null
    urn: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
    temporarilyApprovedOn: Day | null
    extendedOn: Day | null
    approvedOn: Day | null
    parentsAssessedOn: Day | null
    meantToLast: boolean | null
    childAgrees: boolean | null
  }
  careLeaverContact: {
    id: Generated<string>
    childId: string
    state: 'recorded'
    yearEnding: number | null
    inTouch: 'YES' | 'NO' | 'DIED' | 'REFU' | 'NREQ' | 'RHOM' | null
    activity: 'F1' | 'P1' | 'F2' | 'P2' | 'F3' | 'P3' | 'F4' | 'P4' | 'F5' | 'P5' | 'G4' | 'G5' | 'G6' | '0' | null
    accommodation: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  careSummary: {
    id: Generated<string>
    childId: string
    state: 'from a return'
    careStartedOn: Day | null
    careEndedOn: Day | null
    endedWhy: string | null
    statusSinceOn: Day | null
    legalStatus: 'C1' | 'C2' | 'D1' | 'E1' | 'V2' | 'V3' | 'V4' | 'L1' | 'L2' | 'L3' | 'J1' | 'J2' | 'J3' | null
    lastReviewOn: Day | null
    permanencePlan: string | null
    lastReviewingOfficerOn: Day | null
    lastHealthOn: Day | null
    lastDentalOn: Day | null
    placedOn: Day | null
    placementType: string | null
    provider: string | null
    placementPostcode: string | null
    urn: string | null
    placementLocation: string | null
    placementAuthority: string | null
    needCategory: string | null
    secondPeriod: boolean | null
    placementsInYear: number | null
    missingInYear: number | null
    absentInYear: number | null
    interviewOffered: boolean | null
    interviewAccepted: boolean | null
    lastVisitOn: Day | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  carerAccess: {
    id: Generated<string>
    childId: string
    state: 'asked' | 'in force' | 'refused' | 'ended'
    carerId: string | null
    stayId: string | null
    askedOn: Day | null
    askedBy: string | null
    answeredOn: Day | null
    answeredBy: string | null
    answeredWhy: string | null
    endedOn: Day | null
    endedBy: string | null
    endedWhy: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  cinDecision: {
    id: Generated<string>
    childId: string
    state: 'decided'
    planId: string | null
    decidedOn: Day | null
    decidedBy: string | null
    decision: 'step up' | 'step down' | 'go on' | null
    reason: string | null
    considered: string | null
    differently: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  cinEpisode: {
    id: Generated<string>
    childId: string
    state: 'open' | 'closed' | 'no further action'
    referredOn: Day | null
    source: '1A' | '1B' | '1C' | '1D' | '2A' | '2B' | '3A' | '3B' | '3C' | '3D' | '3E' | '3F' | '4' | '5A' | '5B' | '5C' | '5D' | '6' | '7' | '8' | '9' | '10' | null
    primaryNeed: 'N1' | 'N2' | 'N3' | 'N4' | 'N5' | 'N6' | 'N7' | 'N8' | 'N9' | 'N0' | null
    noFurtherAction: boolean | null
    closedOn: Day | null
    closureReason: 'RC1' | 'RC2' | 'RC3' | 'RC4' | 'RC5' | 'RC6' | 'RC7' | 'RC8' | 'RC9' | null
    firstConferenceOn: Day | null
    caseStatus: string | null
    previousReferrals: number | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  cinPlan: {
    id: Generated<string>
    childId: string
    state: 'open' | 'ended'
    episodeId: string | null
    startedOn: Day | null
    endedOn: Day | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  cinReview: {
    id: Generated<string>
    childId: string
    state: 'held'
    planId: string | null
    heldOn: Day | null
    decisions: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
    durationDecision: 'step up' | 'step down' | 'go on' | null
    attended: string | null
    childSaid: string | null
    rightPlan: 'yes' | 'change' | 'step up' | 'step down' | null
    rightWhy: string | null
    nextOn: Day | null
  }
  claReview: {
    id: Generated<string>
    childId: string
    state: 'held'
    heldOn: Day | null
    takingPart: 'PN0' | 'PN1' | 'PN2' | 'PN3' | 'PN4' | 'PN5' | 'PN6' | 'PN7' | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  clockReading: {
    childId: string
    clock: string
    recordId: string
    sinceOn: Day
    sinceAt: Instant | null
    dueOn: Day | null
    dueAt: Instant | null
    metOn: Day | null
    metAt: Instant | null
    endedOn: Day | null
    known: boolean
  }
  clockRebuild: {
    id: GeneratedAlways<number>
    clock: string | null
    children: Generated<number>
    askedAt: Generated<Instant>
    finishedAt: Instant | null
  }
  closure: {
    id: Generated<string>
    childId: string
    state: 'draft' | 'proposed' | 'for countersign' | 'closed' | 'checked' | 'withdrawn'
    begunOn: Day | null
    episodeId: string | null
    reason: 'RC1' | 'RC2' | 'RC3' | 'RC4' | 'RC5' | 'RC6' | 'RC7' | 'RC8' | 'RC9' | null
    whyWeCame: string | null
    whatWasDone: string | null
    whatChanged: string | null
    outcomesMet: 'met' | 'partly' | 'no' | null
    childView: string | null
    childToldOn: Day | null
    networkAgreed: boolean | null
    partnersToldOn: Day | null
    whoSees: string | null
    howBack: string | null
    ifWorse: string | null
    carriedBy: string | null
    handoverNote: string | null
    proposedOn: Day | null
    proposedBy: string | null
    returnedWhy: string | null
    flags: string[] | null
    outsideChecked: string | null
    decisionWhy: string | null
    decidedOn: Day | null
    decidedBy: string | null
    countersignWhy: string | null
    countersignedOn: Day | null
    countersignedBy: string | null
    closedOn: Day | null
    checkOn: Day | null
    checkedOn: Day | null
    checkedBy: string | null
    found: 'sustained' | 'worse' | 're-referred' | null
    foundWords: string | null
    withdrawnOn: Day | null
    withdrawnWhy: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  conference: {
    id: Generated<string>
    childId: string
    state: 'held' | 'inquorate' | 'booked' | 'requested' | 'approved' | 'declined' | 'cancelled'
    kind: 'initial' | 'review' | 'transfer in' | 'pre-birth'
    planId: string | null
    heldOn: Day | null
    strategyOn: Day | null
    quorate: boolean | null
    decision: 'plan' | 'no plan' | 'child in need' | 'continue' | 'end' | 'not recorded' | null
    reportSharedOn: Day | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
    checkedOn: Day | null
    bookedFor: Day | null
    meetingId: string | null
    requestedOn: Day | null
    requestedBy: string | null
    requestedWhy: string | null
    approvedOn: Day | null
    approvedBy: string | null
    declinedWhy: string | null
    startsAt: string | null
    place: string | null
    mode: 'in person' | 'video' | 'both' | null
    chairId: string | null
    cancelledWhy: string | null
    childAttended: 'yes' | 'advocate' | 'views' | 'no' | null
    parentsAttended: 'all' | 'some' | 'none' | null
    riskSummary: string | null
    factors: string[] | null
    category: 'NEG' | 'PHY' | 'SAB' | 'EMO' | 'MUL' | null
    decisionWhy: string | null
    outlinePlan: string | null
    coreGroup: string[] | null
    nextOn: Day | null
    legalConsidered: boolean | null
    decidedOn: Day | null
    decidedBy: string | null
    decisionsSentOn: Day | null
    recordWords: string | null
    recordDraftedOn: Day | null
    recordDraftedBy: string | null
    recordSignedOn: Day | null
    recordSignedBy: string | null
    recordSentOn: Day | null
    recordSentTo: string | null
    checkedBy: string | null
    checkStands: 'on course' | 'slow' | 'drifting' | null
    checkFound: string | null
  }
  conflictProposal: {
    id: Generated<string>
    staffId: string
    childId: string
    strong: boolean
    grounds: string[]
    exclusionId: string | null
    state: Generated<'proposed' | 'confirmed' | 'rejected'>
    proposedAt: Generated<Instant>
    decidedBy: string | null
    decidedAt: Instant | null
    decidedWhy: string | null
  }
  contact: {
    id: Generated<string>
    childId: string
    state: 'received' | 'triaged' | 'checking' | 'awaiting decision' | 'decided' | 'disputed' | 'linked' | 'closed'
    receivedOn: Day | null
    source: '1A' | '1B' | '1C' | '1D' | '2A' | '2B' | '3A' | '3B' | '3C' | '3D' | '3E' | '3F' | '4' | '5A' | '5B' | '5C' | '5D' | '6' | '7' | '8' | '9' | '10' | null
    outcome: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
    receivedAt: Instant | null
    urgency: 'red' | 'amber' | 'green' | 'blue' | null
    ratedAt: Instant | null
    decidedOn: Day | null
    feedbackOn: Day | null
    channel: 'portal' | 'phone' | 'email' | 'police feed' | 'walk-in' | null
    referrerName: string | null
    referrerAgency: string | null
    referrerReply: string | null
    receipt: string | null
    concerns: string[] | null
    narrative: string | null
    dailyLife: string | null
    immediateDanger: boolean | null
    consent: 'given' | 'refused' | 'not asked' | null
    consentWhy: string | null
    parentsInformed: boolean | null
    quality: 'good' | 'adequate' | 'poor' | null
    qualityMissing: string | null
    ratedBy: string | null
    downgradedWhy: string | null
    checksWaivedWhy: string | null
    readyOn: Day | null
    threshold: '1' | '2' | '3' | '4' | null
    decision: 'no further action' | 'advice' | 'early help' | 'assessment' | 'strategy discussion' | 'allegation' | 'private fostering' | 'transfer to open worker' | 'other authority' | null
    decidedBy: string | null
    rationale: string | null
    lawfulBasis: string | null
    countersignedOn: Day | null
    countersignedBy: string | null
    countersignedWhy: string | null
    feedbackWords: string | null
    feedbackHow: 'letter' | 'email' | 'phone' | 'in person' | 'withheld' | null
    feedbackWithheldWhy: string | null
    disputedOn: Day | null
    disputedWhy: string | null
    openWork: boolean | null
    openWorkerId: string | null
    openManagerId: string | null
    readOn: Day | null
    readBy: string | null
    togetherId: string | null
    firstDecidedOn: Day | null
  }
  continuityOfficer: {
    staffId: string
    salt: Buffer
    rounds: number
    key: Buffer
    namedAt: Generated<Instant>
  }
  continuityPack: {
    id: GeneratedAlways<number>
    madeAt: Generated<Instant>
    children: number
    leftOut: number
    bytes: number
  }
  coreGroup: {
    id: Generated<string>
    childId: string
    state: 'held' | 'booked' | 'recorded'
    planId: string | null
    heldOn: Day | null
    decisions: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
    meetingId: string | null
    bookedFor: Day | null
    planUpdated: boolean | null
    recordedOn: Day | null
  }
  coverage: {
    childId: string
    fact: string
    fromOn: Day | null
    untilOn: Day | null
    importId: string | null
  }
  cpPlan: {
    id: Generated<string>
    childId: string
    state: 'open' | 'ended'
    episodeId: string | null
    startedOn: Day | null
    endedOn: Day | null
    firstCategory: 'NEG' | 'PHY' | 'SAB' | 'EMO' | 'MUL' | null
    latestCategory: 'NEG' | 'PHY' | 'SAB' | 'EMO' | 'MUL' | null
    previousPlans: number | null
    emergencyProtection: boolean | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
    historyReviewedOn: Day | null
    historyReviewedBy: string | null
    historyFound: string | null
  }
  deprivationOfLiberty: {
    id: Generated<string>
    childId: string
    state: 'in force' | 'ended'
    startedOn: Day | null
    endedOn: Day | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  dfeChange: {
    id: GeneratedAlways<number>
    laChildId: string
    childId: string
    purge: boolean
    digest: string
    parts: string[]
    payload: string | null
    fits: Generated<number>
    state: 'waiting' | 'sending' | 'received' | 'refused' | 'replaced'
    postId: string | null
    receipt: string | null
    foundAt: Generated<Instant>
    endedAt: Instant | null
  }
  dfeHeld: {
    laChildId: string
    childId: string
    digest: string
    parts: string[]
    postId: string
    receivedAt: Generated<Instant>
  }
  dfePost: {
    id: Generated<string>
    state: 'sending' | 'stopped' | 'received' | 'refused' | 'divided'
    children: number
    purges: number
    tries: Generated<number>
    madeAt: Generated<Instant>
    lastTryAt: Instant | null
    nextTryAt: Instant | null
    endedAt: Instant | null
    status: number | null
    why: 'no answer' | 'no token' | 'busy' | 'their fault' | 'key refused' | 'malformed' | 'too many' | 'not understood' | null
    receipt: string | null
  }
  dfeSearch: {
    id: Generated<string>
    onDay: Day
    askedBy: string | null
    begunAt: Generated<Instant>
    endedAt: Instant | null
    children: Generated<number>
    changed: Generated<number>
    notSendable: Generated<number>
  }
  document: {
    id: Generated<string>
    childId: string
    state: 'filed' | 'withdrawal asked' | 'withdrawn'
    kind: 'letter' | 'report' | 'plan or minutes' | 'court' | 'health' | 'school' | 'police' | 'consent' | 'identity' | 'photo' | 'by the child' | 'other' | null
    what: string | null
    madeOn: Day | null
    cameFrom: string | null
    aboutKind: string | null
    aboutId: string | null
    format: 'pdf' | 'docx' | 'xlsx' | 'odt' | 'jpeg' | 'png' | 'text' | null
    fingerprint: string | null
    bytes: number | null
    withdrawAskedOn: Day | null
    withdrawAskedBy: string | null
    withdrawWhy: string | null
    withdrawnOn: Day | null
    withdrawnBy: string | null
    keptWhy: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  draft: {
    command: string
    childId: string
    authorId: string
    answers: Json
    savedAt: Generated<Instant>
  }
  draftAnswer: {
    subjectId: string
    field: string
    answer: Json
    savedAt: Generated<Instant>
    savedBy: string
  }
  draftTyped: {
    subjectId: string
    field: string
    page: string
    answer: Json
    savedAt: Generated<Instant>
    authorId: string
  }
  drawSetting: {
    id: Generated<boolean>
    visitsOfEachWorker: Generated<number>
    entriesOfEachManager: Generated<number>
  }
  earlyHelpAssessment: {
    id: Generated<string>
    childId: string
    state: 'started' | 'completed'
    startedOn: Day | null
    completedOn: Day | null
    organisation: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  earlyHelpEpisode: {
    id: Generated<string>
    childId: string
    state: 'waiting' | 'open' | 'closed'
    openedOn: Day | null
    cameFrom: 'contact' | 'step-down' | 'asked' | null
    why: string | null
    leadId: string | null
    lead: string | null
    consent: boolean | null
    needs: string | null
    familyGoals: string | null
    startedOn: Day | null
    closedOn: Day | null
    closedWhy: 'needs met' | 'declined' | 'moved' | 'stepped up' | 'other' | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  educationPlan: {
    id: Generated<string>
    childId: string
    state: 'started' | 'agreed'
    termStartsOn: Day | null
    startedOn: Day | null
    agreedOn: Day | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  emergencyOpening: {
    id: Generated<string>
    childId: string
    state: 'waiting' | 'open' | 'refused' | 'justified' | 'not justified' | 'needs enquiry'
    staffId: string
    reason: 'child at immediate risk' | 'out of hours' | 'covering' | 'court order' | 'complaint or request' | 'police or health' | 'audit'
    why: string
    hours: '1' | '4' | '24'
    askedAt: Instant
    openedAt: Instant | null
    untilAt: Instant | null
    approvedBy: string | null
    reviewedOn: Day | null
    reviewedBy: string | null
    reviewedWhy: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  event: {
    id: GeneratedAlways<number>
    type: string
    childId: string
    recordKind: string
    recordId: string
    actorId: string | null
    recordedAt: Generated<Instant>
    answers: Json
    before: Json | null
    reason: string | null
    importId: string | null
    formKey: string | null
  }
  exclusion: {
    id: Generated<string>
    childId: string
    state: 'in force' | 'ended'
    staffId: string
    relation: 'self' | 'household' | 'relative' | 'friend' | 'neighbour' | 'school' | 'other'
    why: string | null
    setOn: Day
    setBy: string | null
    endedOn: Day | null
    endedBy: string | null
    endedWhy: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  finding: {
    id: GeneratedAlways<number>
    childId: string | null
    recordKind: string | null
    recordId: string | null
    field: string | null
    rule: string
    message: string
    given: string | null
    file: string | null
    line: number | null
    importId: string | null
    ownerId: string | null
    state: Generated<'open' | 'cleared' | 'explained'>
    explained: string | null
    foundAt: Generated<Instant>
    clearedAt: Instant | null
    explainedBy: string | null
    explainedAt: Instant | null
  }
  findingCount: {
    countedOn: Day
    rule: string
    open: number
    children: number
  }
  formAnswered: {
    formKey: string
    recordId: string
    answeredAt: Generated<Instant>
  }
  formerName: {
    id: Generated<string>
    childId: string
    givenName: string | null
    familyName: string | null
    kind: 'former' | 'alias' | 'birth'
    untilOn: Day | null
    state: Generated<'recorded'>
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  givenList: {
    id: Generated<string>
    kind: 'postcodes' | 'providers'
    entries: number
    authority: string | null
    givenAt: Generated<Instant>
    givenBy: string | null
  }
  healthCheck: {
    id: Generated<string>
    childId: string
    state: 'done'
    kind: 'initial' | 'review' | 'dental' | 'optical'
    doneOn: Day | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  healthOutcome: {
    id: Generated<string>
    childId: string
    state: 'recorded'
    yearEnding: number | null
    sdqScore: number | null
    sdqReason: 'SDQ1' | 'SDQ2' | 'SDQ3' | 'SDQ4' | 'SDQ5' | null
    convicted: boolean | null
    healthCheck: boolean | null
    immunised: boolean | null
    teethCheck: boolean | null
    healthAssessment: boolean | null
    substanceMisuse: boolean | null
    interventionReceived: boolean | null
    interventionOffered: boolean | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  home: {
    id: Generated<string>
    name: string
    urn: string | null
    postcode: string | null
  }
  homeCheck: {
    id: Generated<string>
    childId: string
    state: 'recorded'
    homeId: string | null
    registrationId: string | null
    placedOn: Day | null
    standing: 'registered' | 'not registered' | 'not known' | null
    fromOn: Day | null
    toOn: Day | null
    checkedOn: Day | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  homeRegistration: {
    id: Generated<string>
    homeId: string
    standing: 'registered' | 'not registered' | 'not known'
    registeredWith: 'Ofsted' | 'CIW' | 'another' | null
    number: string | null
    fromOn: Day | null
    toOn: Day | null
    conditions: string | null
    checkedOn: Day
    checkedBy: string | null
    source: string | null
    recordedAt: Generated<Instant>
  }
  homeReview: {
    id: Generated<string>
    childId: string
    state: 'recorded'
    reviewedOn: Day | null
    reviewedBy: string | null
    safe: 'yes' | 'no' | 'not known' | null
    safeWhy: string | null
    whyStill: string | null
    beingDone: string | null
    ofstedToldOn: Day | null
    nextOn: Day | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  import: {
    id: Generated<string>
    hash: string
    files: Json
    summary: Json | null
    state: 'committed' | 'withdrawal asked' | 'withdrawn'
    submittedBy: string | null
    committedAt: Generated<Instant>
    withdrawWhy: string | null
    withdrawAskedBy: string | null
    withdrawnBy: string | null
    withdrawnAt: Instant | null
  }
  importProgress: {
    id: string
    startedAt: Generated<Instant>
    rowsRead: Generated<number>
    children: Generated<number>
    findings: Generated<number>
    stage: string
    updatedAt: Generated<Instant>
  }
  jobDone: {
    jobId: number
    name: string
    doneAt: Generated<Instant>
  }
  leavingCare: {
    id: Generated<string>
    childId: string
    state: 'current'
    eligibility: 'relevant' | 'former relevant' | 'qualifying' | 'eligible' | null
    adviserId: string | null
    planReviewedOn: Day | null
    inTouch: 'YES' | 'NO' | 'DIED' | 'REFU' | 'NREQ' | 'RHOM' | null
    lastContactOn: Day | null
    accommodation: string | null
    suitable: boolean | null
    activity: string | null
    asylum: boolean | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
    planReviewedBefore: Day | null
  }
  localStandard: {
    clock: string
    length: number
    setBy: string | null
    setAt: Generated<Instant>
    why: string
  }
  measureReading: {
    measure: string
    day: Day
    since: Day
    teamId: string | null
    numerator: number
    denominator: number
    unknown: number
    amount: number | null
    workedOutAt: Instant
  }
  measureSetting: {
    id: Generated<boolean>
    population: number | null
    smallNumber: Generated<number>
  }
  meetingInvitation: {
    id: Generated<string>
    childId: string
    state: 'invited' | 'replied' | 'attended' | 'absent'
    meetingId: string
    conferenceId: string | null
    coreGroupId: string | null
    agency: 'social care' | 'police' | 'school' | 'public health' | 'gp' | 'hospital' | 'mental health' | 'adult services' | 'substance misuse' | 'domestic abuse' | 'housing' | 'probation' | 'voluntary' | 'other' | 'family' | 'child'
    who: string | null
    invitedOn: Day
    response: 'attending' | 'deputy' | 'report only' | 'none' | null
    attended: 'in person' | 'video' | 'no' | null
    apologyReason: string | null
    deputyAuthority: boolean | null
    reportReceivedOn: Day | null
    reportSharedOn: Day | null
    view: 'plan' | 'no plan' | 'not said' | null
    dissent: string | null
    lastSeenOn: Day | null
    neverSeen: boolean | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
    dissentSettledOn: Day | null
    dissentSettledBy: string | null
    dissentSettledHow: string | null
  }
  merge: {
    id: Generated<string>
    childId: string
    loserId: string
    why: string | null
    decidedWhy: string | null
    undoneWhy: string | null
    state: 'proposed' | 'merged' | 'refused' | 'undone'
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    proposedBy: string | null
    mergedOn: Day | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  missingEpisode: {
    id: Generated<string>
    childId: string
    state: 'missing' | 'returned'
    kind: 'M' | 'A' | null
    startedOn: Day | null
    startedAt: Instant | null
    endedOn: Day | null
    endedAt: Instant | null
    interviewOfferedOn: Day | null
    interviewHeldOn: Day | null
    interviewRefused: boolean | null
    interviewSharedOn: Day | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  motherhood: {
    id: Generated<string>
    childId: string
    state: 'recorded'
    mother: boolean | null
    childBornOn: Day | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  namedAccess: {
    id: Generated<string>
    childId: string
    state: 'asked' | 'in force' | 'refused' | 'ended'
    staffId: string
    why: string
    askedOn: Day
    askedBy: string | null
    answeredOn: Day | null
    answeredBy: string | null
    answeredWhy: string | null
    endedOn: Day | null
    endedBy: string | null
    endedWhy: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  nearMiss: {
    id: GeneratedAlways<number>
    staffId: string
    childId: string
    how: 'page' | 'search'
    why: 'restricted' | 'conflict'
    at: Generated<Instant>
  }
  note: {
    id: Generated<string>
    childId: string
    state: 'recorded'
    happenedOn: Day
    kind: 'call' | 'message' | 'meeting' | 'event'
    whoWith: string | null
    line: string
    significant: Generated<boolean>
    impact: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  noticeEvent: {
    id: GeneratedAlways<number>
    noticeId: string
    type: string
    actorId: string | null
    senderId: string | null
    at: Instant
    answers: Json
  }
  noticeIntake: {
    id: Generated<string>
    senderId: string | null
    takenBy: string | null
    repeatKey: string
    digest: Buffer
    receivedAt: Instant
    answer: Json | null
  }
  noticeMatch: {
    noticePersonId: string
    personId: string
    score: number
    why: string[]
  }
  noticeOfChild: {
    id: Generated<string>
    childId: string
    state: 'screened'
    noticeId: string | null
    incidentAt: Instant | null
    receivedAt: Instant | null
    screenedAt: Instant | null
    incidentOn: Day | null
    grade: 'standard' | 'medium' | 'high' | null
    cameUnscreened: boolean | null
    presence: 'present' | 'heard' | 'not present' | 'unknown' | null
    outcome: 'link to open work' | 'referral' | 'early help' | 'school told only' | 'no further action' | null
    rationale: string | null
    contactId: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  noticePerson: {
    id: Generated<string>
    noticeId: string
    part: 'victim' | 'perpetrator' | 'child' | 'unborn'
    givenName: string | null
    familyName: string | null
    bornOn: Day | null
    bornSaid: string | null
    presence: 'present' | 'heard' | 'not present' | 'unknown' | null
    school: string | null
    lines: string | null
    postcode: string | null
    settled: Generated<'waiting' | 'matched' | 'new' | 'left out'>
    personId: string | null
    settledAt: Instant | null
    settledBy: string | null
  }
  noticeSender: {
    id: Generated<string>
    name: string
    agency: string
    key: Buffer
    madeAt: Instant
    madeBy: string
    endedAt: Instant | null
    endedBy: string | null
  }
  openedLately: {
    staffId: string
    childId: string
    at: Instant
  }
  outsideLook: {
    readId: number
    staffId: string
    childId: string
    at: Instant
    common: string[]
    namesakes: number | null
    theirsTo: Day | null
    others: number
  }
  oversightDiscussion: {
    id: Generated<string>
    childId: string
    state: 'recorded'
    heldOn: Day | null
    heldBy: string | null
    trigger: 'supervision' | 'escalation' | 'dip sample' | 'weekly meeting' | 'decision' | 'audit' | null
    known: string | null
    challenge: string | null
    safeNow: 'yes' | 'no' | 'unsure' | null
    asked: string | null
    askedByOn: Day | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  oversightDraw: {
    id: Generated<string>
    month: Day
    managerId: string
    drawnAt: Instant
    drawnOn: Day
    ofMany: number
  }
  oversightDrawn: {
    discussionId: string
    drawId: string
    analysis: 'yes' | 'partly' | 'no' | null
    direction: 'yes' | 'partly' | 'no' | null
    followUp: 'yes' | 'partly' | 'no' | null
    asked: string | null
    lookedOn: Day | null
    lookedBy: string | null
  }
  ownArea: {
    authority: string | null
  }
  person: {
    id: Generated<string>
    kind: 'child' | 'adult' | 'unborn'
    laChildId: string | null
    givenName: string | null
    familyName: string | null
    knownAs: string | null
    bornOn: Day | null
    expectedOn: Day | null
    diedOn: Day | null
    sex: 'M' | 'F' | 'U' | 'I' | null
    ethnicity: 'WBRI' | 'WIRI' | 'WIRT' | 'WOTH' | 'WROM' | 'MWBC' | 'MWBA' | 'MWAS' | 'MOTH' | 'AIND' | 'APKN' | 'ABAN' | 'AOTH' | 'BCRB' | 'BAFR' | 'BOTH' | 'CHNE' | 'OOTH' | 'REFU' | 'NOBT' | null
    disabilities: string[] | null
    firstLanguage: string | null
    interpreter: boolean | null
    upn: string | null
    formerUpn: string | null
    upnUnknown: 'UN1' | 'UN2' | 'UN3' | 'UN4' | 'UN5' | 'UN6' | 'UN7' | 'UN8' | 'UN9' | 'UN10' | null
    nhsNumber: string | null
    phone: string | null
    school: string | null
    workerRisk: string | null
    restrictedLevel: Generated<number>
    mergedInto: string | null
    state: Generated<'active' | 'merged' | 'archived'>
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    given: Json | null
    childId: GeneratedAlways<string>
  }
  plan: {
    id: Generated<string>
    childId: string
    state: 'draft' | 'sent' | 'live' | 'replaced' | 'ended'
    kind: 'child in need' | 'child protection' | 'care' | 'pathway' | 'family help'
    number: Generated<number>
    replacesId: string | null
    underId: string | null
    changedWhy: string | null
    worries: string | null
    needs: string | null
    childSays: string | null
    parentsAgree: 'yes' | 'partly' | 'no' | null
    parentsSay: string | null
    ifNot: string | null
    ifNotOn: Day | null
    consent: 'given' | 'refused' | 'not needed' | null
    chairedBy: string | null
    agencies: string | null
    seesId: string | null
    visitEvery: number | null
    nextReviewOn: Day | null
    draftedOn: Day
    draftedBy: string | null
    sentOn: Day | null
    sentBy: string | null
    returnedOn: Day | null
    returnedWhy: string | null
    authorisedOn: Day | null
    authorisedBy: string | null
    verifiedOn: Day | null
    verifiedBy: string | null
    replacedOn: Day | null
    endedOn: Day | null
    endedWhy: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  planOutcome: {
    id: Generated<string>
    childId: string
    state: 'proposed' | 'open' | 'met' | 'stopped' | 'replaced' | 'dropped'
    what: string
    measure: string | null
    setOn: Day
    byOn: Day | null
    movedOn: Day | null
    progress: 'yes' | 'some' | 'no change' | 'not started' | null
    ifNot: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
    planId: string | null
    replacesId: string | null
    baseline: string | null
    shown: string | null
    closedOn: Day | null
    closedWhy: string | null
  }
  policeNotice: {
    id: Generated<string>
    intakeId: string
    agency: string
    policeRef: string
    state: 'received' | 'police screened' | 'hub screened' | 'actioned' | 'closed'
    incidentAt: Instant
    receivedAt: Instant
    grade: 'standard' | 'medium' | 'high' | null
    policeScreenedAt: Instant | null
    cameUnscreened: boolean
    narrative: string | null
    weapons: boolean | null
    strangulation: boolean | null
    pregnancy: boolean | null
    coerciveControl: boolean | null
    breachOfOrder: boolean | null
    marac: boolean | null
    lines: string | null
    postcode: string | null
    dueAt: Instant
    outcome: 'link to open work' | 'referral' | 'early help' | 'school told only' | 'no further action' | null
    rationale: string | null
    withoutPolice: boolean | null
    idvaOffered: boolean | null
    perpetratorService: boolean | null
    screenedAt: Instant | null
    screenedBy: string | null
    approvedAt: Instant | null
    approvedBy: string | null
    schoolToldAt: Instant | null
    schoolNotToldWhy: string | null
    closedAt: Instant | null
    version: Generated<number>
  }
  post: {
    id: Generated<string>
    teamId: string
    title: string
    filledBy: string | null
    filled: 'permanent' | 'agency' | 'vacant'
    sinceOn: Day
  }
  postcodePlace: {
    postcode: string
    east: number
    north: number
    authority: string
  }
  preProceedings: {
    id: Generated<string>
    childId: string
    state: 'open' | 'ended'
    startedOn: Day | null
    letterSentOn: Day | null
    fgdmOffered: boolean | null
    fgdmHeld: boolean | null
    firstMeetingOn: Day | null
    reviewMeetings: number | null
    decidedOn: Day | null
    outcome: 'A' | 'B' | 'C' | null
    appliedOn: Day | null
    letterInitialOn: Day | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  previousPermanence: {
    id: Generated<string>
    childId: string
    state: 'recorded'
    kind: 'P1' | 'P2' | 'P3' | 'P4' | 'Z1' | null
    authority: string | null
    permanenceDate: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  privateFostering: {
    id: Generated<string>
    childId: string
    state: 'notified' | 'assessed' | 'suitable' | 'requirements' | 'prohibited' | 'not private fostering' | 'ended'
    toldOn: Day | null
    awareOn: Day | null
    toldBy: 'parent' | 'carer' | 'agency' | 'found' | null
    carerId: string | null
    relationship: 'friend' | 'distant relative' | 'host' | 'other' | null
    startsOn: Day | null
    untilOn: Day | null
    fourWeeksOrMore: boolean | null
    checks: Json | null
    spokenAloneOn: Day | null
    notAloneWhy: string | null
    adultsChecked: boolean | null
    parentsContacted: string | null
    assessedOn: Day | null
    decidedOn: Day | null
    decisionReason: string | null
    requirements: string | null
    legalAdvice: string | null
    exception: 'looked after' | 'close relative' | 'boarding school' | 'under 28 days' | 'over age' | null
    endedOn: Day | null
    endReason: 'returned' | 'turned 16' | 'looked after' | 'moved' | 'other' | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  problemReport: {
    id: GeneratedAlways<number>
    staffId: string
    page: string | null
    words: string
    reportedAt: Generated<Instant>
    dealtWithAt: Instant | null
    dealtWithBy: string | null
  }
  providerListed: {
    id: Generated<string>
    urn: string
    placeCodes: string[]
    providerCodes: string[]
    postcode: string | null
    closedOn: Day | null
  }
  rateCount: {
    what: string
    who: Buffer
    beganAt: Instant
    times: number
  }
  readEvent: {
    id: GeneratedAlways<number>
    actorId: string
    childIds: string[]
    route: string
    at: Generated<Instant>
  }
  readingBrake: {
    id: Generated<string>
    staffId: string
    state: 'asked again' | 'stopped' | 'released'
    opened: number
    most: number
    at: Generated<Instant>
    stoppedAt: Instant | null
    releasedBy: string | null
    releasedAt: Instant | null
    releasedWhy: string | null
  }
  readingFlag: {
    id: Generated<string>
    pattern: string
    staffId: string
    childId: string | null
    key: string
    why: string
    reads: number[]
    firstAt: Instant
    lastAt: Instant
    raisedAt: Generated<Instant>
    state: Generated<'open' | 'justified' | 'not justified' | 'needs enquiry'>
  }
  readingJudgement: {
    id: GeneratedAlways<number>
    flagId: string
    judgement: 'justified' | 'not justified' | 'needs enquiry'
    why: string
    byId: string
    at: Generated<Instant>
  }
  readingLimit: {
    role: string
    most: number
    setBy: string | null
    setAt: Generated<Instant>
    why: string
  }
  readingMark: {
    id: Generated<boolean>
    readTo: Generated<number>
    searchedTo: Generated<Instant>
    lookedAt: Instant | null
  }
  receiptTry: {
    sender: Buffer
    triedAt: Instant
  }
  recordSummary: {
    id: Generated<string>
    childId: string
    state: 'recorded'
    writtenOn: Day | null
    writtenBy: string | null
    story: string | null
    means: string | null
    doing: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  referrerMessage: {
    id: Generated<string>
    sentInId: string
    kind: 'more' | 'disagrees'
    words: string
    sentAt: Instant
    formKey: string
    readAt: Instant | null
    readBy: string | null
    reply: string | null
  }
  relationship: {
    id: Generated<string>
    childId: string
    relativeId: string
    kind: 'mother' | 'father' | 'parent' | 'step-parent' | 'sibling' | 'half-sibling' | 'grandparent' | 'aunt or uncle' | 'carer' | 'partner of parent' | 'significant adult' | 'child of'
    parentalResponsibility: 'yes' | 'no' | 'shared' | 'unknown'
    household: boolean | null
    risk: Generated<'none known' | 'alleged' | 'established'>
    contactRestricted: Generated<boolean>
    spokenToOn: Day | null
    safeToCall: boolean | null
    about: string | null
    fromOn: Day | null
    toOn: Day | null
    state: Generated<'recorded' | 'ended'>
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  restriction: {
    id: Generated<string>
    childId: string
    state: 'asked' | 'in force' | 'seal asked' | 'sealed' | 'unseal asked' | 'refused' | 'lifted'
    why: string
    ownerId: string | null
    reviewOn: Day | null
    askedOn: Day
    askedBy: string | null
    answeredOn: Day | null
    answeredBy: string | null
    answeredWhy: string | null
    liftedOn: Day | null
    liftedBy: string | null
    liftedWhy: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
    sealWhy: string | null
    sealAskedOn: Day | null
    sealAskedBy: string | null
    sealAnsweredOn: Day | null
    sealAnsweredBy: string | null
    sealAnsweredWhy: string | null
  }
  returnRow: {
    id: GeneratedAlways<number>
    importId: string
    childId: string | null
    return: 'ssda903' | 'cin' | 'annex-a'
    year: number
    rowTable: string
    own: string
    under: string | null
    cells: Json
    beyond: Json | null
  }
  returnRun: {
    id: Generated<string>
    return: 'ssda903' | 'cin' | 'annex-a' | 'csww'
    year: number
    onDay: Day
    state: 'being made' | 'made' | 'not made'
    why: string | null
    askedBy: string | null
    askedAt: Generated<Instant>
    madeAt: Instant | null
    sha256: string | null
    children: number | null
    rowCount: number | null
    remarks: Json | null
    signedOffBy: string | null
    signedOffAt: Instant | null
  }
  returnRunChild: {
    runId: string
    laChildId: string
    childId: string | null
    sha256: string
    rows: Json
  }
  returnRunFile: {
    runId: string
    name: string
    size: number
    sha256: string
    bytes: Buffer
  }
  returnRunFinding: {
    runId: string
    number: number
    rule: string
    level: 'error' | 'query'
    returnTable: string | null
    field: string | null
    laChildId: string | null
    message: string
  }
  riskTool: {
    id: Generated<string>
    childId: string
    state: 'completed'
    tool: 'graded care profile' | 'dash' | 'neglect tool' | 'domestic abuse tool' | null
    completedOn: Day | null
    completedBy: string | null
    withWhom: string | null
    level: 'low' | 'medium' | 'high' | null
    found: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  seal: {
    id: number
    sealedAt: Instant
    eventTo: number
    readTo: number
    events: number
    reads: number
    previous: Buffer
    digest: Buffer
  }
  searchAsked: {
    id: Generated<string>
    staffId: string
    words: string
    askedAt: Generated<Instant>
  }
  section47: {
    id: Generated<string>
    childId: string
    state: 'open' | 'concluded' | 'authorised'
    episodeId: string | null
    startedOn: Day | null
    conferenceTargetOn: Day | null
    conferenceOn: Day | null
    conferenceNotRequired: boolean | null
    conferenceLedToPlan: boolean | null
    concludedOn: Day | null
    outcome: 'no concern' | 'concern not continuing' | 'continuing risk' | null
    previousEnquiries: number | null
    previousConferences: number | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
    discussionId: string | null
    enquiriesMade: string[] | null
    childSeenOn: Day | null
    seenAlone: boolean | null
    notAloneWhy: string | null
    childAccount: string | null
    medical: 'not needed' | 'arranged' | 'done' | null
    siblingsConsidered: string | null
    evidence: string | null
    next: 'conference' | 'child in need' | 'legal' | 'no further action' | null
    concludedBy: string | null
    authorisedOn: Day | null
    authorisedBy: string | null
    authorisedWhy: string | null
    returnedWhy: string | null
  }
  sentIn: {
    id: Generated<string>
    receipt: string
    formKey: string
    state: Generated<'waiting' | 'taken in' | 'set aside'>
    receivedAt: Instant
    channel: 'portal' | 'phone' | 'email' | 'police feed' | 'walk-in'
    answers: Json
    sender: Buffer | null
    takenBy: string | null
    settledAt: Instant | null
    settledBy: string | null
    settledWhy: string | null
  }
  serviceAlert: {
    id: Generated<string>
    entry: string
    aboutId: string
    about: 'queue' | 'team' | 'worker' | 'week'
    sinceOn: Day
    rung: 'owner' | 'service manager' | 'director'
    toId: string
    dueOn: Day | null
    says: string
    state: Generated<'open' | 'answered' | 'cleared'>
    raisedOn: Day
    raisedAt: Generated<Instant>
    readAt: Instant | null
    answeredOn: Day | null
    answeredBy: string | null
    answer: string | null
    answerByOn: Day | null
    clearedOn: Day | null
    clearedWhy: 'fell away' | 'answered' | 'moved on' | null
  }
  serviceReferral: {
    id: Generated<string>
    childId: string
    state: 'referred' | 'accepted' | 'started' | 'completed' | 'declined' | 'dropped'
    forWhom: 'child' | 'parent' | 'family' | 'who harmed' | null
    service: 'domestic abuse' | 'neglect' | 'parenting' | 'substance misuse' | 'adult mental health' | 'child mental health' | 'housing' | 'other' | null
    provider: string | null
    need: string | null
    outcomeId: string | null
    referredOn: Day | null
    acceptedOn: Day | null
    chasedOn: Day | null
    chasedSaid: string | null
    meanwhile: string | null
    meanwhileOn: Day | null
    startedOn: Day | null
    declinedWhy: string | null
    endedOn: Day | null
    endedHow: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  session: {
    id: Buffer
    staffId: string
    csrf: string
    startedAt: Generated<Instant>
    lastSeenAt: Generated<Instant>
    how: Generated<'demonstration' | 'password' | 'openid'>
    shownAt: Generated<Instant>
  }
  setUpCode: {
    staffId: string
    code: Buffer
    expiresAt: Instant
  }
  settingChange: {
    id: GeneratedAlways<number>
    kind: 'user' | 'team' | 'local standard' | 'bank holiday'
    about: string
    before: Json | null
    after: Json | null
    why: string | null
    changedBy: string
    changedAt: Generated<Instant>
  }
  signIn: {
    id: GeneratedAlways<number>
    staffId: string | null
    how: 'demonstration' | 'password' | 'openid' | 'set-up'
    letIn: boolean
    at: Generated<Instant>
  }
  signInErrand: {
    id: Buffer
    state: string
    nonce: string
    verifier: string
    staffId: string | null
    begunAt: Generated<Instant>
  }
  staff: {
    id: Generated<string>
    name: string
    role: 'SCR' | 'SW' | 'TM' | 'SM' | 'CPC' | 'IRO' | 'LADO' | 'QA' | 'PA' | 'SSW' | 'VS' | 'EHL' | 'BS' | 'LEG' | 'DIR' | 'MEM' | 'ADM' | 'EDT' | 'PERF' | 'DPO' | 'INSP' | 'CARER' | 'FM' | 'ADMK' | 'PSW' | 'HR'
    teamId: string | null
    externalId: string | null
    registered: Generated<boolean>
    newlyQualified: Generated<boolean>
    weightedLimit: Generated<Decimal>
    signsInAs: string | null
    startedOn: Day | null
    leavesOn: Day | null
    disabledAt: Instant | null
    lastSignedInAt: Instant | null
    email: string | null
    dailyDigest: Generated<boolean>
  }
  staffAbsence: {
    id: Generated<string>
    staffId: string
    fromOn: Day
    toOn: Day | null
    why: 'MAT' | 'OTH' | 'PUB' | 'SIC' | 'TRN' | 'UNA' | 'UNP'
  }
  staffCensus: {
    staffId: string
    fullTime: number | null
    bornOn: Day | null
    gender: '0' | '1' | '2' | '9' | null
    ethnicity: 'WBRI' | 'WIRI' | 'WIRT' | 'WROM' | 'WOTH' | 'MWBC' | 'MWBA' | 'MWAS' | 'MOTH' | 'AIND' | 'APKN' | 'ABAN' | 'AOTH' | 'BCRB' | 'BAFR' | 'BOTH' | 'CHNE' | 'OOTH' | 'REFU' | 'NOBT' | null
    qualifiedAt: string | null
    qualifiedAs: '1' | '2' | '3' | null
    stepUp: boolean | null
    frontline: boolean | null
    worksAs: '1' | '2' | '3' | '4' | '5' | '6' | null
    careerStage: '1' | '2' | '3' | '4' | null
    cameFrom: '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '10' | null
    contractWeeks: number | null
    wentTo: '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | null
    leftWhy: '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '10' | null
  }
  staffDeclaration: {
    staffId: string
    bornOn: Day | null
    lines: string | null
    postcode: string | null
    phone: string | null
    declaredAt: Generated<Instant>
  }
  staffIdentity: {
    issuer: string
    subject: string
    staffId: string | null
    shownAs: string
    firstSeenAt: Generated<Instant>
    linkedAt: Instant | null
  }
  staffMessage: {
    kind: string
    staffId: string
    onDay: Day
    begunAt: Generated<Instant>
    sentAt: Instant | null
  }
  staffPassword: {
    staffId: string
    passwordHash: string
    codeKey: string
    lastStep: Generated<number>
    confirmedAt: Instant | null
  }
  staffRelative: {
    id: Generated<string>
    staffId: string
    name: string
    bornOn: Day | null
    relation: 'household' | 'relative' | 'friend' | 'neighbour'
  }
  stepDown: {
    id: Generated<string>
    childId: string
    state: 'proposed' | 'handover' | 'accepted' | 'checked' | 'closed' | 'withdrawn'
    proposedOn: Day | null
    proposedBy: string | null
    reason: string | null
    risks: string | null
    managedBy: string | null
    familyView: string | null
    childView: string | null
    agreedOn: Day | null
    agreedBy: string | null
    receiverId: string | null
    meetingOn: Day | null
    acceptedOn: Day | null
    sentBackWhy: string | null
    checkedOn: Day | null
    checkedBy: string | null
    found: 'sustained' | 'worse' | 're-referred' | null
    foundWords: string | null
    closedOn: Day | null
    withdrawnOn: Day | null
    withdrawnWhy: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  stepUp: {
    id: Generated<string>
    childId: string
    state: 'requested' | 'accepted' | 'declined' | 'disputed'
    requestedOn: Day | null
    requestedBy: string | null
    reason: string | null
    risks: string | null
    familyView: string | null
    childView: string | null
    decidedOn: Day | null
    decidedBy: string | null
    thresholdReason: string | null
    disputedOn: Day | null
    disputedWhy: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  strategyDiscussion: {
    id: Generated<string>
    childId: string
    state: 'asked for' | 'held' | 'decided'
    concernOn: Day | null
    heldOn: Day | null
    outcome: 'single enquiry' | 'joint enquiry' | 'no enquiry' | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
    togetherId: string | null
    alsoFor: string[] | null
    urgent: boolean | null
    trigger: string | null
    askedBy: string | null
    mode: 'meeting' | 'call' | 'video' | null
    socialCareBy: string | null
    policeBy: string | null
    healthBy: string | null
    othersBy: string | null
    socialCareSaid: string | null
    policeSaid: string | null
    healthSaid: string | null
    othersSaid: string | null
    chairedBy: string | null
    analysis: string | null
    thresholdMet: boolean | null
    besides: string[] | null
    decisionWhy: string | null
    safetyTonight: string | null
    reviewOn: Day | null
    notCoveredWhy: string | null
    withoutQuorumWhy: string | null
    decidedOn: Day | null
    decidedBy: string | null
  }
  supervisionBooking: {
    id: Generated<string>
    workerId: string
    supervisorId: string
    state: 'booked' | 'held' | 'did not take place'
    meetsOn: Day
    moved: Generated<number>
    movedWhy: string | null
    reason: 'worker away' | 'manager away' | 'something urgent' | 'other' | null
    said: string | null
    sessionId: string | null
    version: Generated<number>
  }
  supervisionChild: {
    sessionId: string
    childId: string
  }
  supervisionEvent: {
    id: GeneratedAlways<number>
    type: string
    aboutId: string
    staffId: string
    actorId: string
    at: Instant
    answers: Json
    before: Json | null
    reason: string | null
  }
  supervisionGroup: {
    id: Generated<string>
    ledBy: string
    heldOn: Day
    workerIds: string[]
    topic: string
    learned: string
    version: Generated<number>
  }
  supervisionGroupChild: {
    groupId: string
    childId: string
  }
  supervisionSession: {
    id: Generated<string>
    workerId: string
    supervisorId: string
    heldOn: Day
    reflectiveTopic: string
    wellbeing: string | null
    caseload: string | null
    learning: string | null
    nextOn: Day | null
    overdueDuties: number
    overdueDirections: number
    childrenHeld: number
    version: Generated<number>
  }
  team: {
    id: Generated<string>
    name: string
    service: string
  }
  tellingDraft: {
    authorId: string
    answers: Json
    savedAt: Generated<Instant>
  }
  transfer: {
    id: Generated<string>
    childId: string
    state: 'proposed' | 'accepted' | 'done' | 'declined' | 'withdrawn'
    kind: 'out' | 'team' | 'in' | null
    proposedOn: Day | null
    proposedBy: string | null
    authority: string | null
    personThere: string | null
    receiverId: string | null
    reason: string | null
    mustKnow: string | null
    carriedBy: string | null
    childToldOn: Day | null
    historySentOn: Day | null
    acceptedOn: Day | null
    acceptedHow: string | null
    acceptedBy: string | null
    newWorkerId: string | null
    jointVisitOn: Day | null
    arrivedOn: Day | null
    historyOn: Day | null
    historyWords: string | null
    declinedWhy: string | null
    withdrawnWhy: string | null
    endedOn: Day | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  unknown: {
    id: Generated<string>
    childId: string
    state: 'open' | 'answered' | 'could not establish'
    question: string
    ownerId: string | null
    askedOn: Day
    byOn: Day | null
    whoToAsk: string | null
    answer: string | null
    answeredOn: Day | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
    howKnown: string | null
    movedWhy: string | null
    answeredBy: string | null
  }
  visit: {
    id: Generated<string>
    childId: string
    state: 'facts only' | 'recorded' | 'checked' | 'from a return'
    visitedOn: Day
    visitedAt: Instant | null
    workerId: string | null
    mode: 'face to face' | 'virtual' | 'phone'
    outcome: 'completed' | 'no access' | 'child not present' | 'refused' | 'cancelled by us' | 'parent only'
    seen: boolean | null
    seenAlone: 'yes' | 'no' | 'not recorded' | null
    notAloneWhy: 'child refused' | 'too young' | 'carer present' | 'unsafe' | 'other' | null
    place: 'home' | 'placement' | 'school' | 'community' | 'office' | 'other' | null
    announced: boolean | null
    bedroomSeen: boolean | null
    purpose: string | null
    outcomeId: string | null
    minutes: number | null
    observations: string | null
    childWords: string | null
    noWordsWhy: string | null
    difference: 'better' | 'same' | 'worse' | null
    differenceWhy: string | null
    worried: boolean | null
    nextOn: Day | null
    finishedAt: Instant | null
    togetherId: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
    spokenTo: string[] | null
    notSeenNext: string | null
    remoteWhy: string | null
    purposeRating: 'outstanding' | 'good' | 'requires improvement' | 'inadequate' | null
    checkSays: string | null
    sampledOn: Day | null
    sampledBy: string | null
  }
  visitCall: {
    id: Generated<string>
    childId: string
    state: 'standing' | 'over'
    kind: 'asked in our care' | 'asked in private fostering' | 'concern about the home' | 'doubt about welfare' | 'arranged by others' | 'short breaks' | 'custody' | 'long stay' | null
    fromOn: Day | null
    toldBy: string | null
    what: string | null
    untilOn: Day | null
    overWhy: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
  visitDraw: {
    id: Generated<string>
    month: Day
    teamId: string
    drawnAt: Instant
    drawnOn: Day
    ofMany: number
  }
  visitDrawn: {
    visitId: string
    drawId: string
  }
  withdrawnRecord: {
    recordKind: string
    recordId: string
    childId: string
    importId: string
    kept: Json
  }
  worry: {
    id: Generated<string>
    childId: string
    state: 'open' | 'closed'
    what: string
    source: string
    sinceOn: Day
    closedOn: Day | null
    closedWhy: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
    harm: 'physical' | 'emotional' | 'sexual' | 'neglect' | 'domestic abuse' | 'exploitation' | 'outside the home' | 'other' | null
    likelihood: '1' | '2' | '3' | '4' | '5' | null
    impact: '1' | '2' | '3' | '4' | '5' | null
    score: number | null
    scoreBefore: number | null
    timesRisen: number | null
    direction: 'increasing' | 'unchanged' | 'reducing' | null
    reliesOn: string[] | null
    protective: string | null
    ownerId: string | null
    reviewedOn: Day | null
    reviewedBy: string | null
    reviewFound: string | null
    changeWhy: string | null
    closedBy: string | null
  }
  writtenAgreement: {
    id: Generated<string>
    childId: string
    state: 'proposed' | 'active' | 'declined' | 'breached' | 'escalated' | 'ended'
    alsoFor: string[] | null
    togetherId: string | null
    madeWith: string | null
    expectations: string | null
    whoChecks: string | null
    howChecked: string | null
    howOften: string | null
    risks: string | null
    otherMeasures: string | null
    soleSafeguard: boolean | null
    asksVictim: boolean | null
    legalAdvice: string | null
    interpreter: 'not needed' | 'used' | 'needed and not used' | null
    proposedOn: Day | null
    proposedBy: string | null
    signedOn: Day | null
    signedBy: string | null
    reviewOn: Day | null
    approvedOn: Day | null
    approvedBy: string | null
    approvedWhy: string | null
    declinedWhy: string | null
    checkedOn: Day | null
    independent: boolean | null
    working: 'yes' | 'partly' | 'no' | null
    checkFound: string | null
    independentOn: Day | null
    renewals: number | null
    renewedOn: Day | null
    renewedWhy: string | null
    breachedOn: Day | null
    breachWhat: string | null
    escalation: 'strategy discussion' | 'legal meeting' | 'neither' | null
    escalatedOn: Day | null
    escalatedBy: string | null
    escalatedWhy: string | null
    endedOn: Day | null
    endedBy: string | null
    endedWhy: string | null
    version: Generated<number>
    recordedAt: Generated<Instant>
    recordedBy: string | null
    importId: string | null
    importKey: string | null
    given: Json | null
  }
}
