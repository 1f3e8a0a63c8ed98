import type { BrowserContext } from '@playwright/test'
import { openLastingWindow } from '../../browser/support/lasting-profile.ts'
import { browserArguments, test as base } from './test.ts'

/** As people open the app: in an ordinary window, in which a framed page of another host may keep something on disk. */
export const test = base.extend<{ context: BrowserContext }>({
  context: async ({ stage }, use, { project }) => {
    const executablePath = process.env['CHATSIDE_BROWSER']
    const { locale = 'en-GB', viewport = null } = project.use
    const window = await openLastingWindow({ args: browserArguments(stage), locale, viewport, ...(executablePath ? { executablePath } : {}) })
    await use(window.context)
    await window.close()
  },
})
