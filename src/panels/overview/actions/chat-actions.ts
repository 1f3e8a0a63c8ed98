/** What can be done with the chat. */
export { default as ChatActions } from './ChatActions.vue'
/** What is left to say once the chat was left: there already, for it was left with this file's buttons. */
export { default as LeftChat } from './LeftChat.vue'
