import { installFromSystem, succeeds } from '../support/system-package.ts'

/** The samples need nothing newer than PHP 8. */
export function isPhp(program: string): boolean {
  return succeeds(program, ['-r', 'exit(PHP_MAJOR_VERSION >= 8 ? 0 : 1);'], 10_000)
}

/** Says what is to be done where there is none. */
export const NO_PHP = 'The samples in PHP cannot be run: there is no PHP 8. Install it (on Debian: apt install php-cli) or name it in CHATSIDE_PHP.'

/** A PHP that really runs: the one in `CHATSIDE_PHP`, the system's, else, where that is allowed, one from the system's package manager; null for none. */
export function findPhp(say: (line: string) => void, mayInstall: boolean): string | null {
  const named = process.env['CHATSIDE_PHP']
  if (named) return isPhp(named) ? named : null
  if (isPhp('php') || !mayInstall) return isPhp('php') ? 'php' : null
  say('No PHP 8 found: asking the system\'s package manager.')
  return installFromSystem({ 'apt-get': 'php-cli', 'dnf': 'php-cli', 'pacman': 'php' }) && isPhp('php') ? 'php' : null
}

/** Whether the samples for cURL can be run. */
export function findCurl(): boolean {
  return succeeds('curl', ['--version'], 10_000)
}
