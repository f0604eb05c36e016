import { tryTheme } from '../scenario.testing.ts'
import { adoptionRules } from './adoption.ts'
import { placedForAdoptionRules } from './placed-for-adoption.ts'
import { previousPermanenceRules } from './previous-permanence.ts'

const answers = 'dateInt=2025-05-01 dateMatch=2025-06-01 fosterCare=0 nbAdoptr=2 sexAdoptr=MF lsAdoptr=L11'
const adopted = 'episodes decom=2025-07-01 dec=2025-12-01 rec=E11 place=A4'
const allYear = 'episodes decom=2024-05-01 rne=S ls=C2'

tryTheme('adoption', adoptionRules, {
  '112': ['!ad1 dateInt="?"', `ad1 ${answers}`, 'ad1'],
  '113': ['!ad1 dateMatch="?"', `ad1 ${answers}`, 'ad1'],
  '114': ['!ad1 fosterCare=2', `ad1 ${answers}`, 'ad1'],
  '175': ['!ad1 nbAdoptr=3', '!ad1 nbAdoptr="two"', `ad1 ${answers}`, 'ad1'],
  '176': ['!ad1 sexAdoptr=FM', `ad1 ${answers}`, 'ad1'],
  '177': ['!ad1 lsAdoptr=L1', `ad1 ${answers}`, 'ad1'],
  '151': ['!ad1 dateInt=2025-05-01', `ad1 ${answers}`, 'ad1'],
  '134': [`!ad1 ${answers} | oc3 inTouch=YES`, `ad1 ${answers} | oc3`, 'ad1 | oc3 inTouch=YES'],
  '187': [
    `!ad1 ${answers} | ${allYear}`,
    `!oc3 inTouch=YES | ${allYear}`,
    `ad1 ${answers} | ${adopted} rne=S`,
  ],
  '331': [`!ad1 dateMatch=2025-07-02 | !${adopted}`, `ad1 dateMatch=2025-07-01 | ${adopted}`],
  '333': [
    '!ad1 dateMatch=2025-07-01',
    '!ad1 dateInt=2025-07-02 dateMatch=2025-07-01',
    'ad1 dateInt=2025-07-01 dateMatch=2025-07-01',
  ],
  '334': [
    '!ad1 dateInt=2025-04-30 | episodes rne=S decom=2020-05-01 | !episodes rne=S decom=2025-05-01',
    'ad1 dateInt=2025-05-01 | episodes rne=S decom=2025-05-01',
  ],
  '335': [
    '!ad1 fosterCare=0 | !episodes place=A3 rec=E11',
    '!ad1 fosterCare=1 | !episodes place=A4 rec=E12',
    'ad1 fosterCare=1 | episodes place=A5 rec=E11',
  ],
  '511': ['!ad1 nbAdoptr=2 sexAdoptr=M1', `ad1 ${answers}`, 'ad1 nbAdoptr=1 sexAdoptr=M1'],
  '514': ['!ad1 lsAdoptr=L0 sexAdoptr=MF', 'ad1 lsAdoptr=L0 sexAdoptr=F1'],
  '517': ['!ad1 lsAdoptr=L3 sexAdoptr=FF', 'ad1 lsAdoptr=L3 sexAdoptr=MF'],
  '518': ['!ad1 lsAdoptr=L4 sexAdoptr=MF', 'ad1 lsAdoptr=L4 sexAdoptr=FF'],
  '519': ['!ad1 lsAdoptr=L2 sexAdoptr=M1', 'ad1 lsAdoptr=L2 sexAdoptr=MM'],
  '520': ['!ad1 lsAdoptr=L11 sexAdoptr=MM', `ad1 ${answers}`],
  '524': ['!ad1 lsAdoptr=L12 sexAdoptr=MF', 'ad1 lsAdoptr=L12 sexAdoptr=MM'],
  '521': [`!ad1 dateInt=2025-07-02 | !${adopted}`, `ad1 ${answers} | ${adopted}`],
  '582': [`!ad1 dateMatch=2025-12-01 | !${adopted}`, `ad1 ${answers} | ${adopted}`],
  '601': [`!ad1 dateInt=2025-05-01 | !${adopted}`, `!${adopted}`, `ad1 ${answers} | ${adopted}`],
  '602': [`!ad1 ${answers} | episodes rec=E11 dec=2025-03-31`, `ad1 ${answers} | ${adopted}`, 'ad1'],
})

const placed = 'placedAdoption datePlaced=2025-05-01'
const reversed = `${placed} datePlacedCeased=2025-09-01 reasonPlacedCeased=RD1`
const earlier = 'last.placedAdoption datePlaced=2024-06-01'
const earlierReversed = `${earlier} datePlacedCeased=2024-12-01 reasonPlacedCeased=RD1`

tryTheme('placed for adoption', placedForAdoptionRules, {
  '115': ['!placedAdoption datePlaced="?"', placed, 'placedAdoption'],
  '116': ['!placedAdoption datePlacedCeased="?"', reversed, placed],
  '117': [
    '!placedAdoption datePlaced=2026-04-01',
    '!placedAdoption datePlaced=2025-12-02 | !episodes decom=2025-05-01 dec=2025-12-01 rec=E4A',
    `${placed} | episodes decom=2025-05-01 dec=2025-12-01 rec=E4A`,
  ],
  '118': [
    '!placedAdoption datePlacedCeased=2025-03-31',
    '!placedAdoption datePlacedCeased=2025-05-31 | episodes ls=V3 decom=2025-04-01 | !episodes ls=C2 decom=2025-06-01',
    `${reversed} | episodes ls=C2 decom=2025-05-01`,
  ],
  '119': [
    '!placedAdoption datePlacedCeased=2025-09-01',
    '!placedAdoption reasonPlacedCeased=RD1',
    reversed,
    placed,
  ],
  '120': ['!placedAdoption reasonPlacedCeased=RD5', reversed, placed],
  '184': [
    '!placedAdoption datePlaced=2025-05-01 | header dob=2025-05-02',
    `${placed} | header dob=2025-05-01`,
  ],
  '522': ['!placedAdoption datePlaced=2025-05-02 datePlacedCeased=2025-05-01', reversed],
  '523': [`!${placed} | !ad1 dateInt=2025-05-02`, `${placed} | ad1 dateInt=2025-05-01`, `${placed} | ad1`],
  '525': [`!${reversed} | !ad1 ${answers}`, `${placed} | ad1 ${answers}`, `${reversed} | ad1`],
  '551': ['!episodes place=A3 | placedAdoption', `episodes place=A3 | ${placed}`, 'episodes place=U4'],
  '552': [
    `!${placed} | !episodes place=A3 decom=2025-04-30`,
    `${placed} | episodes place=A3 decom=2025-05-01`,
  ],
  '553': [
    '!episodes ls=E1',
    `!episodes ls=E1 | !${reversed}`,
    `episodes ls=E1 | ${placed}`,
    `episodes ls=E1 dec=2025-09-01 | ${reversed}`,
  ],
  '554': [`!${placed} | !episodes ls=E1 decom=2025-04-30`, `${placed} | episodes ls=E1 decom=2025-05-01`],
  '555@2024': ['!episodes ls=D1', `episodes ls=D1 | ${placed}`],
  '556@2024': [
    `!${placed} | !episodes ls=D1 decom=2025-04-30`,
    `${placed} | episodes ls=D1 decom=2025-05-01`,
  ],
  '557@2024': ['!episodes ls=D1 rec=E4A dec=2023-06-01', 'episodes ls=C2 rec=E4A dec=2023-06-01'],
  '557': [
    `!${placed} | episodes ls=E1 rec=X1 decom=2025-05-01 | !episodes ls=C2 rec=E4A decom=2025-06-01`,
    `${reversed} | episodes ls=E1 rec=E4A`,
    `${placed} | episodes place=A3 rec=E11`,
  ],
  '558': [
    `!${reversed} | !${reversed} | !${adopted}`,
    `${reversed} | ${placed} | ${adopted}`,
    `${reversed} | ${reversed}`,
  ],
  '559': [
    '!placedAdoption datePlaced=2025-03-31 | last.placedAdoption',
    `${placed} | last.placedAdoption`,
    `placedAdoption datePlaced=2024-06-01 | ${earlier}`,
  ],
  '560': [
    `!${placed} | ${earlier}`,
    `placedAdoption datePlaced=2024-06-01 | ${earlier}`,
    `${placed} | ${earlierReversed}`,
  ],
  '561': [`!placedAdoption datePlaced=2024-06-01 | ${earlierReversed}`, `${placed} | ${earlierReversed}`],
  '563': [
    '!placedAdoption datePlacedCeased=2025-09-01 reasonPlacedCeased=RD1',
    reversed,
    'placedAdoption datePlacedCeased=2025-09-01',
  ],
  '579': [
    `${reversed} | !placedAdoption datePlaced=2025-08-31`,
    `${placed} | !placedAdoption datePlaced=2025-08-31`,
    `${reversed} | placedAdoption datePlaced=2025-09-01`,
  ],
  '583': [
    `!${placed} | placedAdoption datePlaced=2025-08-31`,
    `${reversed} | placedAdoption datePlaced=2025-09-01`,
  ],
  '584': [
    `!placedAdoption datePlaced=2024-06-01 | ${earlierReversed}`,
    `!placedAdoption | ${earlierReversed}`,
    `${placed} | ${earlierReversed}`,
  ],
  '1003': [`!${placed} | !episodes rne=S decom=2025-05-02`, `${placed} | episodes rne=S decom=2025-05-01`],
})

const started = 'episodes rne=S decom=2025-05-01'

tryTheme('previous permanence', previousPermanenceRules, {
  '630': [
    `!${started}`,
    `!${started} | prevPerm prevPerm=P1 laPerm=825`,
    `${started} | prevPerm prevPerm=Z1`,
    `${started} | prevPerm prevPerm=P1 laPerm=825 datePerm="ZZ/05/2019"`,
  ],
  '631': ['!prevPerm prevPerm=P5', 'prevPerm prevPerm=Z1 | prevPerm id=2'],
  '632': [
    `!prevPerm datePerm=2025-05-01 | !${started}`,
    '!prevPerm datePerm="summer"',
    `prevPerm datePerm="ZZ/ZZ/2019" | ${started}`,
  ],
  '633': ['!prevPerm laPerm=176', 'prevPerm laPerm=825 | prevPerm laPerm=SCO | prevPerm laPerm=909'],
  '634': [
    '!prevPerm prevPerm=Z1 | !episodes decom=2016-03-31',
    'prevPerm prevPerm=Z1 | episodes decom=2016-04-01',
  ],
  // Z1 says there was no earlier order, so there is no authority or day of one. The peers test a blank alone.
  '635': [
    '!prevPerm prevPerm=Z1 laPerm=825',
    '!prevPerm datePerm="ZZ/ZZ/2019"',
    'prevPerm prevPerm=P1 laPerm=825',
    'prevPerm prevPerm=Z1',
  ],
})
