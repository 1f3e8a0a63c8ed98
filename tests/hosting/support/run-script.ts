import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

export interface ScriptRun {
  status: number
  /** What it printed, to both. */
  output: string
}

const TSX = import.meta.resolve('tsx')

/** Runs a script of the repository as npm does, in another folder if one is given: without portals that the machine or a repository that git has named. */
export function runScript(file: string, args: readonly string[], env: Record<string, string> = {}, cwd = ROOT): Promise<ScriptRun> {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:CHATSIDE|GIT)_/.test(name)))
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', TSX, join(ROOT, file), ...args], { cwd, env: { ...inherited, ...env } }, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr })
    })
  })
}
