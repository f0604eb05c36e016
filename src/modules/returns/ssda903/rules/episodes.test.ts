import { tryTheme } from '../scenario.testing.ts'
import { continuityRules } from './continuity.ts'
import { episodeCodeRules } from './episode-codes.ts'
import { ageAndLeavingRules } from './leaving.ts'
import { legalStatusRules } from './legal-status.ts'
import { placementRules } from './placement.ts'

tryTheme('episode codes', episodeCodeRules, {
  '141': ['!episodes decom="1/13/2025"', 'episodes', 'episodes decom=2025-05-01'],
  '143': ['!episodes rne=X', 'episodes rne=S | episodes'],
  '144': ['!episodes ls=S20', 'episodes ls=C2 | episodes'],
  '145': ['!episodes cin=N0 | !episodes cin=N9', 'episodes cin=N8 | episodes'],
  '146@2023': ['!episodes place=K3 | !episodes place=Z11', 'episodes place=H5 | episodes place=P2'],
  '146@2025': ['!episodes place=Z11', 'episodes place=K3 | episodes place=Z1'],
  '146': ['!episodes place=Z1 | !episodes place=H5 | !episodes place=P2', 'episodes place=Z14 | episodes'],
  '147': ['!episodes dec="tomorrow"', 'episodes', 'episodes dec=2025-05-01'],
  '148': ['!episodes dec=2025-05-01', '!episodes rec=X1', 'episodes dec="?" rec=X1', 'episodes'],
  '149': ['!episodes rec=E4', 'episodes rec=E4A | episodes'],
  '178@2023': ['!episodes placeProvider=PR1 place=Z1', 'episodes placeProvider=PR1 place=Z11'],
  '178': [
    '!episodes placeProvider=PR9',
    '!episodes placeProvider=PR1 place=Z12',
    'episodes placeProvider=PR1 place=U1',
  ],
  '217': [
    '!episodes place=A3 decom=2015-04-01 rne=P',
    'episodes place=A5 decom=2015-04-01 rne=U',
    'episodes place=A3 decom=2015-03-31 rne=P',
  ],
  '353': ['!episodes decom=1991-10-13', 'episodes decom=1991-10-14'],
  '354': ['!episodes decom=2026-04-01', 'episodes decom=2026-03-31'],
  '355': [
    '!episodes decom=2025-05-01 dec=2025-05-01',
    'episodes decom=2025-05-01 dec=2025-05-02',
    'episodes',
  ],
  '356': ['!episodes decom=2025-05-02 dec=2025-05-01', 'episodes decom=2025-05-01 dec=2025-05-01'],
  '385': ['!episodes dec=2026-04-01', 'episodes dec=2026-03-31'],
  '1009': ['!episodes reasonPlaceChange=MOVED', 'episodes reasonPlaceChange=CARPL | episodes'],
})

const one =
  'episodes decom=2025-05-01 dec=2025-06-01 rec=X1 rne=S ls=C2 cin=N1 place=U4 placeProvider=PR1 urn=SC1 plPost=AA1_1AA'
const two = 'episodes decom=2025-06-01 rne=P ls=C2 cin=N1 place=K2 placeProvider=PR4 urn=222 plPost=AA2_2AA'
const moved = one.replace('rec=X1', 'rec=X1 reasonPlaceChange=CARPL')

tryTheme('continuity', continuityRules, {
  '142': [`!${one.replace('rec=X1', '')} | ${two}`, `${one} | ${two}`],
  '388': [
    `!${one} | ${two.replace('06-01', '06-02')}`,
    `!${one.replace('X1', 'E4A')} | ${two}`,
    `!${one}`,
    `${one} | ${two}`,
  ],
  '431': [`${one} | !${two.replace('rne=P', 'rne=S')}`, `${one} | ${two}`],
  '432': [`${one.replace('X1', 'E4A')} | !${two}`, `${one} | ${two}`],
  '433': [
    `${one} | !${two.replace('06-01', '06-02')}`,
    `${one.replace('dec=2025-06-01', '')} | !${two}`,
    `${one} | ${two}`,
  ],
  '434': [
    `${one} | !${two.replace('rne=P', 'rne=L')}`,
    `${one} | ${one.replace('rne=S', 'rne=L').replace('05-01', '06-01').replace('C2', 'C1')}`,
  ],
  '435': [
    `${one} | !${two.replace('C2', 'C1')}`,
    `${one} | !${one.replace('rne=S', 'rne=P').replace('05-01', '06-01')}`,
    `${one} | ${two}`,
  ],
  '436': [
    `${one} | !${two.replace('rne=P', 'rne=B')}`,
    `${one} | ${two.replace('rne=P', 'rne=B').replace('C2', 'C1')}`,
  ],
  '437': [`!${one.replace('X1', 'E2')} | ${two}`, `${one} | ${two}`],
  '501': [`${one} | !${two.replace('06-01', '05-31')}`, `${one} | ${two}`],
  '504': [
    `${one} | !${two.replace('N1', 'N2')}`,
    `${one} | ${two}`,
    `${one} | ${two.replace('N1', 'N2').replace('06-01', '06-02')}`,
  ],
  '225': [`!${one} | ${two}`, `${moved} | ${two}`, `${one} | ${two.replace('K2', 'T1')}`],
  '226': [`${moved} | !${two.replace('K2', 'T1')}`, `${one} | ${two.replace('K2', 'T1')}`],
  '233': ['!episodes reasonPlaceChange=CARPL', 'episodes reasonPlaceChange=CARPL dec=2025-06-01', 'episodes'],
  '234': [
    '!header dob=2015-06-02 | !episodes decom=2025-06-01 reasonPlaceChange=CUSTOD',
    'header dob=2015-06-01 | episodes decom=2025-06-01 reasonPlaceChange=CUSTOD',
  ],
  '336': [
    `${one.replace('U4', 'K2')} | !${two.replace('K2', 'A5')}`,
    `${one} | ${two.replace('K2', 'A3')}`,
    `${one.replace('U4', 'K2')} | ${two.replace('K2', 'A4')}`,
  ],
  '380': ['!episodes place=T0 rne=S', 'episodes place=T0 rne=P', 'episodes place=U1 rne=S'],
  '381': ['!episodes place=T1 rec=E4A', 'episodes place=T1 rec=X1', 'episodes place=T1'],
  '383': [
    `${one} | episodes decom=2025-06-01 dec=2025-06-08 place=T1 | !episodes decom=2025-06-08 rne=P place=K2 plPost=AA1_1AA`,
    `${one} | episodes decom=2025-06-01 dec=2025-06-08 place=T1 | episodes decom=2025-06-08 rne=P place=U4 plPost=AA1_1AA`,
  ],
})

const lasting = (status: string, to: string) => `episodes ls=${status} decom=2025-05-01 dec=${to}`

tryTheme('legal status', legalStatusRules, {
  '358': [
    '!header dob=2015-05-02 | !episodes decom=2025-05-01 ls=J1',
    'header dob=2015-05-01 | episodes decom=2025-05-01 ls=J1',
  ],
  '361': [`!${lasting('L1', '2025-05-05')}`, lasting('L1', '2025-05-04')],
  '362': [
    `!${lasting('L2', '2025-05-15')} | !episodes ls=L2 decom=2025-05-15 dec=2025-05-23`,
    lasting('L2', '2025-05-22'),
  ],
  '363': [`!${lasting('L3', '2025-05-09')}`, lasting('L3', '2025-05-08')],
  '364': [`!${lasting('J2', '2025-05-23')}`, '!episodes ls=J2 decom=2026-03-09', lasting('J2', '2025-05-22')],
  '365': [`!${lasting('V3', '2025-05-19')}`, lasting('V3', '2025-05-18')],
  '366': ['!episodes ls=V3 rne=P', 'episodes ls=V3 rne=S'],
  '367': [
    `!${lasting('V3', '2025-06-15')} | !episodes ls=V3 decom=2025-07-01 dec=2025-08-01`,
    lasting('V3', '2025-07-15'),
  ],
  '378': ['!episodes ls=V2 place=P1', 'episodes ls=C2 place=P1'],
  '384': ['!episodes ls=V3 place=U1', 'episodes ls=V3 place=U6'],
  '214': ['!episodes ls=V3 urn=SC1', 'episodes ls=C2 urn=SC1', 'episodes ls=V4'],
  '398': ['!episodes ls=V4 homePost=AA1_1AA', 'episodes ls=C2 homePost=AA1_1AA'],
  '399': [
    '!header mother=0 | !episodes ls=V3 | !reviews review=2025-05-01',
    'header mother=0 | episodes ls=V3 | episodes ls=C2',
    'header | episodes ls=V3',
  ],
  '426': ['!episodes ls=V3 | !episodes ls=V4 | episodes ls=C2', 'episodes ls=V3 | episodes ls=V3'],
  '446': ['!episodes ls=E1 decom=2005-11-30', 'episodes ls=E1 decom=2005-12-01'],
  '445@2024': ['!episodes ls=D1 decom=2005-12-01', 'episodes ls=D1 decom=2005-11-30'],
  '451@2024': ['!episodes ls=D1', 'episodes ls=D1 dec=2023-05-01 rec=X1'],
})

const old = (dob: string, place: string) => `header dob=${dob} | episodes decom=2025-05-01 place=${place}`
const young = (dob: string, place: string) => `header dob=${dob} | !episodes decom=2025-05-01 place=${place}`
const stay = (place: string, to: string) => `episodes place=${place} decom=2025-05-01 dec=${to}`
const from = (provider: string, place: string) => `episodes placeProvider=${provider} place=${place}`

tryTheme('placement', placementRules, {
  '213@2025': [`!${from('PR1', 'Z1')}`, from('PR1', 'Z11')],
  '213': [`!${from('PR1', 'Z11')} | !${from('PR1', 'T4')}`, from('PR1', 'U1')],
  '526@2025': ['!episodes place=Z11', 'episodes place=Z1'],
  '526': ['!episodes place=U1', 'episodes place=Z11 | episodes place=T0'],
  '527': [`!${from('PR1', 'R5')}`, from('PR1', 'K2')],
  '528': [`!${from('PR2', 'P1')}`, from('PR2', 'K2')],
  '529': [`!${from('PR3', 'U3')}`, from('PR3', 'S1')],
  '530': [`!${from('PR4', 'P1')}`, from('PR4', 'U4')],
  '531': [`!${from('PR5', 'P1')}`, from('PR5', 'U4')],
  '550': [`!${from('PR0', 'U4')}`, from('PR0', 'P1')],
  '217t@2024': ['!episodes place=P2', 'episodes place=P2 dec=2023-10-27', 'episodes place=K3'],
  '370@2024': [young('2009-05-02', 'P2'), old('2009-05-01', 'P2')],
  '371@2023': [young('2009-05-02', 'H5'), old('2009-05-01', 'H5')],
  '371@2024': [young('2009-05-02', 'H5'), old('2009-05-01', 'H5')],
  '371': [young('2009-05-02', 'K3'), old('2009-05-01', 'K3')],
  // The peers pass over episodes that are open. A child too young in one is too young still.
  '372': [young('2015-05-02', 'R5'), old('2015-05-01', 'R5')],
  '373': [young('2021-05-02', 'S1'), old('2021-05-01', 'S1')],
  '374': [
    young('2011-05-02', 'P3'),
    old('2011-05-01', 'P3'),
    'header dob="?" | episodes decom=2025-05-01 place=P3',
  ],
  '375': [`!${stay('T1', '2025-06-13')}`, stay('T1', '2025-06-12')],
  '376': [`!${stay('T3', '2025-05-23')}`, stay('T3', '2025-05-22')],
  '377': [
    '!episodes place=T3 | !episodes place=T3 | !episodes place=T3',
    'episodes place=T3 | episodes place=T3',
  ],
  '379': [`!${stay('T4', '2025-05-09')}`, stay('T4', '2025-05-08')],
  '382': ['!episodes ls=V3 place=T1', 'episodes ls=C2 place=T1'],
  '359': [
    'header dob=2008-03-30 | !episodes ls=V2 place=U4',
    'header dob=2008-03-30 | episodes ls=V2 place=K2',
    'header dob=2008-03-31 | episodes ls=C2',
  ],
  '408': ['!episodes place=A5 ls=C2', 'episodes place=A5 ls=E1', 'episodes place=A3 ls=C2'],
})

const born = (dob: string, episode: string) => `header dob=${dob} | ${episode}`

tryTheme('age and leaving', ageAndLeavingRules, {
  '302': [
    '!header dob=2025-05-02 | !episodes decom=2025-05-01 | episodes decom=2025-06-01',
    'header dob=2025-05-01 | episodes decom=2025-05-01',
  ],
  '352': [
    born('2007-05-01', '!episodes rne=S decom=2025-05-01'),
    born('2007-05-02', 'episodes rne=S decom=2025-05-01'),
  ],
  '357': [
    '!episodes rne=P decom=2025-04-01',
    'episodes rne=P decom=2025-03-31',
    'episodes rne=S decom=2025-04-01',
  ],
  '386': [
    born('2007-05-01', '!episodes rec=E11 dec=2025-05-01'),
    born('2007-05-02', 'episodes rec=E12 dec=2025-05-01'),
  ],
  '387': [
    born('2011-05-02', '!episodes rec=E5 dec=2025-05-01'),
    born('2011-05-01', 'episodes rec=E6 dec=2025-05-01'),
  ],
  '389': [
    born('2009-05-02', '!episodes rec=E7 dec=2025-05-01'),
    born('2009-05-01', 'episodes rec=E7 dec=2025-05-01'),
  ],
  '390': ['!episodes rec=E11 place=U4', 'episodes rec=E11 place=A3'],
  '407': [
    born('2007-05-01', '!episodes rec=E45 dec=2025-05-01'),
    born('2007-05-02', 'episodes rec=E48 dec=2025-05-01'),
  ],
  '460': [
    born('2007-05-02', '!episodes rec=E17 dec=2025-05-01'),
    born('2007-05-01', 'episodes rec=E17 dec=2025-05-01'),
  ],
  '516': ['!episodes rec=E45 place=K2', 'episodes rec=E46 place=U4'],
  '199': [
    'episodes decom=2025-05-01 rec=E11 dec=2025-06-01 | !episodes decom=2025-07-01',
    'last.episodes decom=2024-05-01 rec=E12 | !episodes decom=2025-07-01',
    'episodes decom=2025-05-01 rec=E4A dec=2025-06-01 | episodes decom=2025-07-01',
  ],
})
