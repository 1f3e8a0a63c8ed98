/** Serves a built app the way a host does: the portal's POST gets the page, hashed files are cached, the page is not. */
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { gzipSync } from 'node:zlib'
import { listen, type Tls } from './http-listener.ts'
import { contentTypeOf, readBody, reply, requestUrl } from './http-message.ts'

export interface RecordedRequest {
  method: string
  /** Path without the query. */
  path: string
  /** Query without the question mark. */
  query: string
  body: string
}

export interface StaticApp {
  /** Address of the page, ending with a slash. */
  url: string
  port: number
  /** Every request so far, oldest first. */
  readonly requests: readonly RecordedRequest[]
  close(): Promise<void>
}

export interface StaticAppOptions {
  /** Folder with the build; read once, at the start. */
  folder: string
  /** `/` or a sub-folder such as `/some/folder/`. */
  path?: string
  port?: number
  tls?: Tls
  /** Host name by which browsers reach it, when they map names themselves; `127.0.0.1:port` otherwise. */
  domain?: string
  /** Gzip for text files, as most hosts do it; off by default. */
  isCompressed?: boolean
  /** Headers that this host adds to everything it serves. */
  headers?: Record<string, string>
}

/** A name with a hash of the content, as Vite makes it: `main-Bx3kP0aQ.js`. */
const hashedName = /-[\w-]{8,}\.\w+$/

/** Reads the folder and starts serving it on 127.0.0.1. */
export async function serveStaticApp(options: StaticAppOptions): Promise<StaticApp> {
  const base = `/${options.path ?? ''}/`.replace(/\/+/g, '/')
  const files = await readFiles(options.folder)
  const requests: RecordedRequest[] = []
  const zippedFiles = new Map<string, Buffer>()

  /** Compressed once, when first asked for. */
  const zipped = (name: string, content: Buffer): Buffer => {
    const known = zippedFiles.get(name) ?? gzipSync(content)
    zippedFiles.set(name, known)
    return known
  }

  const listener = await listen(async (request, response) => {
    const url = requestUrl(request)
    const method = request.method ?? 'GET'
    requests.push({ method, path: url.pathname, query: url.search.slice(1), body: await readBody(request) })
    const extra = options.headers ?? {}

    if (`${url.pathname}/` === base) {
      reply(response, 308, 'text/plain; charset=utf-8', '', { ...extra, location: `${base}${url.search}` })
      return
    }
    const name = url.pathname.startsWith(base) ? url.pathname.slice(base.length) || 'index.html' : ''
    const content = files.get(name)
    if (content === undefined) {
      reply(response, 404, 'text/plain; charset=utf-8', 'Not found\n', extra)
      return
    }
    const isPage = name.endsWith('.html')
    if (!(method === 'GET' || method === 'HEAD' || (method === 'POST' && isPage))) {
      reply(response, 405, 'text/plain; charset=utf-8', 'Method not allowed\n', { ...extra, allow: isPage ? 'GET, HEAD, POST' : 'GET, HEAD' })
      return
    }
    const contentType = contentTypeOf(name)
    const encodings = request.headers['accept-encoding'] ?? ''
    const isZipped = options.isCompressed === true && !/^(?:image\/(?!svg)|font)/.test(contentType) && /\bgzip\b/.test(String(encodings))
    const cache = hashedName.test(name) && !isPage ? 'public, max-age=31536000, immutable' : 'no-cache'
    reply(response, 200, contentType, isZipped ? zipped(name, content) : content, {
      ...extra, 'cache-control': cache, ...(isZipped ? { 'content-encoding': 'gzip', 'vary': 'accept-encoding' } : {}),
    })
  }, { port: options.port ?? 0, tls: options.tls })

  const scheme = options.tls === undefined ? 'http' : 'https'
  return {
    url: `${scheme}://${options.domain ?? `127.0.0.1:${listener.port}`}${base}`,
    port: listener.port,
    requests,
    close: () => listener.close(),
  }
}

/** By name as an address spells it. Only what is listed here can be asked for, so no path can climb out of the folder. */
async function readFiles(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile()).map(async (entry): Promise<[string, Buffer]> => {
    const path = join(entry.parentPath, entry.name)
    return [relative(folder, path).split(sep).map(encodeURIComponent).join('/'), await readFile(path)]
  })
  return new Map(await Promise.all(files))
}
