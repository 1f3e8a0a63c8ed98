/** Bundles the portal's page in memory: it is never written to disk and never shipped. */
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { build } from 'vite'

/** Address of the page's own files on the portal. */
export const PAGE_BASE = '/_portal/page/'

export interface BuiltPage {
  html: string
  /** By name below `PAGE_BASE`. */
  files: Map<string, string | Uint8Array>
}

let built: Promise<BuiltPage> | undefined

/** One bundle a process, made when first asked for; a failed one is tried again. */
export function buildPage(): Promise<BuiltPage> {
  built ??= bundle().catch((error: unknown) => {
    built = undefined
    throw error
  })
  return built
}

async function bundle(): Promise<BuiltPage> {
  // Vite's build sets this for the whole process, which would turn a dev server started next into a production one.
  const nodeEnv = process.env['NODE_ENV']
  const output = await build({
    root: fileURLToPath(new URL('../page/', import.meta.url)),
    base: PAGE_BASE,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [vue()],
    define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
    build: {
      write: false,
      target: 'es2022',
      minify: false,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: { checks: { pluginTimings: false } },
    },
  }).finally(() => {
    if (nodeEnv === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = nodeEnv
  })
  if ('on' in output) throw new Error('Vite watches instead of building.')

  const files = new Map<string, string | Uint8Array>()
  for (const file of [output].flat().flatMap(({ output }) => output)) {
    files.set(file.fileName, file.type === 'chunk' ? file.code : file.source)
  }
  const html = files.get('index.html')
  if (typeof html !== 'string') throw new Error('The bundle of the portal\'s page has no index.html.')
  return { html, files }
}
