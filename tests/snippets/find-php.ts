import { installFromSystem, succeeds } from '../support/system-package.ts'

/** What `findPhp` may take at most, milliseconds. */
export const FIND_LIMIT_MS = 10 * 60_000

/** The samples need nothing newer than PHP 8. */
function runs(program: string): boolean {
  return succeeds(program, ['-r', 'exit(PHP_MAJOR_VERSION >= 8 ? 0 : 1);'], 10_000)
}

/**
 * A PHP that really runs: the one in `CHATSIDE_PHP`, the system's, else (as root) one from the system's package manager.
 * @throws Error that says what was tried and what to do
 */
export function findPhp(): string {
  const named = process.env['CHATSIDE_PHP']
  if (named) {
    if (runs(named)) return named
    throw new Error(`CHATSIDE_PHP names ${named}, which is no PHP 8 that runs. Correct it or unset it.`)
  }
  if (runs('php')) return 'php'
  if (installFromSystem({ 'apt-get': 'php-cli', 'dnf': 'php-cli', 'pacman': 'php' }) && runs('php')) return 'php'
  throw new Error('The samples in PHP cannot be run: there is no PHP 8, and none could be installed. Install it (on Debian: apt install php-cli) or name it in CHATSIDE_PHP.')
}
