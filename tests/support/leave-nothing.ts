/**
 * Test files of one project share their process and, in the app's, their document: starting both anew for every file took
 * longer than the tests. So what a file leaves behind is taken away when it ends.
 */
import { afterAll, vi } from 'vitest'
import { emptyDisk } from './empty-disk.ts'

afterAll(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  emptyDisk()
  if (typeof document === 'undefined') return
  document.head.replaceChildren()
  document.body.replaceChildren()
  getSelection()?.removeAllRanges()
  for (const { name } of [...document.documentElement.attributes]) document.documentElement.removeAttribute(name)
  sessionStorage.clear()
  localStorage.clear()
})
