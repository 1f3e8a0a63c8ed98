import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/**
 * Modules of the SDK that get a stand-in, and for which library: those that an app in a frame needs. Other modules that import one of the three
 * keep the library, because nobody has compared what they use.
 */
export const REPLACED: Readonly<Record<string, string>> = {
  'core/http/abstract-http': 'axios',
  'core/interaction/batch/processing/v2/abstract-processing': 'qs-esm',
  'logger/formatter/abstract-formatter': 'luxon',
  'tools/text': 'luxon',
}

/** Modules of the SDK that return luxon dates, by `Text.toDateTime`: the stand-in cannot know how callers use them. */
export const GIVE_DATES: readonly string[] = ['helper/currency-manager', 'helper/options-manager']

const FOLDER = fileURLToPath(new URL('../../src/bitrix24/sdk-stand-ins', import.meta.url)).replaceAll('\\', '/')

/** The stand-in file of a library. */
export function standIn(library: string): string {
  return `${FOLDER}/${library}.ts`
}

/** Gives the SDK small stand-ins for axios, luxon and qs-esm (docs/decisions/sdk-stand-ins.md), and refuses a bundle that would need more of them. */
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
  return /\/node_modules\/@bitrix24\/b24jssdk\/dist\/esm\/(.+)\.mjs(?:\?apart)?$/.exec(id.replaceAll('\\', '/'))?.[1]
}
