import { shorten } from '../../lib/cut-characters.ts'
import type { Texts } from '../../texts/texts.ts'

/** A heading has room for no more. */
const LONGEST_CHAT = 80

/** Heading of a panel's wide view. */
export function wideTitle({ t }: Pick<Texts, 't'>, { panel, chat }: { panel: string, chat: string }): string {
  const name = shorten(chat, LONGEST_CHAT)
  return name === '' ? panel : t('app.wide-title', { panel, chat: name })
}
