/** The reader understands a page of history as the documentation prints it, and as the simulated portal answers it. */
import { expect, test } from 'vitest'
import { toReadPage } from '../../src/messages/read-page.ts'
import { dialogMessagesGet } from '../portal/core/methods/im/messages-get.ts'
import { contextOf, fixedPlace } from '../portal/scenarios/for-tests.ts'
import { scenario } from '../portal/scenarios/index.ts'
import { readFixture } from './fixture.ts'

test('the page of the documentation is read', () => {
  const page = toReadPage(readFixture('im.dialog.messages.get').answer['result'])
  expect(page?.messages).toEqual([
    {
      id: 84_877, authorId: 503, sentAt: Date.parse('2026-03-04T09:43:26+03:00'), text: 'We are very happy to have you!', isSystem: false, fileIds: [], attachments: [], likedBy: [547],
      replyToId: null, isDeleted: false, isEdited: false, forwardedFrom: null,
    },
    expect.objectContaining({ id: 84_875, likedBy: [], isSystem: false }),
    expect.objectContaining({ id: 84_869, authorId: 0, isSystem: true }),
  ])
  expect(page?.people).toEqual([{ id: 503, name: 'Klaus Weber', isBot: false, isExternal: false }, { id: 547, name: 'Anna Weber', isBot: false, isExternal: false }])
  expect(page?.files).toEqual([expect.objectContaining({
    id: 5_255, name: 'image.png', kind: 'image', extension: 'png', size: 2_144, authorId: 503, previewUrl: expect.stringMatching(/^https:\/\/mysite\.com\//),
  })])
})

test.each([
  ['small-group', 1489, 'whole'], ['marked-messages', 1740, 'whole'], ['marked-messages', 1740, 'as-sourced'],
] as const)('everything of the simulated portal is read in %s of chat %i with %s parameters', (name, chatId, messageParams) => {
  const world = scenario(name).create(fixedPlace())
  world.settings.undocumented = { messageParams }
  const { result } = dialogMessagesGet.run({ DIALOG_ID: `chat${chatId}`, LIMIT: 50 }, contextOf(world, 1))
  const page = toReadPage(JSON.parse(JSON.stringify(result)))
  const list = world.chats.get(chatId)?.messages
  expect(page?.messages.length).toBeGreaterThan(10)
  for (const row of page?.messages ?? []) {
    const message = list?.byId(row.id)
    const isDeleted = message?.isDeleted === true
    expect(row).toEqual({
      id: message?.id, authorId: message?.authorId, sentAt: message?.createdAt, text: isDeleted ? '' : message?.text, isSystem: message?.authorId === 0,
      fileIds: message?.fileIds, attachments: [], likedBy: message?.likedBy, replyToId: message?.replyToId ?? null,
      isDeleted, isEdited: message?.isEdited === true, forwardedFrom: message?.forward ? messageParams === 'whole' ? message.forward.authorId : 0 : null,
    })
  }
  const files = new Set(page?.files.map(({ id }) => id))
  for (const row of page?.messages ?? []) for (const id of row.fileIds) expect(files).toContain(id)
})
