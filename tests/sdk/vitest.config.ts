/** For `run.ts`: the SDK's own unit tests, from a checkout of its repository that needs nothing installed. */
import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { REPLACED, standIn } from '../../hosting/build/sdk-stand-ins.ts'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const INSTALLED = fileURLToPath(new URL('../../node_modules/@bitrix24/b24jssdk/dist/esm/', import.meta.url)).replaceAll('\\', '/')
const LIBRARIES = new Set(Object.values(REPLACED))

/** What is tested and with what, as `run.ts` says it. */
const checkout = process.env['SDK_CHECKOUT'] ?? ''
const isPackage = process.env['SDK_SUBJECT'] === 'package'
const hasStandIns = process.env['SDK_LIBRARIES'] === 'stand-ins'

const plain = (id: string): string => id.replaceAll('\\', '/')

/** `core/http/abstract-http`, in the checkout's source or in the installed package. */
function moduleOf(file: string): string | undefined {
  return /\/packages\/jssdk\/src\/(.+)\.ts$/.exec(file)?.[1] ?? (file.startsWith(INSTALLED) ? file.slice(INSTALLED.length, -'.mjs'.length) : undefined)
}

/** The same module of the installed package; undefined where it has none, as for what holds types only. */
function installed(path: string): string | undefined {
  const [, module = ''] = /\/packages\/jssdk\/src\/?(.*?)(?:\.[jt]s)?$/.exec(path) ?? []
  return [`${module}.mjs`, `${module}/index.mjs`, 'index.mjs'].map(name => INSTALLED + name)
    .find((file, index) => existsSync(file) && statSync(file).isFile() && (index < 2 || module === ''))
}

/** A module gets the stand-in that it gets in the app's build. A test gets it where the module it drives does: those of the sign-in do not. */
function getsStandIn(library: string, importer: string): boolean {
  const module = moduleOf(importer)
  return hasStandIns && (module === undefined ? !importer.includes('/oauth/') : REPLACED[module] === library)
}

const subject: Plugin = {
  name: 'chatside:sdk-subject',
  enforce: 'pre',
  async resolveId(source, importer) {
    if (importer === undefined) return undefined
    const from = plain(importer)
    if (LIBRARIES.has(source) && getsStandIn(source, from)) return standIn(source)
    if (isPackage && source.startsWith('.') && moduleOf(from) === undefined) {
      const path = plain(resolve(dirname(from), source))
      if (path.includes('/packages/jssdk/src')) return installed(path)
    }
    // nothing is installed in the checkout
    return /^[./\0]|^node:/.test(source) ? undefined : await this.resolve(source, HERE + 'run.ts', { skipSelf: true })
  },
}

export default defineConfig({
  root: checkout,
  plugins: [subject],
  server: { fs: { strict: false } },
  test: {
    globals: true,
    environment: 'node',
    include: ['test/integration/**/*.unit.spec.ts'],
    // they change the browser's globals
    fileParallelism: false,
    server: { deps: { inline: [/\/@bitrix24\/b24jssdk\//] } },
  },
})
