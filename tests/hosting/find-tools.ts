import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { succeeds } from '../support/system-package.ts'

/** 240 MB that nobody needs who does not test recipes: a project of their own, so that `npm ci` in the root stays what it is. */
export const TOOLS = fileURLToPath(new URL('tools', import.meta.url))
const INSTALL_LIMIT_MS = 5 * 60_000

/** Whether what the lock file names is installed, after installing it where it is not and that is allowed. */
export function findTools(say: (line: string) => void, mayInstall: boolean): boolean {
  const installed = join(TOOLS, 'node_modules/.package-lock.json')
  const isCurrent = existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(TOOLS, 'package-lock.json')).mtimeMs
  if (isCurrent || !mayInstall) return isCurrent
  say('Installing what checks the recipes of platforms (tests/hosting/tools).')
  return succeeds('npm', ['ci', '--prefix', TOOLS, '--ignore-scripts', '--no-fund', '--no-audit'], INSTALL_LIMIT_MS)
}
