import { defineConfig } from '@playwright/test'
import type { Sdk } from './support/sites.ts'

export default defineConfig<object, { sdk: Sdk }>({
  testDir: '.',
  globalSetup: ['./pages/build-pages.ts', './support/plain-build.ts', '../portal/server/build-page.ts', '../support/archive-readers-setup.ts'],
  outputDir: '../../test-results/browser',
  fullyParallel: true,
  forbidOnly: true,
  // A test that passes at the second try is a test that fails: none is repeated.
  retries: 0,
  workers: 2,
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ? [['list'], ['json']] : [['list']],
  use: {
    ignoreHTTPSErrors: true,
    serviceWorkers: 'block',
    // what Playwright pretends by default would hide that a frame takes the scheme of the page around it
    colorScheme: null,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 800 },
  },
  projects: [
    { name: 'as it ships', use: { sdk: 'stand-ins' } },
    // what goes through the SDK, once more with its own libraries; no library is in what it says to the window around it (tests/rules/sdk-stand-ins)
    { name: 'plain SDK', use: { sdk: 'plain' }, workers: 1, testMatch: /(?:budget|doors-(?:channel|rest)|opening)\.spec\.ts$/, grepInvert: /@as-it-ships/ },
    // hosts of the tests' own, in windows of their own; what needs real servers is `npm run test:hosts`
    { name: 'hosts', testDir: '../hosting', testMatch: ['asked-again.spec.ts', 'policy.spec.ts', 'stored.spec.ts'], workers: 1 },
  ],
})
