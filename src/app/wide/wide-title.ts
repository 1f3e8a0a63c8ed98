import type { Texts } from '../../texts/texts.ts'

/** A heading has room for no more. */
const LONGEST_CHAT = 80

/** Heading of a panel's wide view. */
export function wideTitle({ t }: Pick<Texts, 't'>, { panel, chat }: { panel: string, chat: string }): string {
  const name = chat.length <= LONGEST_CHAT ? chat : `${chat.slice(0, LONGEST_CHAT - 1)}…`
  return name === '' ? panel : t('app.wide-title', { panel, chat: name })
}
