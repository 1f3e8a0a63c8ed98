import { isMap } from '../php.ts'
import type { FrameEffect, PageState } from './exchange.ts'

const NO_DIALOG = 'Failed to determine the current dialog'
const NO_TEXTAREA = 'The text field is unavailable'

/** Whether the messenger's own listener takes this message: it has its own rules and knows nothing of session ids. */
export function isBridgeMessage(data: unknown): data is { method: string, params: unknown, requestId: string } {
  if (!isMap(data)) return false
  const { method, params, requestId } = data
  return (method === 'im:getImTextareaContent' || method === 'im:setImTextareaContent')
    && typeof requestId === 'string' && requestId !== ''
    && (typeof params === 'string' || (typeof params === 'object' && params !== null))
}

/** Text that the field holds afterwards. Without `replace` it goes to the end (the real field inserts at the cursor, assumed there). */
function insert(before: string, text: string, { withNewLine, replace }: { withNewLine: boolean, replace: boolean }): string {
  if (replace || before === '') return text
  return `${before}${withNewLine ? '\n' : ''}${text}`
}

/**
 * The messenger's input field, of the chat that is open now, whatever chat the frame was opened beside. Failures are answers too;
 * their wording is assumed. Source: sdk/b24jssdk/iframe-messenger-textarea.html;
 * modules/im/install/js/im/v2/lib/market/src, IframeCommunicationManager. The newest readable im/public, Textarea, would answer
 * `text: ''` or `success: true` where it finds no field: the page is followed.
 */
export function runBridge(
  { method, params, requestId }: { method: string, params: unknown, requestId: string },
  page: PageState,
): { value: Record<string, unknown>, effects: FrameEffect[] } {
  const { openDialogId, textarea } = page
  if (openDialogId === null) return { value: { requestId, message: NO_DIALOG }, effects: [] }
  if (textarea === null) return { value: { requestId, message: NO_TEXTAREA }, effects: [] }
  if (method === 'im:getImTextareaContent') return { value: { requestId, text: textarea }, effects: [] }
  const { text = '', withNewLine = false, replace = false } = isMap(params) ? params : {}
  const after = insert(textarea, String(text), { withNewLine: Boolean(withNewLine), replace: Boolean(replace) })
  return { value: { requestId, success: true }, effects: [{ kind: 'set-textarea', dialogId: openDialogId, text: after }] }
}
