import { defineStore } from 'pinia'
import { useLive } from '../../../chat/live/live-store.ts'
import { useArchive } from '../../../messages/keep/index.ts'

/** Lets the archive follow the chat from the first time on that a panel asks for it, whichever panel is shown then. */
export const useArchiveNews = defineStore('archive-news', () => {
  const archive = useArchive()
  useLive().follow(news => void archive.follow(news))
  return {}
})
