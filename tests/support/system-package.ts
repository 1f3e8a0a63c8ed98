import { spawnSync } from 'node:child_process'

/** Package managers, and what makes each install a package without asking anything. */
const MANAGERS = {
  'apt-get': (name: string) => [['update'], ['install', '-y', '--no-install-recommends', name]],
  'apk': (name: string) => [['add', '--no-cache', name]],
  'dnf': (name: string) => [['install', '-y', name]],
  'pacman': (name: string) => [['-Sy', '--noconfirm', name]],
}
const INSTALL_LIMIT_MS = 5 * 60_000

/** What each package manager calls the package; those left out do not have it. */
export type PackageNames = Partial<Record<keyof typeof MANAGERS, string>>

/** Runs a program without showing what it prints. */
export function succeeds(program: string, args: string[], timeout: number): boolean {
  return spawnSync(program, args, { stdio: 'ignore', timeout, shell: process.platform === 'win32' }).status === 0
}

/** Lets the system's package manager install a package, which only root may; false when it could not. */
export function installFromSystem(names: PackageNames): boolean {
  if (process.getuid?.() !== 0) return false
  for (const [program, commandsFor] of Object.entries(MANAGERS)) {
    const name = names[program as keyof typeof MANAGERS] // Object.entries knows its keys as text only
    if (name === undefined || spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0) continue
    return commandsFor(name).every(args => succeeds(program, args, INSTALL_LIMIT_MS))
  }
  return false
}
