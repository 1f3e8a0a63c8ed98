import type { Component } from 'vue'
import { textPart } from '../../../i18n/text-part.ts'
import type { Messages, TextsOwner } from '../../../i18n/texts.ts'
import LinkPart from './LinkPart.vue'

const addTexts = textPart(import.meta.glob<Messages>('./locales/*.json', { import: 'default' }))

/** The essentials of what the chat is linked to, and what they say. */
export async function load(texts: TextsOwner): Promise<Component> {
  await addTexts(texts)
  return LinkPart
}
