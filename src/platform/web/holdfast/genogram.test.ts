import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { generations, tiesOf, type Couple, type Family, type FamilyMember } from './family.ts'
import { placesOf, slot } from './genogram-layout.ts'
import { genogram } from './genogram.ts'
import { family, largeFamily } from './specimen-family.ts'

const drawn = (given: Family): string => String(genogram({ id: 'g', title: 'Family', family: given }))

describe('a family drawing', () => {
  it('stands each generation on its own row, partners together', () => {
    const rows = { jean: 0, kelly: 1, carl: 1, dean: 1, tyler: 2, leo: 2 }
    assert.deepEqual(Object.fromEntries(generations(family)), rows)
    const places = placesOf(family)
    assert.equal(places.get('kelly')!.x - places.get('carl')!.x, slot)
    assert.equal(places.get('dean')!.x - places.get('kelly')!.x, slot)
  })

  it('says in words what the lines say', () => {
    assert.equal(
      tiesOf('kelly', family),
      'Child of Nan Jean. Partner of Dean. Was with Dad Carl. Parent of Tyler, 14 and Leo, 6.',
    )
    assert.equal(tiesOf('leo', family), 'Child of Dad Carl and Mum Kelly.')
  })

  it('says where the child lives and who does not, and never leaves it out', () => {
    assert.match(
      drawn(family),
      /Mum Kelly, Dean, Tyler, 14 and Leo, 6 live at 4 Mill Road. Nan Jean and Dad Carl do not live there./,
    )
    const { home: _home, ...without } = family
    assert.match(drawn(without), /Where Leo, 6 lives is not recorded./)
  })

  it('marks the child, who has died and who is not known, in the drawing and in the table', () => {
    assert.equal(drawn(family).match(/class="who me"/g)?.length, 1)
    assert.equal(drawn(largeFamily).match(/class="died"/g)?.length, 2)
    assert.match(drawn(family), /<title>Dean, Mum’s partner, not known to us<\/title>/)
    assert.match(drawn(largeFamily), /<div>has died<\/div>/)
    assert.match(drawn(family), /<div>since Aug, not known to us<\/div>/)
  })

  it('shortens a long name in the drawing, and has the whole of it in the title and the table', () => {
    const long = largeFamily.people[0]!.name
    assert.ok(long.length >= 60)
    const page = drawn(largeFamily)
    assert.equal(page.split(long).length - 1 >= 2, true)
    for (const [, text] of page.matchAll(/class="(?:nm|sm)[^"]*">([^<]*)</g))
      assert.ok((text ?? '').length <= 20, text ?? '')
  })

  it('escapes a name', () => {
    const people: FamilyMember[] = [{ id: 'a', name: '<img src=x>', relation: '"', sex: 'female' }]
    assert.doesNotMatch(drawn({ child: 'a', people, couples: [] }), /<img/)
  })

  it('keeps every two people a slot apart and every child below its parents, in any family of twelve', () => {
    const sexes = ['female', 'male', 'unknown'] as const
    const familyOf = fc
      .array(fc.tuple(fc.nat(11), fc.nat(11), fc.nat(11)), { maxLength: 8 })
      .map((ties): Family => {
        const people = Array.from({ length: 12 }, (_, i) => ({
          id: `p${i}`,
          name: `Name ${i}`,
          relation: 'Kin',
          sex: sexes[i % 3]!,
        }))
        // Three generations: four grandparents, four parents, four children, tied at random.
        const couples: Couple[] = ties.map(([a, b, c], i) => {
          const row = i % 2
          const [one, other] = [row * 4 + (a % 4), row * 4 + (b % 4)]
          return {
            partners: one === other ? [`p${one}`] : [`p${one}`, `p${other}`],
            children: [`p${row * 4 + 4 + (c % 4)}`],
            ended: a > b,
          }
        })
        return { child: 'p8', people, couples, home: { name: 'Here', people: ['p8', 'p4'] } }
      })
    fc.assert(
      fc.property(familyOf, (any) => {
        const places = [...placesOf(any)]
        assert.equal(places.length, 12)
        for (const [id, { x, row }] of places) {
          assert.ok(Number.isFinite(x) && x >= slot / 2, id)
          for (const [other, place] of places)
            if (other !== id && place.row === row)
              assert.ok(Math.abs(place.x - x) >= slot - 1, `${id} ${other}`)
        }
        const rows = new Map(places.map(([id, { row }]) => [id, row]))
        for (const { partners, children = [] } of any.couples) {
          for (const each of children) assert.ok(rows.get(each)! > rows.get(partners[0])!, each)
        }
        assert.doesNotMatch(drawn(any), /NaN|undefined|Infinity/)
      }),
      { numRuns: 200 },
    )
  })
})
