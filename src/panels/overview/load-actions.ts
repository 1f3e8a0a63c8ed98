import type { Component } from 'vue'
import { byLanguage } from '../../i18n/by-language.ts'
import type { Messages, TextsOwner } from '../../i18n/texts.ts'

/** What can be done with the chat, with its words: no first view waits for either. */
export async function loadActions(texts: TextsOwner): Promise<{ default: Component }> {
  const files = byLanguage(import.meta.glob<Messages>('./actions/locales/*.json', { import: 'default' }))
  const [found] = await Promise.all([import('./ChatActions.vue'), texts.extend(files)])
  return found
}
