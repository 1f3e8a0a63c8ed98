import { parsePortalOrigins } from '../src/bitrix24/portal-origins.ts'
import type { Audience } from './policy.ts'

/** The address, the folder and the audience that the recipes are written for. */
export interface Site {
  audience: Audience
  host: string
  /** Path of the folder in the address, with a slash at both ends: `/chatside/`, or `/` for a host of its own. */
  path: string
  /** Folder on the host's disk that holds the content of `dist`, without a slash at the end. */
  folder: string
}

/** The site of the recipes in the repository; every value is a placeholder. */
export const EXAMPLE: Site = {
  audience: { portals: ['https://portal.example.com'] },
  host: 'apps.example.com',
  path: '/chatside/',
  folder: '/srv/chatside',
}

/** A mistake in the options, in words for the terminal. */
export class BadSite extends Error {}

/**
 * Reads origins from an environment variable or a flag of the same meaning.
 * @throws BadSite
 */
export function readOrigins(name: string, list: string): string[] {
  const { origins, ignored } = parsePortalOrigins(list)
  if (ignored.length > 0) throw new BadSite(`${name}: not an origin such as https://portal.example.com: ${ignored.join(', ')}`)
  return origins
}

/** @throws BadSite */
function readPath(text: string): string {
  const path = `/${text}/`.replace(/\/{2,}/g, '/')
  if (!/^\/(?:[\w~-][\w.~-]*\/)*$/.test(path)) throw new BadSite(`${text} is no path: letters, digits, dots, hyphens and slashes, such as /chatside/.`)
  return path
}

/**
 * A host's name as servers and browsers write it; names in other alphabets begin with `xn--`.
 * @throws BadSite
 */
function readHost(text: string): string {
  const address = `https://${text}/`
  const isName = !/[\s/?#@:\\%]/.test(text) && URL.canParse(address)
  const host = isName ? new URL(address).hostname : ''
  if (!/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(host)) throw new BadSite(`${text} is no host name, such as apps.example.com.`)
  return host
}

export interface SiteOptions {
  portals?: string | undefined
  pictures?: string | undefined
  push?: string | undefined
  isAnyCloud?: boolean | undefined
  host?: string | undefined
  path?: string | undefined
  folder?: string | undefined
}

/**
 * The example with the given values in place of its own. Every value ends up in the language of some server, so only characters pass that
 * have no meaning there.
 * @throws BadSite
 */
export function readSite(options: SiteOptions): Site {
  const portals = readOrigins('CHATSIDE_PORTALS', options.portals ?? '')
  const isAnyCloud = options.isAnyCloud ?? false
  const { host = EXAMPLE.host, folder = EXAMPLE.folder } = options
  if (!/^\/[\w./~-]*[\w.~-]$/.test(folder)) throw new BadSite(`${folder} is no absolute folder of plain characters, such as /srv/chatside.`)
  return {
    audience: {
      portals: portals.length > 0 || isAnyCloud ? portals : EXAMPLE.audience.portals,
      isAnyCloud,
      pictures: readOrigins('CHATSIDE_PICTURES', options.pictures ?? ''),
      push: readOrigins('CHATSIDE_PUSH', options.push ?? ''),
    },
    host: readHost(host),
    path: readPath(options.path ?? EXAMPLE.path),
    folder,
  }
}
