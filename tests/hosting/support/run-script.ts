import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

export interface ScriptRun {
  status: number
  /** What it printed, to both. */
  output: string
}

/** Runs a script of the repository as npm does, without portals that the machine itself may have named. */
export function runScript(file: string, args: readonly string[], env: Record<string, string> = {}): Promise<ScriptRun> {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CHATSIDE_')))
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', file, ...args], { cwd: ROOT, env: { ...inherited, ...env } }, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr })
    })
  })
}
