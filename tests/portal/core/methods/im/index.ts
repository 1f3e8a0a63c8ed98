import type { Method } from '../../rest/exchange.ts'
import { chatLeave, chatMute, dialogRead } from './chat-actions.ts'
import { departmentGet } from './department-get.ts'
import { dialogGet } from './dialog-get.ts'
import { diskFolderGet } from './disk-folder-get.ts'
import { chatUserList, dialogUsersList } from './member-methods.ts'
import { messageLike, messageShare } from './message-actions.ts'
import { dialogMessagesGet } from './messages-get.ts'
import { dialogMessagesSearch } from './messages-search.ts'
import { recentList } from './recent-list.ts'
import { imUserGet } from './user-get.ts'

/** Methods of the scope `im` that the simulated portal knows. */
export const imMethods: readonly Method[] = [
  dialogGet, dialogUsersList, chatUserList, dialogMessagesGet, dialogMessagesSearch, imUserGet, recentList, departmentGet,
  chatMute, dialogRead, chatLeave, messageLike, messageShare, diskFolderGet,
]
