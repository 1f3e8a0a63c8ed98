import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEFAULT_TITLES } from '../registration/titles.ts'
import type { WantedItem } from '../registration/sidebar-item.ts'
import { CODE_KINDS, codeSample } from './samples.ts'

function anItem(item: Partial<WantedItem> = {}): WantedItem {
  return {
    handler: 'https://apps.example.com/', titles: DEFAULT_TITLES, iconName: 'fa-comments', context: 'USER;CHAT', role: 'USER', extranet: 'N', color: 'AZURE', isInMobile: false,
    ...item,
  }
}

test.each(CODE_KINDS)('the code for %s names every value of the item', (kind) => {
  const code = codeSample(kind, anItem(), 'https://demo.bitrix24.com')
  for (const value of ['IM_SIDEBAR', 'https://apps.example.com/', 'fa-comments', 'USER;CHAT', 'AZURE', ...Object.values(DEFAULT_TITLES)]) {
    expect(code).toContain(value)
  }
})

test.each(CODE_KINDS)('only with the tick the code for %s names the mobile app', (kind) => {
  expect(codeSample(kind, anItem(), 'https://demo.bitrix24.com')).not.toContain('IMMOBILE_CONTEXT_MENU')
  expect(codeSample(kind, anItem({ isInMobile: true }), 'https://demo.bitrix24.com').match(/IM_SIDEBAR|IMMOBILE_CONTEXT_MENU/g)).toEqual(['IM_SIDEBAR', 'IMMOBILE_CONTEXT_MENU'])
})

test.each(CODE_KINDS)('nothing in the code for %s is hidden or moves what stands around it', (kind) => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('\u202E', '\u2066', '\u200F', '\u061C', '\r', '\u0085', '\u2028'), (text, hidden) => {
    const titles = { en: `a${text}${hidden}${text}b` }
    expect(codeSample(kind, anItem({ titles }), 'https://demo.bitrix24.com')).not.toMatch(/[\p{Bidi_Control}\u2028\u2029]|(?!\n)\p{Cc}/u)
  }))
})

test.each(CODE_KINDS)('every title has a line of its own in the code for %s, so that right-to-left titles keep to themselves', (kind) => {
  const lines = codeSample(kind, anItem(), 'https://demo.bitrix24.com').split('\n')
  const [arabic, hindi] = [DEFAULT_TITLES['ar'] ?? '?', DEFAULT_TITLES['in'] ?? '?']
  expect(lines.filter(line => line.includes(arabic))).toEqual([expect.not.stringContaining(hindi)])
})

test('the shell sends the request to the portal that the page was opened in', () => {
  expect(codeSample('curl', anItem(), 'https://demo.bitrix24.com')).toContain('  \'https://demo.bitrix24.com/rest/placement.bind\' |\n')
})

test.each(['js-sdk', 'bx24-js'] as const)('no title ends or comments out the script element around the code for %s', (kind) => {
  const titles = { en: '</script><!--', de: '<SCRIPT></Script ' }
  expect(codeSample(kind, anItem({ titles }), 'https://demo.bitrix24.com')).not.toMatch(/<!--|<\/?script/i)
})
