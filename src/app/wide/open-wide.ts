import type { Portal } from '../../bitrix24/index.ts'
import { offerDrafts } from '../../chat/draft-handover.ts'
import type { Drafts } from '../../chat/drafts.ts'
import type { Panel } from '../../panels/panel.ts'
import type { TextsOwner } from '../../texts/texts.ts'
import type { WideParameters } from './wide-call.ts'
import { wideTitle } from './wide-title.ts'

/** Room for two columns, and for the chat to be seen beside it on an ordinary screen. */
const WIDTH = 1_000
/** Milliseconds until a portal in which nothing has opened is said to have opened nothing: it never says so itself. */
const SILENT_AFTER = 10_000

interface WideRequest {
  portal: Pick<Portal, 'openApplication' | 'openChannel'>
  drafts: Drafts
  texts: TextsOwner
  panel: Panel
  dialogId: string
  /** `''` while it is not known. */
  chatTitle: string
  /** Shows a sentence about the opening, `''` for none. */
  say: (text: string) => void
}

/**
 * Opens a panel in a slider and hands its draft over; settles when the slider has closed, its draft then taken back.
 * @throws PortalError as `openApplication`
 */
export async function openWide({ portal, drafts, texts, panel, dialogId, chatTitle, say }: WideRequest): Promise<void> {
  await texts.need('rest')
  const channel = await offerDrafts({ portal, drafts }, () => {
    clearTimeout(timer)
    say('')
  })
  // without a channel nobody can tell that it opened
  const timer = channel ? setTimeout(() => say(texts.t('app.wide-silence')), SILENT_AFTER) : undefined
  const parameters: WideParameters = { panel: panel.id, handover: channel?.name ?? '' }
  const label = texts.t(panel.titleKey)
  try {
    await portal.openApplication({
      chat: dialogId, parameters, title: wideTitle(texts, { panel: label, chat: chatTitle }), width: WIDTH, label: { text: label, color: 'aqua' },
    })
  } finally {
    clearTimeout(timer)
    if (channel) channel.close()
    else await drafts.lookAgain()
  }
}
