import { tryTheme } from '../scenario.testing.ts'
import { acrossYearsRules } from './across-years.ts'
import { headerRules } from './header.ts'
import { integrityRules } from './integrity.ts'
import { motherRules } from './mothers.ts'
import { uascRules } from './uasc.ts'

/* The year is 2025/26 unless one is named. */

tryTheme('header', headerRules, {
  '101@2024': ['!header sex=M', '!header', 'header sex=1'],
  '101': ['!header sex=1', '!header', 'header sex=F | header id=2 sex=U'],
  '102': ['!header dob="31/02/2018"', '!header', 'header dob=2018-02-28'],
  '103': ['!header ethnic=WHITE', '!header', 'header ethnic=WBRI'],
  '105': ['!header uasc=2', '!header', 'header uasc=0'],
  '168': ['!header upn=I12345678901A | !header id=2 upn=UN7', 'header upn=A12345678901B | header id=2'],
  '171': ['!header mcDob="01/13/2025"', 'header', 'header mcDob=2025-12-01'],
  '174@2024': ['!header sex=1 mcDob=2023-05-01', 'header sex=2 mcDob=2023-05-01'],
  '174': ['!header sex=M mcDob=2025-05-01', '!header sex=M mcDob="May"', 'header sex=F mcDob=2025-05-01'],
  '209': ['!header upn=UN1 dob=2020-08-31', 'header upn=UN1 dob=2020-09-01', 'header upn=UN1 dob="?"'],
  '231': [
    '!header uasc=1 dob=2015-04-01',
    '!header dob=2015-04-01 | uasc dob=2015-04-01',
    'header uasc=1 dob=2015-03-31',
  ],
  '232': ['!header sex=U', 'header sex=F'],
  '301': ['!header dob=2026-04-01', 'header dob=2026-03-31', 'header dob="soon"'],
  '351': ['!header dob=2000-03-31', 'header dob=2000-04-01'],
  '444': [
    '!header upn=A12345678901B | !header id=2 upn=A12345678901B',
    'header upn=UN1 | header id=2 upn=UN1',
  ],
  '611': ['!header mother=1', 'header mother=1 mcDob=2025-01-01', 'header mother=1 mcDob="spring"'],
  '612@2024': ['!header sex=2 mother=0 mcDob=2023-01-01', 'header sex=F mother=0 mcDob=2023-01-01'],
  '612': [
    '!header sex=F mother=0 mcDob=2025-01-01',
    '!header sex=F mcDob="?"',
    'header sex=F mother=1 mcDob=2025-01-01',
  ],
  '620': ['!header mother=1 dob=2014-04-02', 'header mother=1 dob=2014-04-01'],
  '621': ['!header dob=2010-01-01 mcDob=2010-01-01', 'header dob=2010-01-01 mcDob=2025-01-01'],
})

const inCare = 'episodes decom=2025-05-01 ls=C2'

tryTheme('mothers', motherRules, {
  // The peers test 1 and 2, which no file has held since 2023/24: M and F are tested as well.
  '165': [
    `!header sex=F | ${inCare}`,
    `!header sex=2 | ${inCare}`,
    '!header sex=M mother=0',
    '!header sex=1 mother=1 | !oc3 inTouch=YES',
    '!header sex=F mother=7',
    '!header sex=F mother=0 | !oc3 inTouch=YES',
    `header sex=F mother=0 | ${inCare}`,
    'header sex=F | episodes decom=2025-05-01 ls=V3',
    `header sex=M | ${inCare}`,
  ],
  '207': [
    '!header mother=0 | last.header mother=1 | episodes',
    'header mother=1 | last.header mother=1 | episodes',
    'header | last.header mother=1',
  ],
  '393@2024': [`!header sex=2 | ${inCare}`, `header sex=F | ${inCare}`],
  '393': [`!header sex=F | ${inCare}`, 'header sex=F | episodes ls=V4', `header sex=F mother=0 | ${inCare}`],
  '607@2024': [
    '!header sex=2 | !episodes dec=2023-06-01 rec=E4A ls=C2',
    'header sex=F | episodes dec=2023-06-01 rec=E4A ls=C2',
  ],
  '607': [
    '!header sex=F | !episodes dec=2025-06-01 rec=E4A ls=C2',
    'header sex=F | episodes dec=2025-06-01 rec=X1 ls=C2',
    'header sex=F mother=0 | episodes dec=2025-06-01 rec=E4A ls=C2',
  ],
  '624': [
    '!header mcDob=2025-01-02 | last.header mcDob=2025-01-01',
    'header mcDob=2025-01-01 | last.header mcDob=2025-01-01',
    'header | last.header mcDob=2025-01-01',
  ],
  '625': [
    '!header mcDob=2026-04-01 | episodes decom=2025-05-01',
    '!header mcDob=2025-09-01 | !episodes decom=2025-05-01 dec=2025-08-01',
    'header mcDob=2025-09-01 | episodes decom=2025-05-01',
  ],
  '626': [
    '!header mother=1 mcDob=2025-03-31 | last.header mother=0',
    'header mother=1 mcDob=2025-04-01 | last.header mother=0',
  ],
  '628': [
    '!header mother=0 | oc3 inTouch=YES',
    'header mother=0 | oc3',
    'header mother=0 | oc3 inTouch=YES | episodes',
  ],
})

const duc = 'uasc dob=2008-02-01 duc'

tryTheme('unaccompanied asylum-seeking children', uascRules, {
  '104': ['!uasc duc=2025-03-31', '!uasc duc="2025"', 'uasc duc=2025-04-01', 'uasc'],
  '205A': [
    '!header uasc=0 | last.uasc duc=2025-06-01',
    `!header uasc=0 | !${duc}=2025-06-01 | last.uasc`,
    'header uasc=0 | last.uasc duc=2025-02-01',
    'header uasc=0 | last.uasc',
  ],
  '205B': [
    `!header uasc=1 | !${duc}=2026-02-01 | last.uasc duc=2026-02-02`,
    `!header uasc=1 | !${duc}=2026-04-02 | last.uasc`,
    `header uasc=1 | ${duc}=2025-08-01 | last.uasc duc=2026-02-01`,
  ],
  '205C': [`!header uasc=0 | !${duc}=2025-06-01`, `header uasc=1 | ${duc}=2025-06-01`, 'header uasc=0'],
  '205D': ['!header uasc=1 | last.header uasc=0', 'header uasc=1', 'header uasc=1 | last.header uasc=1'],
  '303': [`!header uasc=0 | !${duc}=2025-06-01`, `header uasc=1 | ${duc}=2025-06-01`],
  '304': [`!${duc}=2026-02-02`, `${duc}=2026-02-01`, `${duc}="18"`],
})

const open =
  'last.episodes decom=2024-05-01 rne=S ls=C2 cin=N1 place=U4 placeProvider=PR1 urn=SC1 homePost=AA1_1AA plPost=AA2_2AA'
const same = open.slice(5)

tryTheme('across years', acrossYearsRules, {
  '202': ['!header sex=F | last.header sex=M', 'header sex=F | last.header sex=2', 'header sex=F'],
  '203': [
    '!header dob=2010-01-02 | last.header dob=2010-01-01',
    '!header dob="?" | last.header dob=2010-01-01',
    'header | last.header',
  ],
  '204': ['!header ethnic=WBRI | last.header ethnic=WIRI', 'header ethnic=WBRI | last.header ethnic=WBRI'],
  '208': [
    '!header upn=A1 | last.header upn=B1',
    '!header upn=UN3 | last.header upn=UN4',
    'header upn=A1 | last.header upn=UN4',
    'header upn=UN2 | last.header upn=UN1',
  ],
  // Children new to care in the last week may have UN4: the message asks it of the others, and the peers of these.
  '210': [
    '!header upn=UN4 | !episodes decom=2026-03-23',
    'header upn=UN4 | episodes decom=2026-03-24',
    'header upn=UN3 | episodes decom=2026-03-23',
  ],
  '452': [
    `${open} | !${same.replace('AA2_2AA', 'BB1_1BB')}`,
    `${open} | ${same}`,
    `${open} dec=2025-01-01 | ${same.replace('AA2_2AA', 'BB1_1BB')}`,
  ],
  '453': [`${open} | !${same.replace('AA2_2AA', 'BB1_1BB')}`, `${open} | ${same}`],
  '502': [`${open} | !${same.replace('2024-05-01', '2024-05-02')}`, `${open} | ${same}`],
  '503A': [`${open} | !${same.replace('rne=S', 'rne=P')}`, `${open} | ${same}`],
  '503B': [`${open} | !${same.replace('ls=C2', 'ls=C1')}`, `${open} | ${same}`],
  '503C': [`${open} | !${same.replace('cin=N1', '')}`, `${open} | ${same}`],
  '503D': [
    `${open} | !${same.replace('U4', 'Z11')}`,
    `${open.replace('U4', 'Z1')} | ${same.replace('U4', 'Z11')}`,
  ],
  '503D@2025': [
    `${open} | !${same.replace('U4', 'K3')}`,
    `${open.replace('U4', 'H5')} | ${same.replace('U4', 'K3')}`,
  ],
  '503E': [`${open} | !${same.replace('PR1', 'PR4')}`, `${open} | ${same}`],
  '503F': [`${open} | !${same.replace('SC1', '222')}`, `${open} | ${same}`],
  '503G': [`${open} | !${same.replace('AA2_2AA', 'AA1_1AA')}`, `${open} | ${same}`],
  '503H': [
    `${open} | !${same.replace('AA2_2AA', 'BB1_1BB')}`,
    `${open} | ${same.replace('AA2_2AA', 'AA1_1AA')}`,
  ],
  '503J': [`${open} | !${same.replace('AA2_2AA', 'WW1_1WW')}`, `${open} | ${same}`],
  '562': [
    'last.episodes decom=2024-05-02 | !episodes decom=2024-05-01',
    'last.episodes decom=2024-05-01 | episodes decom=2024-05-01',
    'episodes decom=2024-05-01',
  ],
  NoE: [
    '!episodes decom=2025-03-31',
    'episodes decom=2025-04-01',
    'last.episodes | episodes decom=2025-03-31',
  ],
})

const lists: Record<string, string> = {
  INT01: 'ad1',
  INT02: 'placedAdoption',
  INT03: 'episodes',
  INT04: 'missing',
  INT05: 'oc2',
  INT06: 'oc3',
  INT07: 'prevPerm',
  INT08: 'reviews',
  INT09: 'uasc',
}
const births: Record<string, string> = {
  INT11: 'ad1',
  INT12: 'placedAdoption',
  INT13: 'missing',
  INT14: 'oc2',
  INT15: 'oc3',
  INT16: 'prevPerm',
  INT17: 'reviews',
  INT18: 'uasc',
}
const once: Record<string, string> = {
  INT31: 'ad1',
  INT32: 'header',
  INT33: 'oc2',
  INT34: 'oc3',
  INT35: 'prevPerm',
  INT36: 'uasc',
}
const each = (of: Record<string, string>, tales: (table: string) => string[]) =>
  Object.fromEntries(Object.entries(of).map(([id, table]) => [id, tales(table)]))

tryTheme('integrity', integrityRules, {
  ...each(lists, (table) => [`!${table} | header id=2`, `${table} | header`]),
  ...each(births, (table) => [
    `header dob=2010-01-01 | !${table} dob=2010-01-02`,
    `header dob=2010-01-01 | ${table} dob=2010-01-01`,
    `header | ${table} dob=2010-01-01`,
  ]),
  ...each(once, (table) => [`!${table} | !${table}`, `${table} | ${table} id=2`]),
  INT21: ['header sex=F | !uasc sex=M', 'header sex=F | uasc sex=2'],
  EPI: ['!header', 'header | oc3', 'header | episodes'],
  '442': ['!header | episodes ls=C2', 'header | episodes ls=V3', 'header upn=UN4 | episodes ls=C2'],
  '1012': ['!missing | !reviews | oc3', 'missing | reviews | episodes'],
})
