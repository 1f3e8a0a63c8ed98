import { execFile } from 'node:child_process'
import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

/** The app built with `CHATSIDE_PLAIN_SDK=1`. */
export const PLAIN_BUILD = fileURLToPath(new URL('../../../test-results/plain-sdk', import.meta.url))

/** Runs before the browser tests: makes the plain build unless there is one that is younger than `dist`. */
export default async function buildPlain(): Promise<void> {
  if (builtAt(PLAIN_BUILD) > builtAt(`${ROOT}/dist`)) return
  const env = { ...process.env, CHATSIDE_PLAIN_SDK: '1' }
  await promisify(execFile)(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn', '--outDir', PLAIN_BUILD, '--emptyOutDir'], { cwd: ROOT, env })
}

function builtAt(folder: string): number {
  return statSync(`${folder}/index.html`, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
