import { execFile, spawn, spawnSync } from 'node:child_process'
import { Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { installFromSystem } from './system-package.ts'

const run = promisify(execFile)

interface ArchiveReader {
  program: string
  /** With these it only says which it is. */
  version: readonly string[]
  /** Lets it read every byte of an archive and compare the sums; rejects where one is wrong. */
  test: (path: string) => Promise<unknown>
  packages: { 'apt-get': string, 'apk': string, 'dnf': string, 'pacman': string }
}

/** What Python says of an archive in which it found nothing wrong. */
const SOUND = 'sound'

/** Takes a path a line, and answers each with a line. */
const TEST_IN_PYTHON = `
import os, sys, zipfile
for line in sys.stdin.buffer:
    try:
        with zipfile.ZipFile(os.fsdecode(line[:-1])) as archive:
            wrong = archive.testzip()
        print('${SOUND}' if wrong is None else 'wrong sum: ' + ascii(wrong), flush=True)
    except Exception as error:
        print(ascii(error), flush=True)
`

let python: ReturnType<typeof startPython> | undefined

/** Python takes longer to start than to read, so one reads all archives, in their order; it ends when this process does. */
function startPython(): { ask: (path: string) => Promise<string> } {
  const child = spawn('python3', ['-c', TEST_IN_PYTHON], { stdio: ['pipe', 'pipe', 'ignore'] })
  const { stdin, stdout } = child
  child.unref()
  const waiting: ((said: string) => void)[] = []
  const pipes = [stdin, stdout].filter(pipe => pipe instanceof Socket)
  // this process waits for an answer, and for nothing else of it
  const settle = (): void => pipes.forEach(pipe => waiting.length > 0 ? pipe.ref() : pipe.unref())
  const end = (): void => {
    python = undefined
    waiting.splice(0).forEach(answer => answer('It ended.'))
  }
  child.on('error', end).on('exit', end)
  stdin.on('error', end)
  createInterface({ input: stdout }).on('line', (said) => {
    waiting.shift()?.(said)
    settle()
  })
  return {
    ask: path => new Promise((resolve) => {
      waiting.push(resolve)
      settle()
      stdin.write(`${path}\n`)
    }),
  }
}

async function testInPython(path: string): Promise<void> {
  python ??= startPython()
  const said = await python.ask(path)
  if (said !== SOUND) throw new Error(said)
}

/** Those that people and servers unpack with, none of them ours. */
const READERS: readonly ArchiveReader[] = [
  {
    program: 'unzip', version: ['-v'], test: path => run('unzip', ['-tqq', path]),
    packages: { 'apt-get': 'unzip', 'apk': 'unzip', 'dnf': 'unzip', 'pacman': 'unzip' },
  },
  {
    program: 'python3', version: ['--version'], test: testInPython,
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
      await test(path)
    } catch (error) {
      throw new Error(`${program} refuses the archive`, { cause: error })
    }
    return program
  }))
}
