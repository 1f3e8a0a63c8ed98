import { expect, test } from 'vitest'
import { hideSecrets } from './hide-secrets.ts'

test.each([
  ['https://p.example/bitrix/services/main/ajax.php?action=disk.api.file.download&_esd=abc&fileName=a.pdf', 'https://p.example/bitrix/services/main/ajax.php?action=disk.api.file.download&fileName=a.pdf'],
  ['https://p.example/rest/download.json?auth=abc&token=disk%7Cdef', 'https://p.example/rest/download.json?'],
  ['see https://p.example/x?a=1&sessid=0f#access_token=zzz&b=2 please', 'see https://p.example/x?a=1&#b=2 please'],
  ['(/mobile/?SESSID=1&amp;auth=2)', '(/mobile/?)'],
  ['https://p.example/rest/1/abcdefgh12345678/profile.json', 'https://p.example/rest/1/…/profile.json'],
  ['see https://p.example/rest/1/abcdefgh12345678, and https://p.example/rest/1/abcdefgh12345678?a=1', 'see https://p.example/rest/1/…, and https://p.example/rest/1/…?a=1'],
  ['https://p.example/rest/user.current?params[auth]=a&data%5Baccess_token%5D=b&c=3', 'https://p.example/rest/user.current?c=3'],
  ['https://s3.example/a?X-Amz-Credential=k&X-Amz-Date=1&X-Amz-Security-Token=t&X-Amz-Signature=s', 'https://s3.example/a?X-Amz-Date=1&'],
  ['https://a.example/b?sv=1&sig=x%3D&se=2', 'https://a.example/b?sv=1&se=2'],
  ['https://a.example/?client_secret=1&pwd=2&passwd=3&access-token=4&authorization=5&x=6', 'https://a.example/?x=6'],
])('%s lets nobody in', (text, shown) => {
  expect(hideSecrets(text)).toEqual({ text: shown, isHidden: true })
})

test.each(['author=me', 'https://p.example/?author=1&tokens=2&x=token', 'auth=abc', 'a token = secret', 'https://p.example/rest/crm.deal.list/', 'https://p.example/rest/1/profile.json', 'https://p.example/?design=1&secretary=2'])('%s stays as it is', (text) => {
  expect(hideSecrets(text)).toEqual({ text, isHidden: false })
})

test('a long text of such signs takes time in proportion', () => {
  expect(hideSecrets('?auth='.repeat(100_000)).text.length).toBeLessThan(600_000)
})
