import type { Family } from './family.ts'

/** Everyone here is invented: what the specimen page shows of families. */
export const family: Family = {
  child: 'leo',
  people: [
    { id: 'jean', name: 'Nan Jean', relation: 'Nan', sex: 'female', note: 'Ash Lane' },
    { id: 'carl', name: 'Dad Carl', relation: 'Dad', sex: 'male', note: 'not contacted' },
    { id: 'kelly', name: 'Mum Kelly', relation: 'Mum', sex: 'female', note: 'seen 5 Nov' },
    { id: 'dean', name: 'Dean', relation: 'Mum’s partner', sex: 'male', note: 'since Aug', unknown: true },
    { id: 'tyler', name: 'Tyler, 14', relation: 'Brother', sex: 'male' },
    { id: 'leo', name: 'Leo, 6', relation: 'Leo himself', sex: 'male' },
  ],
  couples: [
    { partners: ['jean'], children: ['kelly'] },
    { partners: ['carl', 'kelly'], ended: true, children: ['tyler', 'leo'] },
    { partners: ['kelly', 'dean'] },
  ],
  home: { name: '4 Mill Road', people: ['kelly', 'dean', 'tyler', 'leo'] },
}

const long = 'Wilhelmina-Persephone Featherstonehaugh-Cholmondeley-Smythe'

export const largeFamily: Family = {
  child: 'ada',
  people: [
    { id: 'g1', name: `Nan ${long}`, relation: 'Nan', sex: 'female', died: true },
    { id: 'g2', name: 'Grandad Wilfred', relation: 'Grandad', sex: 'male' },
    { id: 'g3', name: 'Gran Mo', relation: 'Gran', sex: 'female' },
    { id: 'dad', name: 'Dad Ivor', relation: 'Dad', sex: 'male', note: 'in prison until June' },
    { id: 'mum', name: `Mum ${long}`, relation: 'Mum', sex: 'female' },
    { id: 'ex', name: 'Stephen', relation: 'Half-brother’s dad', sex: 'male', unknown: true },
    { id: 'now', name: 'Mum’s partner Abdul-Rahman', relation: 'Mum’s partner', sex: 'male' },
    { id: 'aunt', name: 'Auntie Bea', relation: 'Aunt', sex: 'female' },
    { id: 'half', name: 'Half-brother Kit, 11', relation: 'Half-brother', sex: 'male' },
    { id: 'ada', name: 'Ada, 8', relation: 'Ada herself', sex: 'female' },
    { id: 'twin', name: 'Twin', relation: 'Twin', sex: 'unknown', died: true },
    { id: 'baby', name: 'Baby Sol', relation: 'Half-sister', sex: 'female' },
  ],
  couples: [
    { partners: ['g1', 'g2'], children: ['mum', 'aunt'] },
    { partners: ['g3'], children: ['dad'] },
    { partners: ['dad', 'mum'], ended: true, children: ['ada', 'twin'] },
    { partners: ['mum', 'ex'], ended: true, children: ['half'] },
    { partners: ['mum', 'now'], children: ['baby'] },
  ],
  home: { name: 'Flat 12, 118 Old Harbour Road', people: ['mum', 'now', 'ada', 'baby'] },
}
