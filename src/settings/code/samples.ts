import type { SidebarItem } from '../registration/sidebar-item.ts'
import { bx24JsSample } from './bx24-js.ts'
import { curlSample } from './curl.ts'
import { jsSdkSample } from './js-sdk.ts'
import { phpCrestSample } from './php-crest.ts'
import { phpSdkSample } from './php-sdk.ts'

/** What the registration can be written for, in the order in which it is offered. */
export const CODE_KINDS = ['curl', 'js-sdk', 'bx24-js', 'php-sdk', 'php-crest'] as const
export type CodeKind = typeof CODE_KINDS[number]

const SAMPLES: Record<CodeKind, (item: SidebarItem, portalOrigin: string) => string> = {
  'curl': curlSample,
  'js-sdk': jsSdkSample,
  'php-sdk': phpSdkSample,
  'bx24-js': bx24JsSample,
  'php-crest': phpCrestSample,
}

/** Ready-to-run text that registers an item; `portalOrigin` is like `https://demo.bitrix24.com`, without a slash at the end. */
export function codeSample(kind: CodeKind, item: SidebarItem, portalOrigin: string): string {
  return SAMPLES[kind](item, portalOrigin)
}
