import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aFile, aMessage, aPerson, aPlan, exported } from '../../../tests/support/an-export.ts'
import { asAttachments } from '../../../tests/support/export-nodes.ts'
import { EXPORT_FORMATS } from './export-plan.ts'

const everything = (files: ReadonlyMap<string, Buffer>): string => [...files.values()].map(content => content.toString('utf8')).join('\n')

const SECRET = 'S3CRET'
const leaks = [
  `https://demo.bitrix24.com/x?auth=${SECRET}`, `[url=https://demo.bitrix24.com/x?a=1&token=${SECRET}]here[/url]`, `[url=/mobile/?sessid=${SECRET}]here[/url]`,
  `[img]https://demo.bitrix24.com/a.png?_esd=${SECRET} [/img]`, `[code]curl https://demo.bitrix24.com/rest/1/${SECRET}99/profile?access_token=${SECRET}[/code]`,
  `>>https://demo.bitrix24.com/x?auth=${SECRET}&b=2`, `[b]https://demo.bitrix24.com/#id_token=${SECRET}[/b]`,
  // a link ends at a bracket
  `https://demo.bitrix24.com/?params[auth]=${SECRET}`, `https://demo.bitrix24.com/?a=[x]&token=${SECRET} and on`,
  `[url=https://demo.bitrix24.com/?params[auth]=${SECRET}]x[/url]`, `${'-'.repeat(54)}\nAnna https://demo.bitrix24.com/?token=${SECRET} [10:00]\nq\n${'-'.repeat(54)}`,
]

test.each(EXPORT_FORMATS)('%s has no address that lets anybody in: not of files, not in what people or the portal wrote', async (format) => {
  const messages = leaks.map((text, index) => aMessage({ id: index + 1, text, attachments: asAttachments(text), fileIds: [9], isSystem: index % 2 === 1 }))
  const { packed, files } = await exported(aPlan({ format }), { messages, files: [aFile({ previewUrl: `https://a/?_esd=${SECRET}`, showUrl: `https://a/?_esd=${SECRET}` })] })
  expect(everything(files)).not.toMatch(new RegExp(`${SECRET}|_esd|sessid|[?&#](?:auth|token|access_token|id_token)=`))
  expect(packed.manifest.counts.messagesWithSecrets).toBe(leaks.length)
})

const NAMES = ['Anna Schmidt', 'Ben Okafor', 'Chloé Martin']
const people = NAMES.map((name, index) => aPerson({ id: 7500 + index, name }))

test('what is around a secret stays, whatever formatting it has (a16)', async () => {
  const text = `see [b]https://a.example/?params[/b][auth]=${SECRET} now\n>>https://a.example/?token=${SECRET}\nend`
  const { files } = await exported(aPlan({ format: 'text' }), { messages: [aMessage({ text })] })
  expect(everything(files)).toContain(`see https://a.example/?… (https://a.example/?params) now\n    > https://a.example/?…\n    end`)
})

test('a file that is named by an address does not let in (a16)', async () => {
  const { packed, files } = await exported(aPlan({ format: 'text' }), { messages: [aMessage({ fileIds: [9] })], files: [aFile({ name: `https://a.example/?token=${SECRET}` })] })
  expect(everything(files)).not.toContain(SECRET)
  expect(packed.manifest.counts.messagesWithSecrets).toBe(1)
})

test.each(EXPORT_FORMATS)('with pseudonyms %s names nobody whom the portal names, in no place, and says that free text may', async (format) => {
  const messages = [
    aMessage({ id: 1, authorId: 7500, text: '[USER=7501]Ben Okafor[/USER], look', likedBy: [7502] }),
    aMessage({ id: 2, authorId: 0, isSystem: true, text: 'Chloé Martin invited [USER=7501 REPLACE]Ben Okafor[/USER]' }),
    aMessage({ id: 3, authorId: 7502, text: `${'-'.repeat(54)}\nAnna Schmidt [10:00] #7501:7500/12\nquoted\n${'-'.repeat(54)}\nyes [context=7501:7500/12]there[/context]`, fileIds: [9] }),
    aMessage({ id: 4, authorId: 7501, text: [
      '[url=/company/personal/user/7502/]her page[/url]', '[url]/company/personal/user/7502/[/url]', 'https://demo.bitrix24.com/company/personal/user/7502/',
      '[url=https://demo.bitrix24.com/company/personal/user/7502/]her page[/url]', '[context=7501:7500/12][/context]', '[context=7502/12][/context]',
      '[img]https://demo.bitrix24.com/company/personal/user/7502/a.png[/img]', '[url=/online/?IM_DIALOG=7501&IM_MESSAGE=5]there[/url]',
      '[url=https://demo.bitrix24.com/online/?IM_DIALOG=7501]there[/url]', 'https://demo.bitrix24.com/company/personal.php?user_id=7501',
    ].join('\n') }),
    aMessage({ id: 5, authorId: 7501, text: '', attachments: [[
      { kind: 'text', text: 'Assigned to Chloé Martin by [USER=7501]Ben Okafor[/USER]' },
      { kind: 'entry', name: 'Anna Schmidt', description: 'asked Chloé Martin', target: { personId: 7500, chatId: null, address: '' } },
      { kind: 'entry', name: 'Ben Okafor', description: '', target: { personId: null, chatId: null, address: '/company/personal/user/7501/' } },
      { kind: 'grid', cells: [{ name: 'Anna Schmidt', value: 'Ben Okafor', target: { personId: 7501, chatId: null, address: '' } }] },
      { kind: 'file', name: 'Anna Schmidt.pdf', size: 5, address: '' },
    ]] }),
  ]
  const plan = aPlan({ format, isPseudonymous: true, personIds: [7500, 7501, 7502] }, { dialogId: '7501', chatTitle: 'hidden by whoever makes the plan' })
  const { files, packed } = await exported(plan, { messages, people, files: [aFile({ name: 'Anna Schmidt.pdf' })] })
  const all = everything(files)
  for (const name of NAMES) expect(all).not.toContain(name)
  expect(all).not.toMatch(/\b750[012]\b/)
  expect(all).toContain('note-pseudonyms')
  expect(all, 'what nothing leads to is not promised').not.toContain('note-files')
  expect(packed.manifest.people.map(({ name, messages: count }) => [name, count])).toEqual([['Person 1', 1], ['Person 3', 1], ['Person 2', 2]])
})

test.each(EXPORT_FORMATS)('with pseudonyms %s names nobody in a sentence of the portal, also whom no page has named (a2)', async (format) => {
  const messages = [
    aMessage({ id: 1, authorId: 0, isSystem: true, text: 'Boris Weber invited Carla Diaz, Li\u200b, [USER=7501]Ben Okafor[/USER] to the chat' }),
    aMessage({ id: 2, authorId: 0, isSystem: true, text: 'Carla Diaz changed the chat title to "Carla Diaz, Ben Okafor and more"' }),
  ]
  const { files } = await exported(aPlan({ format, isPseudonymous: true }), { messages, people: people.slice(1) })
  const all = everything(files)
  expect(all).not.toMatch(/Boris|Weber|Diaz, Li|Ben Okafor/)
  expect(all.replaceAll('&#32;', ' ').replace(/[*@]|<[^>]*>/g, '')).toContain('somebody invited somebody, somebody, Person 1 to the chat')
  expect(all).toMatch(/somebody changed the chat title to .+Carla Diaz, Person 1 and more/)
})

const FENCE = '-'.repeat(54)

test.each([
  // what is quoted was written by people, and a name is no part of a word
  ['a quote, and words with the name in them', `${FENCE}\nMax [10:00]\nSupermax, Max, the Maximum\n${FENCE}\nMax pinned a message`, /Supermax, Max, the Maximum[^]*somebody pinned a message/],
  ['a name in the verb of its sentence', 'vi invited vi to the chat', /somebody invited somebody to the chat/],
  ['a mention, and the other name in the verb', '[USER=7501]Ben Okafor[/USER] invited vi to the chat', /Person 1 invited somebody to the chat/],
  ['whoever was invited before who invites', 'Li Wang was invited by Vi Tran and has now joined the chat.', /somebody was invited by somebody and/],
  ['a language of which there are other words', 'Li Wang a invité Vi Tran à rejoindre cette conversation.', /somebody a invité somebody à rejoindre/],
  ['a script without blanks', '王 left the chat', /somebody left the chat/],
])('with pseudonyms a sentence of the portal loses names alone: %s', async (_what, text, expected) => {
  const { files } = await exported(aPlan({ format: 'text', isPseudonymous: true }), { messages: [aMessage({ authorId: 0, isSystem: true, text })], people })
  expect(everything(files).replaceAll('@', '')).toMatch(expected)
})

test('a pseudonym is one person in the whole export, whatever the order of who writes, is named and reacts', async () => {
  const message = fc.record({ authorId: fc.constantFrom(7500, 7501, 7502), named: fc.constantFrom(0, 1, 2), liked: fc.subarray([7500, 7501, 7502]) })
  const writing = fc.array(message, { minLength: 1, maxLength: 12 })
  await fc.assert(fc.asyncProperty(writing, async (written) => {
    const messages = written.map(({ authorId, named, liked }, index) =>
      aMessage({ id: index + 1, authorId, likedBy: liked, text: `[user=${7500 + named}]${NAMES[named]}[/user]` }))
    const { files } = await exported(aPlan({ isPseudonymous: true }), { messages, people, pageSize: 2 })
    const part = JSON.parse(everything(new Map([...files].filter(([name]) => name.startsWith('messages'))))) as {
      messages: { author: { id: number, name: string }, text: string, reactions: { id: number }[] }[]
    }
    const numberOf = new Map<number, number>()
    for (const [index, { author, text, reactions }] of part.messages.entries()) {
      const { authorId = 0, named = 0, liked = [] } = written[index] ?? {}
      const pairs: [number, number][] = [[authorId, author.id], [7500 + named, Number(text.replace('Person ', ''))], ...liked.map((id, at): [number, number] => [id, reactions[at]?.id ?? 0])]
      for (const [id, number] of pairs) expect(numberOf.get(id) ?? number).toBe(numberOf.set(id, number).get(id))
    }
    expect(new Set(numberOf.values()).size).toBe(numberOf.size)
  }), { numRuns: 30 })
})
