import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { installFromSystem } from './system-package.ts'

const run = promisify(execFile)

interface ArchiveReader {
  program: string
  /** With these it only says which it is. */
  version: readonly string[]
  /** Arguments that make it read every byte of an archive and compare the sums, and end with another status than 0 where one is wrong. */
  test: (path: string) => string[]
  packages: { 'apt-get': string, 'apk': string, 'dnf': string, 'pacman': string }
}

const TEST_IN_PYTHON = `
import sys, zipfile
wrong = zipfile.ZipFile(sys.argv[1]).testzip()
sys.exit(None if wrong is None else 'wrong sum: ' + wrong)
`

/** Those that people and servers unpack with, none of them ours. */
const READERS: readonly ArchiveReader[] = [
  {
    program: 'unzip', version: ['-v'], test: path => ['-tqq', path],
    packages: { 'apt-get': 'unzip', 'apk': 'unzip', 'dnf': 'unzip', 'pacman': 'unzip' },
  },
  {
    program: 'python3', version: ['--version'], test: path => ['-c', TEST_IN_PYTHON, path],
    packages: { 'apt-get': 'python3', 'apk': 'python3', 'dnf': 'python3', 'pacman': 'python' },
  },
]

const starts = (program: string, args: readonly string[]): boolean => spawnSync(program, [...args], { stdio: 'ignore' }).status === 0
const isThere = ({ program, version }: ArchiveReader): boolean => starts(program, version)

/** Whether this machine may leave no reader out: it can install what it lacks, or its word decides. */
function mustHaveAll(): boolean {
  return process.env['CI'] === 'true' || (process.getuid?.() === 0 && starts('apt-get', ['--version']))
}

/** Lets the system install the readers that it lacks; once, before the tests: a package manager lets nobody in beside itself. */
export function installArchiveReaders(): void {
  for (const reader of READERS) if (!isThere(reader)) installFromSystem(reader.packages)
}

let present: readonly ArchiveReader[] | undefined

function presentReaders(): readonly ArchiveReader[] {
  present ??= READERS.filter(isThere)
  const missing = READERS.filter(reader => !present?.includes(reader)).map(({ program }) => program)
  if (missing.length > 0 && mustHaveAll()) throw new Error(`Archives cannot be tried here: there is no ${missing.join(' and no ')}.`)
  return present
}

/** Lets every reader that this machine has try an archive. @returns the programs that did. @throws Error with what one of them found wrong */
export async function tryArchive(path: string): Promise<string[]> {
  return Promise.all(presentReaders().map(async ({ program, test }) => {
    try {
      await run(program, test(path))
    } catch (error) {
      throw new Error(`${program} refuses the archive`, { cause: error })
    }
    return program
  }))
}
