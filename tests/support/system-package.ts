import { spawnSync } from 'node:child_process'

/** Package managers, and what makes each install packages without asking anything. */
const MANAGERS = {
  'apt-get': (names: readonly string[]) => [['update'], ['install', '-y', '--no-install-recommends', ...names]],
  'apk': (names: readonly string[]) => [['add', '--no-cache', ...names]],
  'dnf': (names: readonly string[]) => [['install', '-y', ...names]],
  'pacman': (names: readonly string[]) => [['-Sy', '--noconfirm', ...names]],
}
/** Debian's packages of servers start them, unless the system is in the run level of one person. */
const WITHOUT_SERVICES = { RUNLEVEL: '1', DEBIAN_FRONTEND: 'noninteractive' }
const INSTALL_LIMIT_MS = 5 * 60_000

/** What each package manager calls the package, or packages; those left out do not have it. */
export type PackageNames = Partial<Record<keyof typeof MANAGERS, string | readonly string[]>>

/** Runs a program without showing what it prints. */
export function succeeds(program: string, args: string[], timeout: number, env: Record<string, string> = {}): boolean {
  return spawnSync(program, args, { stdio: 'ignore', timeout, env: { ...process.env, ...env }, shell: process.platform === 'win32' }).status === 0
}

/** Lets the system's package manager install what is named, which only root may; false when it could not. */
export function installFromSystem(names: PackageNames): boolean {
  if (process.getuid?.() !== 0) return false
  for (const [program, commandsFor] of Object.entries(MANAGERS)) {
    const name = names[program as keyof typeof MANAGERS] // Object.entries knows its keys as text only
    if (name === undefined || spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0) continue
    return commandsFor([name].flat()).every(args => succeeds(program, args, INSTALL_LIMIT_MS, WITHOUT_SERVICES))
  }
  return false
}
