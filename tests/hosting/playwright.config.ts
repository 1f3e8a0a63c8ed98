import { defineConfig } from '@playwright/test'

/**
 * Servers and tools that somebody must have installed: `npm run test:hosts`. What needs Node and a browser alone is run with the browser tests.
 * One worker: every host is started once, and what takes the time is starting them.
 */
export default defineConfig({
  testDir: '.',
  // what needs no browser is run by Vitest
  globalSetup: ['../portal/server/build-page.ts', '../support/archive-readers-setup.ts'],
  testMatch: ['servers.spec.ts', 'platforms.spec.ts'],
  outputDir: '../../test-results/hosting',
  forbidOnly: true,
  retries: 0,
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 60_000 },
  use: { ignoreHTTPSErrors: true, locale: 'en-GB', viewport: { width: 1280, height: 800 } },
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ? [['list'], ['json']] : [['list']],
})
