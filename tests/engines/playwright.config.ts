import { defineConfig } from '@playwright/test'
import type { EngineName } from './driver.ts'

/** `npm run test:engines`: the same tests in two browsers that Playwright cannot drive as Debian packs them. */
export default defineConfig<object, { engine: EngineName }>({
  testDir: '.',
  globalSetup: ['../portal/server/build-page.ts', '../support/archive-readers-setup.ts'],
  outputDir: '../../test-results/engines/failed',
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ? [['list'], ['json']] : [['list']],
  // each has one window and one portal
  projects: [
    { name: 'firefox', use: { engine: 'firefox' }, workers: 1 },
    { name: 'webkit', use: { engine: 'webkit' }, workers: 1 },
  ],
})
