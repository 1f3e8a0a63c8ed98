import { fileURLToPath } from 'node:url'
import { build } from 'vite'

export const PAGES = fileURLToPath(new URL('../../../test-results/pages', import.meta.url))

/** Bundles the tests' own pages, so that the SDK reaches a browser exactly as its package ships it. */
export default async function buildPages(): Promise<void> {
  const root = fileURLToPath(new URL('.', import.meta.url))
  await build({
    root,
    configFile: false,
    base: './',
    logLevel: 'warn',
    build: {
      outDir: PAGES,
      emptyOutDir: true,
      rollupOptions: { input: ['sdk.html', 'bare.html', 'floor.html', 'core.html', 'doors.html', 'history.html', 'archive.html'].map(name => root + name) },
    },
  })
}
