import type { World } from '../../world/model.ts'
import { type Method, RestError } from '../../rest/exchange.ts'
import { requireChat } from './access.ts'
import { upperCaseNames } from './params.ts'

const FIRST_FOLDER = 10_001

function nextFolder(world: World): number {
  let next = FIRST_FOLDER
  for (const { diskFolderId } of world.chats.values()) next = Math.max(next, diskFolderId + 1)
  return next
}

/** Members only: assumed, the page says "access to the dialog"; 403 as elsewhere in `im`. Making a folder writes the members' access codes. */
export const diskFolderGet: Method = {
  name: 'im.disk.folder.get',
  scopes: ['im'],
  source: 'api-reference/chats/files/im-disk-folder-get.md',
  run(params, context) {
    const { world, viewer } = context
    const access = 'You do not have access to the specified dialog'
    const chat = requireChat(upperCaseNames(params)['CHAT_ID'], { empty: 'Chat ID can\'t be empty', access }, context)
    if (!chat.members.of(viewer.id)) throw new RestError('ACCESS_ERROR', access, 403)
    if (chat.diskFolderId === 0) {
      if (world.settings.undocumented?.chatFolder === 'refused') throw new RestError('INTERNAL_ERROR', 'Server error, please contact technical support', 400)
      chat.diskFolderId = nextFolder(world)
    }
    return { result: { ID: chat.diskFolderId } }
  },
}
