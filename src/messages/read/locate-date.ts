/**
 * Where a date is in a chat. im.dialog.messages.get knows no dates; im.dialog.messages.search without a text does.
 *
 * It was examined as a faster source: 200 messages a page instead of 50. By the source it lists the same ones
 * (bitrix-core-business, modules/im/lib/V2/MessageCollection.php, `find`: by chat, from the member's first message on, by id, system
 * messages included, also after an id that no longer exists). Still the reading does not use it: no page promises that without
 * a text everything is found, likes come apart from their messages, and it would save no requests, because the limit of a request is
 * the size of its answer, 2.3 MB for 2,500 messages, and not the number of messages. So the search only says where to
 * look, and its answer is checked against the messages around.
 */
import { array, fallback, object, parse, unknown } from 'valibot'
import { toRfc3339 } from '../../lib/to-rfc3339.ts'
import type { Outcome } from '../../bitrix24/index.ts'
import { idOrNull } from '../../bitrix24/fields.ts'
import type { Asker } from './asker.ts'
import type { Message } from '../message.ts'
import { pageCommand, readPage } from './pages.ts'
import type { Cursor, Order } from './cursor.ts'

interface Located {
  dialogId: string
  order: Order
  /** Milliseconds since 1970: the reading begins where messages are on the far side of it. */
  date: number
  isBefore: (message: Message) => boolean
}

/** The cursor before the first message on the far side of the date; null where that cannot be shown. */
export async function locateDate(asker: Asker, { dialogId, order, date, isBefore }: Located): Promise<Cursor | null> {
  const isNewestFirst = order.cursor === 'LAST_ID'
  const { outcomes } = await asker.ask(() => ({
    chat: { method: 'im.dialog.get', params: { DIALOG_ID: dialogId } },
    hint: { method: 'im.dialog.messages.search', params: {
      'CHAT_ID': '$result[chat][id]', 'LIMIT': 1, 'ORDER[ID]': isNewestFirst ? 'DESC' : 'ASC', [isNewestFirst ? 'DATE_TO' : 'DATE_FROM']: toRfc3339(date),
    } },
  }))
  const hint = toHint(outcomes.hint)
  if (hint === null) return null
  const { outcomes: around } = await asker.ask(() => ({ before: pageCommand(dialogId, order.opposite(), hint) }))
  const before = readPage(around.before)
  if (!('ids' in before) || before.ids.length === 0) return null
  // a message that belongs to the reading, or a row that cannot be read: the hint is wrong, and the whole chat is read
  if (before.ids.includes(null) || !before.messages.every(row => isBefore(row) && order.isBeyond(hint, row.id))) return null
  const near = before.messages.map(({ id }) => id).sort(order.compare).reverse()
  return { lastId: near[0] ?? null, near, far: [] }
}

const hintAnswer = fallback(object({ messages: fallback(array(unknown()), []) }), { messages: [] })
const hintRow = fallback(object({ id: idOrNull }), { id: null })

function toHint(outcome: Outcome | undefined): number | null {
  const [first] = parse(hintAnswer, outcome?.ok ? outcome.value : null).messages
  return parse(hintRow, first).id
}
