import { tryTheme } from '../scenario.testing.ts'
import { careLeaverRules } from './care-leavers.ts'
import { deprivationOfLibertyRules } from './deprivation-of-liberty.ts'
import { missingRules } from './missing.ts'
import { oc2Rules } from './oc2.ts'
import { oc3Rules } from './oc3.ts'
import { reviewRules } from './reviews.ts'
import { socialWorkerRules } from './social-worker.ts'

const allYear = 'episodes decom=2024-05-01 rne=S ls=C2'
const partYear = 'episodes decom=2025-05-01 rne=S ls=C2'
const healthy = 'immunisations=1 teethCheck=1 healthAssessment=1 substanceMisuse=0'

tryTheme('oc2', oc2Rules, {
  '157': [
    `!oc2 sdqReason=SDQ1 dob=2021-04-01 | ${allYear}`,
    `oc2 sdqReason=SDQ1 dob=2021-04-02 | ${allYear}`,
    `oc2 sdqReason=SDQ1 dob=2015-04-01 | ${partYear}`,
  ],
  '158': [
    '!oc2 interventionReceived=1 interventionOffered=0',
    'oc2 interventionReceived=1',
    'oc2 interventionReceived=0 interventionOffered=1',
  ],
  '159': [
    '!oc2 substanceMisuse=1 interventionReceived=0',
    'oc2 substanceMisuse=1 interventionReceived=0 interventionOffered=1',
  ],
  '180': ['!oc2 sdqScore=41', '!oc2 sdqScore="39.5"', 'oc2 sdqScore=40', 'oc2'],
  '181': ['!oc2 teethCheck=2', 'oc2 teethCheck=1 convicted=0', 'oc2'],
  '182': ['!oc2 convicted=0', `oc2 ${healthy} convicted=0`, 'oc2'],
  '185': [`!oc2 sdqScore=4 | ${partYear}`, `oc2 sdqScore=4 | ${allYear}`],
  '186': [
    `!oc2 dob=2015-04-01 | ${allYear}`,
    `oc2 dob=2015-04-01 sdqScore=3 | ${allYear}`,
    `oc2 dob=2009-03-31 | ${allYear}`,
  ],
  '188': ['!oc2 dob=2022-04-01 sdqScore=3', 'oc2 dob=2022-03-31 sdqScore=3'],
  '189': ['!oc2 dob=2008-03-31 sdqScore=3', 'oc2 dob=2008-04-01 sdqScore=3'],
  '190': [`!oc2 convicted=0 | ${partYear}`, `oc2 convicted=0 | ${allYear}`],
  '191': [`!oc2 immunisations=1 | ${allYear}`, `!${allYear}`, `oc2 ${healthy} | ${allYear}`, partYear],
  '192': ['!oc2 substanceMisuse=1', 'oc2 substanceMisuse=1 interventionReceived=1'],
  '193': [
    '!oc2 substanceMisuse=0 interventionOffered=1',
    'oc2 substanceMisuse=1 interventionOffered=1',
    'oc2',
  ],
  '196': ['!oc2 sdqReason=SDQ6', 'oc2 sdqReason=SDQ5', 'oc2'],
  '197a': ['!oc2 sdqScore=3 sdqReason=SDQ2', 'oc2 sdqScore=3'],
  '197B': [
    `!oc2 dob=2021-06-01 | ${allYear}`,
    `!oc2 dob=2008-06-01 | ${allYear}`,
    `oc2 dob=2021-06-01 sdqReason=SDQ2 | ${allYear}`,
  ],
  '198': [`!oc2 sdqReason=SDQ2 | ${partYear}`, `oc2 sdqReason=SDQ2 | ${allYear}`],
  '215': ['!oc2 convicted=0 | !oc3 inTouch=YES', 'oc2 | oc3 inTouch=YES', 'oc2 convicted=0 | oc3'],
  '542': ['!oc2 dob=2016-04-01 convicted=0', 'oc2 dob=2016-03-31 convicted=0'],
  '543': [
    `!oc2 dob=2016-03-31 | ${allYear}`,
    `oc2 dob=2016-04-01 | ${allYear}`,
    `oc2 dob=2016-03-31 convicted=0 | ${allYear}`,
  ],
  '544': ['!oc2 convicted=1', `oc2 convicted=1 ${healthy}`, 'oc2 convicted=0'],
  '545': [`!oc2 dob=2021-04-01 | ${allYear}`, `oc2 dob=2021-03-31 | ${allYear}`],
  '546': [`!oc2 dob=2021-03-31 healthCheck=1 | ${allYear}`, `oc2 dob=2021-04-01 healthCheck=1 | ${allYear}`],
  '547': ['!oc2 healthCheck=1', `oc2 healthCheck=1 ${healthy}`, 'oc2 healthCheck=0'],
})

const leaver = 'oc3 inTouch=YES activ=F2 accom=B1'

tryTheme('oc3', oc3Rules, {
  '131': ['!oc3 inTouch=MAYBE', '!oc3', 'oc3 inTouch=RHOM'],
  '132': ['!oc3 activ=F3', '!oc3', 'oc3 activ=0'],
  '133': ['!oc3 accom=S1', '!oc3', 'oc3 accom=S2'],
  '153': ['!oc3 inTouch=YES', `${leaver} | oc3 id=2`],
  '344': ['!oc3 inTouch=DIED activ=F2 accom=0', 'oc3 inTouch=RHOM activ=0 accom=0', leaver],
  '345': ['!oc3 inTouch=YES activ=0 accom=B1', leaver],
  // The codes are T1 and T2: the peers look for a bare T.
  '347': ['!oc3 accom=T1 dob=2007-04-02', '!oc3 accom=T dob=2007-04-02', 'oc3 accom=T2 dob=2007-04-01'],
  '348': [
    '!oc3 inTouch=NO | last.oc3 inTouch=DIED',
    'oc3 inTouch=DIED | last.oc3 inTouch=DIED',
    'oc3 inTouch=NO',
  ],
  '391': ['!oc3 inTouch=YES dob=2009-04-01', 'oc3 inTouch=YES dob=2009-03-31', 'oc3 dob=2009-04-01'],
  '1000': ['!oc3 | episodes rec=E2', '!oc3 | last.episodes rec=E2', 'oc3 | episodes rec=E3'],
  '1007': [
    `!${leaver} dob=2008-06-01 | episodes decom=2024-05-01`,
    `${leaver} dob=2008-06-01 | episodes decom=2024-05-01 dec=2025-06-01`,
    `${leaver} dob=2005-06-01 | episodes decom=2024-05-01`,
  ],
  '1010': [
    `!${leaver} | last.episodes decom=2024-05-01`,
    `${leaver} | last.episodes decom=2024-05-01 dec=2024-08-01`,
    `${leaver} | last.episodes decom=2024-05-01 | episodes`,
  ],
  '1011': [
    `!${leaver} | episodes rec=E3`,
    `${leaver} | episodes rec=E3 decom=2024-05-01 | episodes decom=2025-05-01`,
  ],
  '1014': [
    `!uasc | !${leaver} | episodes decom=2024-05-01 dec=2025-03-31`,
    `uasc | ${leaver} | ${allYear}`,
    `uasc | oc3 | episodes decom=2024-05-01 dec=2025-03-31`,
  ],
  '1016': [
    `!${leaver} dob=2008-06-01 | episodes dec=2025-06-01`,
    `${leaver} dob=2008-06-01 | episodes dec=2025-05-31`,
    `${leaver} dob=2006-06-01 | episodes dec=2025-06-01`,
  ],
  '3001': [
    '!oc3 accom=Z1 | header dob=2008-06-01',
    'oc3 accom=Z1 | header dob=2007-06-01',
    'oc3 accom=B1 | header dob=2008-06-01',
  ],
})

// Sixteen on 1 August 2024: all their care at 16 lies in the two years at hand. The second was 16 before them.
const sixteen = 'oc3 dob=2008-08-01 inTouch=YES | header dob=2008-08-01'
const older = 'oc3 dob=2006-08-01 inTouch=YES | header dob=2006-08-01'

tryTheme('care leavers', careLeaverRules, {
  '1001': [
    `!${sixteen} | last.episodes decom=2022-05-01 dec=2024-07-31 ls=C2`,
    `!${sixteen} | last.episodes decom=2024-05-04 dec=2024-08-02 ls=C2`,
    `!${older} | episodes decom=2022-05-01 dec=2025-07-31 ls=C2 rec=E11`,
    `${sixteen} | last.episodes decom=2024-05-03 dec=2024-08-02 ls=C2`,
    older,
  ],
  '1002': [`!${sixteen}`, `${sixteen} | last.episodes`, older, '!oc3 dob="?"'],
})

tryTheme('reviews', reviewRules, {
  '166': ['!reviews', '!reviews review="?"', 'reviews review=2025-05-01'],
  '167': [
    '!reviews review=2025-05-01',
    '!reviews reviewCode=PN1',
    '!reviews review=2025-05-01 reviewCode=PN8',
    'reviews review=2025-05-01 reviewCode=PN1',
    'reviews',
  ],
  '440': [
    '!reviews review=2025-05-01 reviewCode=PN0 dob=2021-05-01',
    'reviews review=2025-05-01 reviewCode=PN0 dob=2021-05-02',
  ],
  '441': [
    '!reviews review=2025-05-01 reviewCode=PN1 dob=2021-05-02',
    'reviews review=2025-05-01 reviewCode=PN1 dob=2021-05-01',
  ],
})

const away = 'missing misStart=2025-06-01 misEnd=2025-06-05'

tryTheme('missing', missingRules, {
  '1004': ['!missing', '!missing misStart="?"', away],
  '1005': ['!missing misEnd="?"', 'missing', away],
  '1006': ['!missing missing=X', 'missing missing=A | missing'],
  '564': ['!missing missing=M', 'missing missing=M misStart=2025-06-01', 'missing missing=M misStart="?"'],
  '565': ['!missing misStart=2025-06-01', 'missing missing=M misStart=2025-06-01'],
  '566': ['!missing misEnd=2025-06-01', 'missing missing=A misEnd=2025-06-01'],
  '567': ['!missing misStart=2025-06-02 misEnd=2025-06-01', away],
  '570': ['!missing misStart=2026-04-01', 'missing misStart=2026-03-31'],
  '571': ['!missing misEnd=2025-03-31', '!missing misEnd=2026-04-01', away],
  '574': [
    `${away} | !missing misStart=2025-06-04 misEnd=2025-06-09`,
    `missing misStart=2025-06-06 | !missing misStart=2025-06-08 misEnd=2025-06-09`,
    `${away} | missing misStart=2025-06-05`,
  ],
  '575': [
    '!missing misStart=2025-06-01 | episodes decom=2025-05-01 dec=2025-06-03',
    `${away} | episodes decom=2025-05-01 dec=2025-06-03`,
    'missing misStart=2025-06-01 | episodes decom=2025-05-01',
  ],
  '576': [
    'last.missing misStart=2025-03-30 | !missing misStart=2025-04-02',
    '!last.missing misStart=2025-03-30 | header',
    'last.missing misStart=2025-03-30 | missing misStart=2025-03-30',
  ],
  '577': [
    '!missing misStart=2025-06-01 | episodes decom=2025-05-01 dec=2025-06-03',
    `!${away} | episodes decom=2025-05-01 dec=2025-06-03`,
    `${away} | episodes decom=2025-05-01`,
  ],
  '578': [
    `!${away} | episodes decom=2025-05-01 dec=2025-06-01`,
    `${away} | episodes decom=2025-05-01 dec=2025-06-02`,
  ],
  '580': [
    'missing misEnd=2025-06-05 dob=2007-06-05 | !episodes dec=2025-06-05 rec=E4A',
    'missing misEnd=2025-06-05 dob=2007-06-05 | episodes dec=2025-06-05 rec=E8',
  ],
  '581': [`!${away} | episodes decom=2025-06-02`, `${away} | episodes decom=2025-06-01`],
  '586': ['!missing misStart=2025-06-01 dob=2025-06-01', `${away} dob=2010-06-01`],
})

const last = 'swEpisodes swId=SW1 swDecom=2024-05-01'
const next = 'swEpisodes swId=SW2 swDecom=2025-06-01 swReason=LEFTRL'

tryTheme('social worker', socialWorkerRules, {
  'SW01STG1@2024': [
    '!episodes decom=2023-05-01 ls=C2',
    `episodes decom=2023-05-01 ls=C2 | ${last}`,
    'episodes decom=2023-05-01 dec=2023-09-01 ls=C2',
  ],
  'SW01aSTG1@2025': ['!swEpisodes swDecom=2023-03-31', 'swEpisodes swDecom=2023-03-31 swId=SW1'],
  'SW01bSTG1@2025': ['!swEpisodes swDecom=2023-04-01 swId=SW1', next],
  'SW02STG1@2024': ['!swEpisodes swId=AB12', 'swEpisodes swId=SW | swEpisodes'],
  SW02STG1: ['!swEpisodes swId=SW', '!swEpisodes', 'swEpisodes swId=XX00'],
  'SW03STG1@2024': ['!swEpisodes swId=SW1', next],
  SW04STG1: ['!swEpisodes swDecom="zz"', 'swEpisodes swDecom="ZZ/05/2019"', last],
  SW05STG1: ['!swEpisodes swDec="May"', 'swEpisodes swDec="ZZ/ZZ/2019"', last],
  SW06STG2: ['!swEpisodes swDecom=2026-04-01', last],
  'SW07STG2@2024': ['!swEpisodes swDec=2023-03-31', 'swEpisodes swDec=2023-04-01'],
  SW07STG2: ['!swEpisodes swDec=2024-03-31', '!swEpisodes swDec=2026-04-01', 'swEpisodes swDec=2024-04-01'],
  SW08STG2: [`!${last} | ${next}`, `${last} swDec=2025-06-01 | ${next}`],
  SW09STG2: [`!${last} swDec=2024-05-01`, `${last} swDec=2024-05-02`],
  'SW10STG2@2024': [`${last} swDec=2025-06-02 | !${next}`, `${last} swDec=2025-06-01 | ${next}`],
  SW10STG2: [
    `${last} swDec=2025-06-09 | !${next}`,
    `${last} swDec=2025-06-08 | ${next}`,
    `${last} swDec=2025-05-09 | swEpisodes swDecom=2025-06-01 swReason=FCONTA`,
  ],
  'SW11aSTG2@2024': [
    '!swEpisodes swDecom=2023-05-01 swDec=2024-03-25',
    'swEpisodes swDecom=2023-05-01 swDec=2024-03-26',
  ],
  // A successor who began the day the last one left is a successor; and a child who left care needs none.
  SW11bSTG2: [
    `!${last} swDec=2026-03-26`,
    `${last} swDec=2026-03-30 | swEpisodes swDecom=2026-03-30`,
    `${last} swDec=2026-03-26 | episodes decom=2024-05-01 dec=2026-03-26 ls=C2`,
    `${last} swDec=2026-03-31`,
  ],
  // Looked after on 31 March: workers since the year or this care began, with a week for handing over.
  SW12STG2: [
    `!${allYear}`,
    `!${allYear} | swEpisodes swDecom=2025-04-09`,
    `${allYear} | ${last} swDec=2025-06-01 | ${next}`,
    `${partYear} | swEpisodes swDecom=2025-05-08`,
    'episodes decom=2024-05-01 dec=2025-08-01 ls=C2',
  ],
  'SW13STG1@2024': ['!swEpisodes swReason=BORED', 'swEpisodes swDecom=2023-05-01'],
  SW13STG1: [
    '!swEpisodes swReason=BORED',
    '!swEpisodes swDecom=2023-04-01',
    'swEpisodes swDecom=2023-03-31 | swEpisodes swReason=SWDIED',
  ],
  'SW14STG2@2024': [
    '!swEpisodes swDecom=2023-05-01 | episodes decom=2023-05-01 dec=2023-09-01',
    'swEpisodes swDecom=2023-05-01 | episodes decom=2023-05-01 ls=C2',
  ],
  SW17STG2: [
    `!${last} swDec=2025-06-01`,
    last,
    `${last} swDec=2025-06-01 | episodes decom=2024-05-01 dec=2025-06-01`,
  ],
})

const order = 'dolo doloStart=2026-06-01 doloEnd=2026-06-29'

tryTheme('deprivation of liberty', deprivationOfLibertyRules, {
  '700': ['!dolo', '!dolo doloStart="June"', order],
  '701': ['!dolo doloEnd="June"', 'dolo', order],
  '702': ['!dolo doloStart=2026-06-01 doloEnd=2026-06-01', order],
  '703': ['!dolo doloStart=2027-04-01', 'dolo doloStart=2027-03-31'],
  '704': ['!dolo doloEnd=2026-03-31', '!dolo doloEnd=2027-04-01', order],
  '705': [
    `${order} | !dolo doloStart=2026-06-28`,
    'dolo doloStart=2026-06-01 | !dolo doloStart=2026-06-28',
    `${order} | dolo doloStart=2026-06-29`,
  ],
  // The row reported is one of this year's child; where there is none, last year's own.
  '706': [
    'last.dolo doloStart=2026-03-01 | !dolo doloStart=2026-06-01',
    '!last.dolo doloStart=2026-03-01 | header',
    'last.dolo doloStart=2026-03-01 | dolo doloStart=2026-03-01',
    'last.dolo doloStart=2026-03-01 doloEnd=2026-03-09 | dolo doloStart=2026-06-01',
  ],
  '707': [
    '!dolo doloStart=2026-06-01 | episodes decom=2026-05-01 dec=2026-06-09',
    `${order} | episodes decom=2026-05-01`,
  ],
  '708': ['!dolo doloStart=2026-06-01 dob=2026-06-01', `${order} dob=2010-06-01`],
  '709': [
    `!${order} | !episodes place=U4 decom=2026-06-10`,
    `${order} | episodes place=Z12 decom=2026-06-10`,
    `${order} | episodes place=U4 decom=2026-06-29`,
  ],
  '710': [`!${order} | !episodes place=K3 decom=2026-06-10`, `${order} | episodes place=K2 decom=2026-06-10`],
})
