import { fallback, object, parse } from 'valibot'
import type { Portal } from '../../bitrix24/index.ts'
import { idOrNull } from '../../bitrix24/fields.ts'

const answer = fallback(object({ last_message_id: idOrNull }), { last_message_id: null })

interface EndOptions {
  portal: Pick<Portal, 'readBatch'>
  dialogId: string
  signal: AbortSignal
  /** As the panel knows it, from when the chat was opened. */
  known: number | null
}

/**
 * The last message of a chat at this moment; `known` where the portal does not say, and null where nobody knows. That it does not
 * answer is told by the reading, which asks again.
 * @throws the reason of `signal`
 */
export async function findEnd({ portal, dialogId, signal, known }: EndOptions): Promise<number | null> {
  const { outcomes: { dialog } } = await portal.readBatch({ dialog: { method: 'im.dialog.get', params: { DIALOG_ID: dialogId } } }, { signal })
    .catch(() => ({ outcomes: { dialog: null } }))
  signal.throwIfAborted()
  const now = dialog?.ok ? parse(answer, dialog.value).last_message_id : null
  return now === null || known === null ? now ?? known : Math.max(now, known)
}
