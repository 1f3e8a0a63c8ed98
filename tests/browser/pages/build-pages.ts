import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'
import { sdkStandIns } from '../../../hosting/build/sdk-stand-ins.ts'

export const PAGES = fileURLToPath(new URL('../../../test-results/pages', import.meta.url))

/** Folder in that of the pages, for those over the SDK as the app ships it. */
export const WITH_STAND_INS = 'stand-ins'

const root = fileURLToPath(new URL('.', import.meta.url))

/** Bundles the tests' own pages, so that the SDK reaches a browser exactly as its package ships it, and those of the door once more with the stand-ins. */
export default async function buildPages(): Promise<void> {
  await bundle(['sdk.html', 'bare.html', 'floor.html', 'core.html', 'doors.html', 'hearts.html', 'history.html', 'archive.html'], PAGES, [])
  await bundle(['sdk.html', 'doors.html'], `${PAGES}/${WITH_STAND_INS}`, [sdkStandIns()])
}

async function bundle(names: string[], outDir: string, plugins: Plugin[]): Promise<void> {
  await build({
    root,
    configFile: false,
    base: './',
    logLevel: 'warn',
    plugins,
    build: { outDir, emptyOutDir: true, rollupOptions: { input: names.map(name => root + name) } },
  })
}
