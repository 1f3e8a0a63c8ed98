import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** The samples that are run by programs which not every machine has: `npm run test:hosts`. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    name: 'samples in PHP and cURL',
    environment: 'node',
    include: ['tests/snippets/*.needs-program.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    env: { TZ: 'UTC' },
    setupFiles: ['tests/support/property-seed.ts', 'tests/support/leave-nothing.ts'],
  },
})
