/**
 * What every opening of the sidebar loads: what asks the portal (`start.ts`), the SDK, what draws (`main.ts` with all that it imports; the
 * panel whose tab comes first is among it), one style sheet, and the words of a language. Left to itself the bundler cuts it into a file for
 * each set of panels that share something, and every file is a request.
 */
import { fileURLToPath } from 'node:url'
import type { Plugin, ResolveModulePreloadDependenciesFn, Rolldown } from 'vite'

const SOURCES = fileURLToPath(new URL('../../src', import.meta.url)).replaceAll('\\', '/')
const START = `${SOURCES}/start.ts`
const MAIN = `${SOURCES}/main.ts`

interface FirstView {
  plugins: Plugin[]
  groups: Rolldown.CodeSplittingGroup[]
  /** For `build.modulePreload.resolveDependencies`. */
  preloaded: ResolveModulePreloadDependenciesFn
}

const PANEL = /Panel-[\w-]{8}\.js$/

const PARTS = /\/parts-[\w-]{8}\.js$/

/** What every sidebar loads right after its first paint: one file, with all that they import. */
const SOON = ['app/LiveLine.vue', 'app/keep-scroll.ts', 'app/next-panels.ts', 'chat/view-keeper.ts'].map(file => `${SOURCES}/${file}`)

/**
 * A panel, what the panels share and their style sheets come at the same time; whatever else is loaded later finds by itself what it needs: each
 * name is part of every opening.
 */
const preloaded: FirstView['preloaded'] = (file, dependencies) =>
  dependencies.filter(name => !name.endsWith('.js') || (PANEL.test(file) && (PANEL.test(name) || PARTS.test(name))))

export function firstView(): FirstView {
  const late: LateFiles = { soon: new Set(), parts: new Set(), common: new Set() }
  return {
    plugins: [findPanels(late), inlineRuntime(), compileAtOnce(), nameFirstFiles()],
    preloaded,
    groups: [
      { name: 'start', test: id => id === START, priority: 1 },
      { name: 'first', test: id => id === MAIN },
      ...(['soon', 'parts', 'common'] as const).map(name => ({ name, test: (id: string) => late[name].has(id), priority: -1, includeDependenciesRecursively: false })),
    ],
  }
}

/** Modules of files that are loaded later. */
interface LateFiles {
  soon: Set<string>
  /** What several panels share, and nothing else needs. */
  parts: Set<string>
  /** What panels share with screens that are no panels. */
  common: Set<string>
}

/**
 * What the panels share that come later is one file, and what they share with screens another: the first view names each file that a panel
 * needs, and each file is a request of everybody who opens a sidebar.
 */
function findPanels({ soon, parts, common }: LateFiles): Plugin {
  return {
    name: 'chatside:find-panels',
    apply: 'build',
    buildEnd(error) {
      const importsOf = (id: string): readonly string[] => this.getModuleInfo(id)?.importedIds ?? []
      const panels = this.getModuleInfo(`${SOURCES}/panels/index.ts`)?.dynamicallyImportedIds ?? []
      if (panels.length === 0 && !error) throw new Error('src/panels/index.ts imports no panel.')
      const inFirst = reachedFrom([START, MAIN], importsOf)
      for (const id of reachedFrom(SOON, importsOf)) if (!inFirst.has(id)) soon.add(id)
      const askedFor = (id: string): readonly string[] => (this.getModuleInfo(id)?.dynamicallyImportedIds ?? []).filter(found => !panels.includes(found))
      const screens = [...inFirst].flatMap(askedFor).filter(id => !SOON.includes(id))
      const elsewhere = reachedFrom(screens, id => [...importsOf(id), ...askedFor(id)])
      // stays a file of its own, which the bundler warns of otherwise
      const isAskedFor = (id: string): boolean => (this.getModuleInfo(id)?.dynamicImporters.length ?? 0) > 0
      const met = new Set<string>()
      for (const panel of panels) {
        for (const id of reachedFrom([panel], importsOf)) {
          if (inFirst.has(id) || soon.has(id) || isAskedFor(id)) continue
          if (elsewhere.has(id)) common.add(id)
          else if (met.has(id)) parts.add(id)
          met.add(id)
        }
      }
    },
  }
}

/** These modules and all that they import at once. */
function reachedFrom(ids: readonly string[], importsOf: (id: string) => readonly string[]): Set<string> {
  const reached = new Set(ids)
  for (const id of reached) for (const imported of importsOf(id)) reached.add(imported)
  return reached
}

type Bundle = Record<string, Rolldown.OutputChunk | Rolldown.OutputAsset>

const chunksOf = (bundle: Bundle): Rolldown.OutputChunk[] => Object.values(bundle).filter(file => file.type === 'chunk')

/** @throws Error when this build has none */
function chunkOf(bundle: Bundle, module: string): Rolldown.OutputChunk {
  const chunk = chunksOf(bundle).find(({ moduleIds }) => moduleIds.includes(module))
  if (!chunk) throw new Error(`${module} is in no file of this build.`)
  return chunk
}

/** The bundler's own few lines are a file of their own, of which the browser learns last: what comes first gets them inside. */
function inlineRuntime(): Plugin {
  return {
    name: 'chatside:inline-runtime',
    apply: 'build',
    generateBundle(_options, bundle) {
      const runtime = chunksOf(bundle).find(({ name }) => name === 'rolldown-runtime')
      const [, body = '', exports = ''] = /^([^]*)export\s*\{([^}]*)\};?\s*$/.exec(runtime?.code ?? '') ?? []
      const given = new Map(exports.split(',').map(part => part.trim().split(' as ')).map(([local = '', name = local]) => [name, local]))
      for (const chunk of [chunkOf(bundle, START), chunkOf(bundle, MAIN), sdkOf(bundle)]) {
        if (!runtime || !chunk.imports.includes(runtime.fileName)) continue
        const file = runtime.fileName.split('/').at(-1) ?? ''
        const [statement, imports = ''] = new RegExp(`import\\s*\\{([^}]*)\\}\\s*from\\s*["']\\./${file.replaceAll('.', '\\.')}["'];?`).exec(chunk.code) ?? []
        if (statement === undefined) throw new Error('The bundler writes what it adds in another way than this plugin knows.')
        const taken = imports.split(',').map(part => part.trim().split(' as ')).map(([name = '', local = name]) => [local, given.get(name)])
        const [locals, values] = [0, 1].map(index => taken.map(pair => pair[index]).join(','))
        chunk.code = chunk.code.replace(statement, () => `const [${locals}]=(()=>{${body}return [${values}]})();`)
        chunk.imports = chunk.imports.filter(name => name !== runtime.fileName)
      }
    },
  }
}

/** https://github.com/WICG/explicit-javascript-compile-hints-file-based: other browsers take it for a comment. */
const COMPILE_HINT = '//# allFunctionsCalledOnLoad\n'

/** Chromium compiles these files whole beside the page, instead of each function when the page waits for its first call. */
function compileAtOnce(): Plugin {
  return {
    name: 'chatside:compile-at-once',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of [chunkOf(bundle, START), chunkOf(bundle, MAIN), sdkOf(bundle)]) file.code = COMPILE_HINT + file.code
      },
    },
  }
}

/** @throws Error when it has no file of its own */
function sdkOf(bundle: Bundle): Rolldown.OutputChunk {
  const sdk = chunksOf(bundle).find(({ facadeModuleId }) => facadeModuleId?.includes('/node_modules/@bitrix24/b24jssdk/'))
  if (!sdk) throw new Error('The SDK has no file of its own in this build: see src/bitrix24/connect.ts for how it must be imported.')
  return sdk
}

/**
 * The entry asks for the SDK and for what draws only once it runs itself: named in the page they come at the same time. Nothing is painted
 * before the entry has run (browsers that do not know the attribute paint when they like): an empty page would be painted while the portal is
 * not asked yet.
 */
function nameFirstFiles(): Plugin {
  return {
    name: 'chatside:name-first-files',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const first = chunkOf(bundle, MAIN)
        const [style, ...others] = first.viteMetadata?.importedCss ?? []
        if (style === undefined || others.length > 0) throw new Error('What draws the first view has not exactly one style sheet.')
        const named = [[sdkOf(bundle).fileName, 'modulepreload'], [first.fileName, 'modulepreload'], [style, 'stylesheet']] as const
        return {
          html: html.replace('<script type="module"', '$& blocking="render"'),
          tags: named.map(([name, rel]) => ({ tag: 'link', attrs: { rel, crossorigin: true, href: `./${name}` }, injectTo: 'head' })),
        }
      },
    },
  }
}
