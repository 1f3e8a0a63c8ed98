import type { Component } from 'vue'
import { textPart } from '../../../i18n/text-part.ts'
import type { Messages, TextsOwner } from '../../../i18n/texts.ts'
import ChatActions from './ChatActions.vue'
import LeftChat from './LeftChat.vue'

const addTexts = textPart(import.meta.glob<Messages>('./locales/*.json', { import: 'default' }))

/** What can be done with the chat, and what it says. */
export async function load(texts: TextsOwner): Promise<Component> {
  await addTexts(texts)
  return ChatActions
}

/** What is left to say once the chat was left: there already, for it was left with this file's buttons. */
export async function loadLeft(texts: TextsOwner): Promise<Component> {
  await addTexts(texts)
  return LeftChat
}
