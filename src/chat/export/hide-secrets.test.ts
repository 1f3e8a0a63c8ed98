import { expect, test } from 'vitest'
import { hideSecrets } from './hide-secrets.ts'

test.each([
  ['https://p.example/bitrix/services/main/ajax.php?action=disk.api.file.download&_esd=abc&fileName=a.pdf', 'https://p.example/bitrix/services/main/ajax.php?action=disk.api.file.download&fileName=a.pdf'],
  ['https://p.example/rest/download.json?auth=abc&token=disk%7Cdef', 'https://p.example/rest/download.json?'],
  ['see https://p.example/x?a=1&sessid=0f#access_token=zzz&b=2 please', 'see https://p.example/x?a=1&#b=2 please'],
  ['(/mobile/?SESSID=1&amp;auth=2)', '(/mobile/?)'],
  ['https://p.example/rest/1/abcdefgh12345678/profile.json', 'https://p.example/rest/1/…/profile.json'],
])('%s lets nobody in', (text, shown) => {
  expect(hideSecrets(text)).toEqual({ text: shown, isHidden: true })
})

test.each(['author=me', 'https://p.example/?author=1&tokens=2&x=token', 'auth=abc', 'a token = secret', 'https://p.example/rest/crm.deal.list/'])('%s stays as it is', (text) => {
  expect(hideSecrets(text)).toEqual({ text, isHidden: false })
})

test('a long text of such signs takes time in proportion', () => {
  expect(hideSecrets('?auth='.repeat(100_000)).text.length).toBeLessThan(600_000)
})
