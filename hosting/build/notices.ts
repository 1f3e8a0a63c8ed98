import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

/** Vite lists every bundled package with the licence file that it ships; see `build.license` in vite.config.ts. */
export const NOTICES = 'NOTICES.txt'

/** Packages that ship no text, with theirs. */
const WITHOUT_TEXT: Readonly<Record<string, string>> = { 'font-awesome': 'font-awesome-licence.txt' }

/** Adds the licences of packages that name one without its text. */
export function completeNotices(): Plugin {
  return {
    name: 'chatside:complete-notices',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const notices = bundle[NOTICES]
        if (notices?.type !== 'asset') throw new Error(`This build has no ${NOTICES}: build.license in vite.config.ts writes it.`)
        for (const [name, file] of Object.entries(WITHOUT_TEXT)) {
          const heading = new RegExp(`^## ${name} - .*$`, 'm')
          const text = readFileSync(new URL(file, import.meta.url), 'utf8').trim()
          notices.source = String(notices.source).replace(heading, found => `${found}\n\n${text}`)
        }
      },
    },
  }
}
