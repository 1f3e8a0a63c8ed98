/** Bundles the portal's page, which is never shipped. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
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

/** Environment variable that names the folder in which an earlier process of the same run keeps the bundle. */
const KEPT = 'CHATSIDE_PORTAL_PAGE'
const KEPT_IN = fileURLToPath(new URL('../../../test-results/portal-page', import.meta.url))

let built: Promise<BuiltPage> | undefined

/** One bundle a process, made when first asked for, or the one that this run keeps; a failed one is tried again. */
export function buildPage(): Promise<BuiltPage> {
  const kept = process.env[KEPT]
  built ??= (kept === undefined ? bundle() : readKept(kept)).catch((error: unknown) => {
    built = undefined
    throw error
  })
  return built
}

/** Makes the bundle for this process and for all that it starts, where none of those before did: a global setup of runners. */
export default async function keepPage(): Promise<void> {
  if (process.env[KEPT] !== undefined) return
  const { files } = await buildPage()
  await rm(KEPT_IN, { recursive: true, force: true })
  for (const [name, content] of files) {
    await mkdir(join(KEPT_IN, name, '..'), { recursive: true })
    await writeFile(join(KEPT_IN, name), content)
  }
  process.env[KEPT] = KEPT_IN
}

async function readKept(folder: string): Promise<BuiltPage> {
  const files: BuiltPage['files'] = new Map()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    files.set(path.slice(folder.length + 1).replaceAll('\\', '/'), await readFile(path))
  }
  return toPage(files)
}

function toPage(files: BuiltPage['files']): BuiltPage {
  const html = files.get('index.html')
  if (html === undefined) throw new Error('The bundle of the portal\'s page has no index.html.')
  return { html: typeof html === 'string' ? html : Buffer.from(html).toString('utf8'), files }
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
  return toPage(files)
}
