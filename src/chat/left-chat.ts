import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Whether the viewer has left the chat beside us just now: from then on nothing more is asked about it. */
export const useLeftChat = defineStore('left-chat', () => ({ hasLeft: ref(false) }))
