import { ESLint } from 'eslint'
import { expect, test } from 'vitest'

const eslint = new ESLint()

async function complaints(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath })
  return (result?.messages ?? []).map(({ ruleId }) => ruleId ?? 'parse error')
}

// A fence that never fires guards nothing, so each is seen to fire once.
test.each([
  ['the chat domain importing a panel', 'src/chat/sample.ts', 'import \'../panels/registry.ts\'\n'],
  ['the chat domain importing who is in the chat', 'src/chat/sample.ts', 'import \'../people/members-store.ts\'\n'],
  ['the chat domain importing messages', 'src/chat/sample.ts', 'import \'../messages/message.ts\'\n'],
  ['the heartbeat importing who is in the chat', 'src/chat/live/sample.ts', 'import \'../../people/members-store.ts\'\n'],
  ['the heartbeat importing what is kept', 'src/chat/live/sample.ts', 'import \'../../messages/keep/index.ts\'\n'],
  ['a message importing who is in the chat', 'src/messages/sample.ts', 'import \'../people/members-store.ts\'\n'],
  ['the grammar of a text importing a message', 'src/messages/text/sample.ts', 'import \'../message.ts\'\n'],
  ['people importing a panel', 'src/people/sample.ts', 'import \'../panels/registry.ts\'\n'],
  ['a panel importing the app', 'src/panels/overview/sample.ts', 'import \'../../app/App.vue\'\n'],
  ['the app importing the inside of a panel', 'src/app/sample.ts', 'import \'../panels/overview/OverviewPanel.vue\'\n'],
  ['a panel importing another panel', 'src/panels/overview/sample.ts', 'import \'../members/use-members.ts\'\n'],
  ['what panels share importing a panel', 'src/panels/parts/archive/sample.ts', 'import \'../../overview/is-open-to-join.ts\'\n'],
  ['shared components importing the door', 'src/ui/sample.ts', 'import \'../bitrix24/index.ts\'\n'],
  ['plain helpers importing anything', 'src/lib/sample.ts', 'import \'../chat/chat.ts\'\n'],
  ['the SDK outside the door', 'src/chat/sample.ts', 'import \'@bitrix24/b24jssdk\'\n'],
  ['a test imported by what ships', 'src/app/sample.ts', 'import \'../../tests/support/a-portal.ts\'\n'],
  ['a module of Node in what ships', 'src/lib/browser/sample.ts', 'import \'node:path\'\n'],
  ['a module of Node without its prefix', 'src/chat/sample.ts', 'import \'fs/promises\'\n'],
  ['a module of Node where the app begins', 'src/main.ts', 'import \'node:path\'\n'],
  ['the simulated portal importing the app', 'tests/portal/server/sample.ts', 'import \'../../../src/chat/chat.ts\'\n'],
  ['the simulated core importing Node', 'tests/portal/core/sample.ts', 'import \'node:fs\'\n'],
  ['the simulated core importing Node without its prefix', 'tests/portal/core/sample.ts', 'import \'fs/promises\'\n'],
  ['the simulated portal\'s page importing Node', 'tests/portal/page/sample.ts', 'import \'node:fs\'\n'],
  ['the simulated portal\'s page importing the app', 'tests/portal/page/sample.ts', 'import \'../../../src/chat/chat.ts\'\n'],
  ['the simulated core importing its server', 'tests/portal/core/sample.ts', 'import \'../server/start.ts\'\n'],
])('lint refuses %s', async (_what, filePath, code) => {
  expect(await complaints(filePath, code)).toContain('no-restricted-imports')
})

test.each([
  ['the parent window outside the door', 'src/app/sample.ts', 'window.parent.postMessage(\'\', \'*\')\n', 'no-restricted-syntax'],
  ['the parent window from the archive', 'src/messages/keep/sample.ts', 'parent.postMessage(\'\', \'*\')\n', 'no-restricted-syntax'],
  ['window.name outside the door', 'src/app/sample.ts', 'export const name = window.name\n', 'no-restricted-syntax'],
  ['the language of the page outside the texts', 'src/panels/overview/sample.ts', 'export const tag = document.documentElement.lang\n', 'no-restricted-syntax'],
  ['the clock in the simulated core', 'tests/portal/core/sample.ts', 'export const now = Date.now()\n', 'no-restricted-syntax'],
  ['chance in the simulated core', 'tests/portal/core/sample.ts', 'export const dice = Math.random()\n', 'no-restricted-syntax'],
  ['the DOM in the simulated core', 'tests/portal/core/sample.ts', 'export const { title } = document\n', 'no-restricted-globals'],
  ['what browsers and Node have in the simulated core', 'tests/portal/core/sample.ts', 'export const address = new URL(\'https://a.example/\')\n', 'no-restricted-globals'],
  ['a timer in the simulated core', 'tests/portal/core/sample.ts', 'export const later = setTimeout\n', 'no-restricted-globals'],
  ['a global of Node in the simulated portal\'s page', 'tests/portal/page/sample.ts', 'export const bytes = Buffer.from(\'a\')\n', 'no-restricted-globals'],
  ['a database of the browser outside its folder', 'src/chat/sample.ts', 'export const open = () => indexedDB.open(\'a\')\n', 'no-restricted-globals'],
  ['a global of Node in what ships', 'src/chat/sample.ts', 'export const { env } = process\n', 'no-restricted-globals'],
  ['a global of Node where the browser is asked', 'src/lib/browser/sample.ts', 'export const bytes = Buffer.from(\'a\')\n', 'no-restricted-globals'],
  ['storage of the session through the window', 'src/app/sample.ts', 'export const kept = window.sessionStorage\n', 'no-restricted-properties'],
  ['a channel between pages', 'src/bitrix24/sample.ts', 'export const channel = new BroadcastChannel(\'a\')\n', 'no-restricted-globals'],
  ['ids that need https (r2)', 'src/chat/sample.ts', 'export const id = crypto.randomUUID()\n', 'no-restricted-properties'],
  ['sums that need https', 'src/chat/sample.ts', 'export const { digest } = crypto.subtle\n', 'no-restricted-properties'],
  ['held names', 'src/messages/keep/sample.ts', 'export const { request } = navigator.locks\n', 'no-restricted-properties'],
  ['the clipboard', 'src/ui/sample.ts', 'export const { writeText } = navigator.clipboard\n', 'no-restricted-properties'],
  ['room on the disk', 'src/panels/export/sample.ts', 'export const { estimate } = navigator.storage\n', 'no-restricted-properties'],
  ['the library of databases', 'src/chat/sample.ts', 'import { openDB } from \'idb\'\n\nexport const open = openDB\n', 'no-restricted-imports'],
  ['words in a template', 'src/app/Sample.vue', '<template><b>Hello</b></template>\n', 'vue/no-bare-strings-in-template'],
  ['words in an attribute that is read out', 'src/app/Sample.vue', '<template><b title="Hint" /></template>\n', 'vue/no-bare-strings-in-template'],
  ['HTML made from strings', 'src/ui/sample.ts', 'document.body.innerHTML = \'\'\n', 'no-restricted-properties'],
])('lint refuses %s', async (_what, filePath, code, rule) => {
  expect(await complaints(filePath, code)).toContain(rule)
})

test('lint lets the door use the SDK and a panel use the chat domain', async () => {
  expect(await complaints('src/bitrix24/sample.ts', 'import \'@bitrix24/b24jssdk\'\n')).toEqual([])
  expect(await complaints('src/panels/overview/sample.ts', 'import \'../../chat/chat-store.ts\'\n')).toEqual([])
  expect(await complaints('src/panels/overview/sample.ts', 'import \'../parts/archive/to-time.ts\'\n')).toEqual([])
  expect(await complaints('src/panels/parts/archive/sample.ts', 'import \'../../../chat/chat-store.ts\'\n')).toEqual([])
  expect(await complaints('src/chat/sample.ts', 'import \'../people/to-person.ts\'\n')).toEqual([])
  expect(await complaints('src/people/sample.ts', 'import \'../chat/chat-store.ts\'\n')).toEqual([])
  expect(await complaints('src/panels/sample.ts', 'import \'../lib/is-record.ts\'\n')).toEqual([])
  expect(await complaints('src/app/sample.ts', 'import \'../panels/registry.ts\'\n')).toEqual([])
})
