import type { BrowserContext, Request } from '@playwright/test'
import { fileShape } from '../../portal/core/methods/im/file-shape.ts'
import type { Chat, World } from '../../portal/core/world/model.ts'
import type { PortalServer } from '../../portal/server/portal-server.ts'
import type { Sites } from './sites.ts'

/** What no page of a test may cause, in any frame or window; asserted at the end of every browser test. */
export interface Guard {
  /** Requests to hosts that nobody named, pictures that the portal did not give, sockets and service workers. */
  readonly forbidden: string[]
  /** Errors that nobody caught. */
  readonly errors: string[]
  /** Beginnings of such errors that the test expects. */
  readonly expectedErrors: string[]
  /** Allows a server that the test starts itself, on a port that is not known before. */
  allowHost(name: string): void
}

/** Watches all requests of the context's pages, also of popups and of frames in frames. */
export function watch(context: BrowserContext, sites: Sites): Guard {
  const apps = new Set([sites.app, sites.folder, sites.pages].map(({ url }) => new URL(url).origin))
  const known = new Set([...apps, sites.portal.url, sites.other.url, sites.foreign.url])
  const hosts = new Set<string>()
  const guard: Guard = {
    forbidden: [],
    errors: [],
    expectedErrors: [],
    allowHost: name => void hosts.add(name),
  }

  function isAllowed(request: Request): boolean {
    const { hostname, href, origin, protocol } = new URL(request.url())
    if (!/^https?:$/.test(protocol) || hosts.has(hostname)) return true
    if (request.resourceType() === 'image' && apps.has(originOf(request)) && !apps.has(origin)) {
      return [sites.portal, sites.other, sites.foreign].some(portal => isPictureOf(portal, href))
    }
    return known.has(origin)
  }

  context.on('weberror', event => guard.errors.push(event.error().message))
  context.on('request', (request) => {
    if (!isAllowed(request)) guard.forbidden.push(`${request.resourceType()} ${request.url()}`)
  })
  context.on('serviceworker', worker => guard.forbidden.push(`service worker ${worker.url()}`))
  context.on('page', (page) => {
    page.on('websocket', (socket) => {
      if (!hosts.has(new URL(socket.url()).hostname)) guard.forbidden.push(`socket ${socket.url()}`)
    })
  })
  return guard
}

/** The origin of the requesting page; `''` when the browser requests the page itself. */
function originOf(request: Request): string {
  return request.isNavigationRequest() ? '' : new URL(request.frame().url()).origin
}

/** The addresses of pictures in the portal's REST answers: of people, chats and their files. */
function isPictureOf(server: PortalServer, href: string): boolean {
  const { world } = server.portal()
  const { people, chats }: World = world
  const isFace = (of?: { avatar: string }): boolean => of !== undefined && of.avatar !== '' && (of.avatar === href || server.url + of.avatar === href)
  const { pathname, searchParams } = new URL(href)
  // nearly every picture is of the person in its name; to look through all of them makes thousands of people and chats
  if (isFace(people.get(Number(/(\d+)\.svg$/.exec(pathname)?.[1])))) return true
  const fileId = Number(searchParams.get('fileId'))
  const isFile = (chat: Chat): boolean => {
    const file = chat.files.get(fileId)
    return file !== undefined && fileShape(world, chat, file)['urlPreview'] === href
  }
  return (fileId > 0 && [...chats.values()].some(isFile)) || [...people.values(), ...chats.values()].some(isFace)
}
