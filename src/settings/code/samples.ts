import { MOBILE } from '../../bitrix24/placements.ts'
import { bindParams, type BindParams, type WantedItem } from '../registration/sidebar-item.ts'
import { isRecord } from '../../lib/is-record.ts'

/**
 * Controls, line separators and format characters: they cannot be seen, and those for right-to-left text reorder the text
 * around them, so that code reads differently from what it does ("Trojan Source", CVE-2021-42574, https://trojansource.codes).
 * The two joiners stay: emoji and Persian are made with them, and they move nothing.
 */
const HIDDEN = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** Moves every line but the first to the right. Only for literals, whose texts have no line breaks in them. */
function indent(literal: string, spaces: number): string {
  return literal.replaceAll('\n', `\n${' '.repeat(spaces)}`)
}

/** One word for a POSIX shell. Between single quotes only the quote itself means anything. */
export function toShell(text: string): string {
  return `'${text.replaceAll('\'', '\'\\\'\'')}'`
}

/** `\u202e`, in two halves beyond U+FFFF. */
function escapeUnits(character: string): string {
  return character.replace(/./gs, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** JSON in lines, with an escape for every character that cannot be seen. */
export function toJson(value: unknown): string {
  // line breaks in texts are escapes by now: the ones that remain are the indentation
  return JSON.stringify(value, null, 2).replace(HIDDEN, character => character === '\n' ? character : escapeUnits(character))
}

/**
 * A JavaScript literal that also survives in a `<script>`, where three sequences mean something even in a text:
 * https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
 */
export function toJavaScript(value: unknown): string {
  return toJson(value).replace(/<(?=!--|\/?script)/gi, '\\u003c')
}

const PHP_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escapeForPhp(character: string): string {
  return PHP_ESCAPES[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`
}

/** Single quotes know no escapes for what cannot be seen, so such a text gets double ones, where `$` means something too. */
function quotePhp(text: string): string {
  return text.search(HIDDEN) < 0
    ? `'${text.replace(/[\\']/g, '\\$&')}'`
    : `"${text.replace(/[\\"$]/g, '\\$&').replace(HIDDEN, escapeForPhp)}"`
}

/** A PHP literal: an array in lines for an object or a list, a text for everything else. */
export function toPhp(value: unknown): string {
  if (!isRecord(value) && !Array.isArray(value)) return quotePhp(String(value))
  const keyOf = (name: string) => Array.isArray(value) ? '' : `${quotePhp(name)} => `
  const rows = Object.entries(value).map(([name, inner]) => `    ${keyOf(name)}${indent(toPhp(inner), 4)},\n`)
  return rows.length === 0 ? '[]' : `[\n${rows.join('')}]`
}

/** The parameters of `placement.bind` for each place where the item is wanted, the sidebar first. */
function bindings(item: WantedItem): BindParams[] {
  return [bindParams(item), ...item.isInMobile ? [bindParams(item, MOBILE)] : []]
}

/**
 * For a POSIX shell. The token comes from a variable and through a pipe, so it is neither in the text nor in the list of
 * processes. The pipe's status is that of `awk`, which wants `true`: a refusal of the messenger comes with status 200.
 */
function curlSample(item: WantedItem, portalOrigin: string): string {
  const calls = bindings(item).map(params => toJson(params).slice(0, -'\n}'.length)).map(body => `printf %s ${toShell(`${body},\n  "auth": "`)}"$BITRIX24_ACCESS_TOKEN"${toShell('"\n}')} |
curl --fail-with-body --silent --show-error --request POST \\
  --header 'Content-Type: application/json' \\
  --header 'Accept: application/json' \\
  --data-binary @- \\
  ${toShell(`${portalOrigin}/rest/placement.bind`)} |
awk '{ print } /"result": *true/ { done = 1 } END { exit !done }'`)
  return `: "\${BITRIX24_ACCESS_TOKEN:?}"

${calls.join(' &&\n\n')}
`
}

/** A module for `@bitrix24/b24jssdk` 2. To the SDK a refusal of the messenger is a success whose result is not `true`. */
function jsSdkSample(item: WantedItem): string {
  return `import { initializeB24Frame } from '@bitrix24/b24jssdk'

const b24 = await initializeB24Frame()

for (const params of ${toJavaScript(bindings(item))}) {
  const response = await b24.actions.v2.call.make({ method: 'placement.bind', params })
  if (!response.isSuccess) {
    throw new Error(\`Not registered in \${params.PLACEMENT}: \${response.getErrorMessages().join('; ')}\`)
  }
  const { result } = response.getData()
  if (result !== true) {
    throw new Error(\`Not registered in \${params.PLACEMENT}: \${JSON.stringify(result)}\`)
  }
}
console.info('Registered')
`
}

/** A script for a page with Bitrix24's own library. A refusal of the messenger is no error there but a result that is not `true`. */
function bx24JsSample(item: WantedItem): string {
  return `BX24.init(function () {
  ${indent(toJavaScript(bindings(item)), 2)}.forEach(function (params) {
    BX24.callMethod('placement.bind', params, function (answer) {
      if (answer.error()) {
        console.error('Not registered in ' + params.PLACEMENT + ':', answer.error());
      } else if (answer.data() !== true) {
        console.error('Not registered in ' + params.PLACEMENT + ':', answer.data());
      } else {
        console.info('Registered in ' + params.PLACEMENT);
      }
    });
  });
});
`
}

/**
 * For `bitrix24/b24phpsdk` 3. Its result is always an array, so `true` arrives as `[true]` (src/Core/Response/Response.php);
 * the documentation's own sample asks that array for methods. The id and the secret of the application come from the environment.
 */
function phpSdkSample(item: WantedItem): string {
  return `<?php

declare(strict_types=1);

use Bitrix24\\SDK\\Core\\Credentials\\ApplicationProfile;
use Bitrix24\\SDK\\Services\\ServiceBuilderFactory;
use Symfony\\Component\\HttpFoundation\\Request;

require_once __DIR__ . '/vendor/autoload.php';

$profile = ['BITRIX24_PHP_SDK_APPLICATION_SCOPE' => 'placement,im'] + getenv();
$b24 = ServiceBuilderFactory::createServiceBuilderFromPlacementRequest(
    Request::createFromGlobals(),
    ApplicationProfile::initFromArray($profile)
);

foreach (${toPhp(bindings(item))} as $params) {
    $result = $b24->core->call('placement.bind', $params)->getResponseData()->getResult();
    if ($result !== [true]) {
        throw new RuntimeException("Not registered in {$params['PLACEMENT']}: " . json_encode($result));
    }
}
echo 'Registered', PHP_EOL;
`
}

/** For CRest (https://github.com/bitrix-tools/crest), which throws nothing: errors and refusals alike are in what it returns. */
function phpCrestSample(item: WantedItem): string {
  return `<?php

require_once __DIR__ . '/crest.php';

foreach (${toPhp(bindings(item))} as $params) {
    $answer = CRest::call('placement.bind', $params);
    if (($answer['result'] ?? null) !== true) {
        throw new RuntimeException("Not registered in {$params['PLACEMENT']}: " . json_encode($answer));
    }
}
echo 'Registered', PHP_EOL;
`
}

/** What the registration can be written for, in the order in which it is offered. */
export const CODE_KINDS = ['curl', 'js-sdk', 'bx24-js', 'php-sdk', 'php-crest'] as const
export type CodeKind = typeof CODE_KINDS[number]

const SAMPLES: Record<CodeKind, (item: WantedItem, portalOrigin: string) => string> = {
  'curl': curlSample,
  'js-sdk': jsSdkSample,
  'php-sdk': phpSdkSample,
  'bx24-js': bx24JsSample,
  'php-crest': phpCrestSample,
}

/** Ready-to-run text that registers an item; `portalOrigin` is like `https://demo.bitrix24.com`, without a slash at the end. */
export function codeSample(kind: CodeKind, item: WantedItem, portalOrigin: string): string {
  return SAMPLES[kind](item, portalOrigin)
}
