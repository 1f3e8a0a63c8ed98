import { expect, test } from 'vitest'
import { keepAttach } from './keep-attach.ts'

test('the short form and the full form are kept alike, links and people one a block', () => {
  const blocks = [{ LINK: { NAME: 'a', LINK: '/b/?c=1&d=2' } }, { USER: [{ NAME: 'x' }, { NAME: 'y' }] }, { IMAGE: { LINK: 'https://a.example/?b=1&c=2' } }]
  const kept = [
    { LINK: [{ NAME: 'a', LINK: '/b/?c=1&d=2' }] }, { USER: [{ NAME: 'x' }] }, { USER: [{ NAME: 'y' }] }, { IMAGE: [{ LINK: 'https://a.example/?b=1&amp;c=2' }] },
  ]
  expect(keepAttach(blocks, 7)).toEqual({ ID: 7, BLOCKS: kept })
  expect(keepAttach({ ID: 1, COLOR: '#29619b', COLOR_TOKEN: 'primary', BLOCKS: blocks }, 7)).toEqual({ ID: 1, COLOR: '#29619b', BLOCKS: kept })
})

test('lines of a text become tags, and a delimiter without a size gets one', () => {
  expect(keepAttach([{ MESSAGE: 'one\ntwo<br />three' }, { DELIMITER: true }], 7)?.BLOCKS).toEqual([{ MESSAGE: 'one[BR]two[BR]three' }, { DELIMITER: { SIZE: 200 } }])
})

test.each([[null], ['x'], [[]], [[{ NOTHING: 1 }]], [{ BLOCKS: [] }]])('%j is no attachment', (given) => {
  expect(keepAttach(given, 7)).toBeNull()
})
