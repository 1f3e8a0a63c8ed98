import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** Vite lists every bundled package with the licence file that it ships; see `build.license` in vite.config.ts. */
export const NOTICES = 'NOTICES.txt'

/** Packages that ship no text, with theirs. */
const WITHOUT_TEXT: Readonly<Record<string, string>> = { 'font-awesome': 'font-awesome-licence.txt' }

/** Libraries that a package carries inside, without their notice: https://github.com/bitrix24/b24jssdk, src/pullClient/protobuf/protobuf.js. */
const INSIDE: readonly (readonly [heading: string, file: string])[] = [['protobufjs - 6.8.6 (BSD-3-Clause), inside @bitrix24/b24jssdk', 'protobufjs-licence.txt']]

interface NoticesPlugins {
  /** Completes what Vite wrote. */
  page: Plugin
  /** For `worker.plugins`: a worker is bundled separately, and Vite leaves its packages out of the list. */
  worker: Plugin
}

/** Adds the licences that Vite's list lacks: of packages that ship no text, of those that only a worker uses, and of what others carry inside. */
export function completeNotices(): NoticesPlugins {
  const inWorkers = new Set<string>()
  return {
    worker: {
      name: 'chatside:worker-packages',
      apply: 'build',
      generateBundle(_options, bundle) {
        for (const file of Object.values(bundle)) {
          for (const id of file.type === 'chunk' ? file.moduleIds : []) {
            const [folder] = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id) ?? []
            if (folder !== undefined) inWorkers.add(folder)
          }
        }
      },
    },
    page: {
      name: 'chatside:complete-notices',
      apply: 'build',
      generateBundle: {
        order: 'post',
        handler(_options, bundle) {
          const notices = bundle[NOTICES]
          if (notices?.type !== 'asset') throw new Error(`This build has no ${NOTICES}: build.license in vite.config.ts writes it.`)
          for (const [name, file] of Object.entries(WITHOUT_TEXT)) {
            const heading = new RegExp(`^## ${name} - .*$`, 'm')
            notices.source = String(notices.source).replace(heading, found => `${found}\n\n${licence(file)}`)
          }
          const listed = String(notices.source)
          const added = [...inWorkers].sort().map(noticeOf).filter(notice => !listed.includes(`\n${notice.split(' - ', 1)[0]} - `))
          const inside = INSIDE.map(([heading, file]) => `## ${heading}\n\n${licence(file)}`)
          notices.source = [listed.trimEnd(), ...added, ...inside].join('\n\n') + '\n'
        },
      },
    },
  }
}

function licence(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8').trim()
}

/** @throws Error for a package without a text of its licence */
function noticeOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, string>
  const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry))
  if (file === undefined) throw new Error(`${name} ships no licence: it must be named in hosting/build/notices.ts.`)
  return `## ${name} - ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}`
}
