import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
/** All that a build reads. */
const SOURCES = ['src', 'public', 'hosting', 'index.html', 'vite.config.ts', 'package.json', 'tsconfig.json']

export interface BuiltCopy {
  dist: string
  /** Names of the packages whose sources went into the scripts. */
  packages: string[]
  remove(): void
}

/** Builds a copy of the sources in a folder of its own, as somebody else would on their machine: inside of this one, so that it finds the same packages. */
export function buildCopy(name: string, env: Record<string, string> = {}): BuiltCopy {
  mkdirSync(join(ROOT, 'test-results'), { recursive: true })
  const root = mkdtempSync(join(ROOT, 'test-results/build-'))
  const folder = join(root, name)
  mkdirSync(folder, { recursive: true })
  for (const source of SOURCES) cpSync(join(ROOT, source), join(folder, source), { recursive: true })
  // a test's own would make it a build for developers
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([variable]) => variable !== 'NODE_ENV'))
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js')
  // maps that no script mentions: they say which sources are in it
  const done = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn', '--sourcemap', 'hidden'], {
    cwd: folder, env: { ...inherited, ...env }, encoding: 'utf8',
  })
  if (done.status !== 0) {
    rmSync(root, { recursive: true, force: true })
    throw new Error(`vite build: ${done.stderr || done.stdout}`)
  }
  const dist = join(folder, 'dist')
  return { dist, packages: takeMaps(dist), remove: () => rmSync(root, { recursive: true, force: true }) }
}

/** Reads the maps and removes them. */
function takeMaps(dist: string): string[] {
  const maps = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.map')).map(file => join(dist, file))
  const packages = new Set<string>()
  for (const map of maps) {
    const { sources } = JSON.parse(readFileSync(map, 'utf8')) as { sources: string[] }
    for (const source of sources) {
      const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source) ?? []
      if (name !== undefined) packages.add(name)
    }
    rmSync(map)
  }
  return [...packages].sort()
}
