import { existsSync } from 'node:fs'
import { installFromSystem } from '../support/system-package.ts'

/** Where Debian's packages put what the tests start and read. */
const PACKAGES: Readonly<Record<string, () => boolean>> = {
  'firefox-esr': () => existsSync('/usr/bin/firefox-esr'),
  'webkit2gtk-driver': () => existsSync('/usr/bin/WebKitWebDriver'),
  'xvfb': () => existsSync('/usr/bin/xvfb-run'),
  'xauth': () => existsSync('/usr/bin/xauth'),
  'locales': () => existsSync('/usr/share/i18n/locales/en_GB'),
  'fonts-dejavu-core': () => existsSync('/usr/share/fonts/truetype/dejavu'),
  'fonts-noto-color-emoji': () => existsSync('/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf'),
}

/** Debian's packages that are not there, after asking (as root) for them where that is allowed; empty when both browsers can be started. */
export function findEngines(say: (line: string) => void, mayInstall: boolean): string[] {
  const missing = (): string[] => Object.entries(PACKAGES).filter(([, isThere]) => !isThere()).map(([name]) => name)
  const wanted = missing()
  if (wanted.length === 0 || !mayInstall) return wanted
  say(`Not installed: ${wanted.join(', ')}. Asking the system's package manager.`)
  installFromSystem({ 'apt-get': wanted })
  return missing()
}
