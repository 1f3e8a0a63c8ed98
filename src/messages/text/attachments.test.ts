import { expect, test } from 'vitest'
import { expectOfEveryMessage } from '../../../tests/support/every-message.ts'
import { attachmentNodes, type Attachment, type AttachmentTarget } from './attachments.ts'
import { plainText, type MessageNode } from './nodes.ts'

const nowhere: AttachmentTarget = { personId: null, chatId: null, address: '' }
const nodesOf = (...attachments: Attachment[]) => attachmentNodes(attachments, { sizeText: bytes => `${bytes} B` })

test('each block has lines of its own', () => {
  const [nodes = []] = nodesOf([
    { kind: 'text', text: '[b]New[/b] :)' },
    { kind: 'delimiter' },
    { kind: 'entry', name: 'Open', description: 'until Friday', target: { ...nowhere, address: 'https://a.example/' } },
    { kind: 'grid', cells: [{ name: 'Project', value: '[i]BUGS[/i]', target: nowhere }, { name: 'New', value: '', target: nowhere }, { name: '', value: 'x', target: nowhere }] },
    { kind: 'file', name: 'a.pdf', size: 12, address: 'https://a.example/f' },
  ])
  expect(plainText(nodes)).toBe('New 🙂\n———\nOpen\nuntil Friday\nProject BUGS\nNew\nx\na.pdf 12 B')
})

test.each<[Partial<AttachmentTarget>, MessageNode['kind']]>([
  [{ personId: 5, address: 'https://a.example/' }, 'mention'],
  [{ chatId: 7 }, 'chatMention'],
  [{ address: 'https://a.example/' }, 'link'],
  [{ address: '/crm/deal/details/1/' }, 'portalPage'],
  [{ address: 'javascript:alert(1)' }, 'text'],
  [{ address: '//a.example/' }, 'text'],
])('an entry that leads to %j is a %s', (target, kind) => {
  expect(nodesOf([{ kind: 'entry', name: 'Anna', description: '', target: { ...nowhere, ...target } }])).toEqual([[expect.objectContaining({ kind })]])
})

test('a picture is named and never loaded; one at an address that leads nowhere is only its name', () => {
  const picture = (name: string, address: string) => nodesOf([{ kind: 'image', name, address }])
  expect(picture('Mantis', 'https://a.example/m.jpg')).toEqual([[{ kind: 'image', href: 'https://a.example/m.jpg', children: [{ kind: 'text', text: 'Mantis' }] }]])
  expect(picture('', 'https://a.example/m.jpg')).toMatchObject([[{ children: [{ text: 'a.example' }] }]])
  expect(picture('Mantis', '/upload/m.jpg')).toMatchObject([[{ kind: 'portalPage', path: '/upload/m.jpg' }]])
  expect(picture('Mantis', 'data:image/png;base64,x')).toEqual([[{ kind: 'text', text: 'Mantis' }]])
})

test('what a value mentions stays a mention within an entry that leads elsewhere', () => {
  const [[name, , value] = []] = nodesOf([{ kind: 'grid', cells: [{ name: 'By', value: '[user=5]Anna[/user]', target: { ...nowhere, address: 'https://a.example/' } }] }])
  expect([name?.kind, value?.kind]).toEqual(['strong', 'mention'])
})

test('where there is no more room, no half of a character is left', () => {
  const [nodes = []] = attachmentNodes([[{ kind: 'image', name: '😀😀', address: '' }]], { sizeText: String, limit: 3 })
  expect(plainText(nodes)).toBe('😀')
})

test('every message of the corpus stays within its bounds and lines', () => {
  expectOfEveryMessage((text) => {
    const blocks: Attachment = [
      { kind: 'text', text }, { kind: 'entry', name: text, description: text, target: { ...nowhere, address: text } }, { kind: 'image', name: text, address: text },
      { kind: 'grid', cells: Array.from({ length: 60 }, () => ({ name: text, value: text, target: nowhere })) },
    ]
    const [nodes = []] = nodesOf(blocks)
    expect(plainText(nodes).length).toBeLessThan(11_000)
    expect(JSON.stringify(nodes)).not.toMatch(/"(?:href|path)":"(?:javascript|data|\/\/)/i)
  })
})
