import { expect, test } from 'vitest'
import { reloadPage } from './reload-page.ts'

test('the page is opened by GET at its own address, without the part after #', () => {
  const visited: string[] = []
  const location = { ...window.location, href: 'https://apps.example.com/?DOMAIN=demo.bitrix24.com#x', replace: (address: string | URL) => void visited.push(String(address)) }
  reloadPage(location)
  expect(visited).toEqual(['https://apps.example.com/?DOMAIN=demo.bitrix24.com'])
})
