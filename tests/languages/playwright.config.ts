import { defineConfig } from '@playwright/test'
import type { Sdk } from '../browser/support/sites.ts'
import browser from '../browser/playwright.config.ts'

/** `npm run test:languages`: what is looked at in every language, for which `npm test` has no time. */
export default defineConfig<object, { sdk: Sdk }>({
  ...browser,
  testDir: '.',
  globalSetup: ['../browser/pages/build-pages.ts', '../portal/server/build-page.ts'],
  outputDir: '../../test-results/languages/failed',
  projects: [{ name: 'languages', use: { sdk: 'stand-ins' } }],
})
