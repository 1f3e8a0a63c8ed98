import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/**
 * Modules of the SDK that get a stand-in for a library, and which: those that an app in a frame needs. Any other that imports one of the three
 * keeps the library itself, since nobody has compared what it uses.
 */
export const REPLACED: Readonly<Record<string, string>> = {
  'core/http/abstract-http': 'axios',
  'core/interaction/batch/processing/v2/abstract-processing': 'qs-esm',
  'logger/formatter/abstract-formatter': 'luxon',
  'tools/text': 'luxon',
}

/** Modules of the SDK that give dates of luxon away, by `Text.toDateTime`: nobody knows what is then asked of them. */
export const GIVE_DATES: readonly string[] = ['helper/currency-manager', 'helper/options-manager']

const FOLDER = fileURLToPath(new URL('../../src/bitrix24/sdk-stand-ins', import.meta.url)).replaceAll('\\', '/')

/** The file that stands in for a library, whoever imports it. */
export function standIn(library: string): string {
  return `${FOLDER}/${library}.ts`
}

/** Gives the SDK small stand-ins for axios, luxon and qs-esm; see docs/decisions/sdk-stand-ins.md. Refuses a bundle that would need more of them. */
export function sdkStandIns(): Plugin {
  return {
    name: 'chatside:sdk-stand-ins',
    enforce: 'pre',
    resolveId(source, importer) {
      return importer !== undefined && REPLACED[sdkModule(importer) ?? ''] === source ? standIn(source) : undefined
    },
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap(file => file.type === 'chunk' ? file.moduleIds : [])
      const found = modules.map(id => sdkModule(id) ?? '').filter(name => GIVE_DATES.includes(name))
      if (found.length === 0) return
      this.error(`${found.join(', ')} of the SDK gives dates of luxon away, and src/bitrix24/sdk-stand-ins/luxon.ts is none. Compare what is needed, or build with CHATSIDE_PLAIN_SDK=1.`)
    },
  }
}

/** `core/http/abstract-http`; undefined for a file that is no module of the SDK's package. */
function sdkModule(id: string): string | undefined {
  return /\/node_modules\/@bitrix24\/b24jssdk\/dist\/esm\/(.+)\.mjs$/.exec(id.replaceAll('\\', '/'))?.[1]
}
