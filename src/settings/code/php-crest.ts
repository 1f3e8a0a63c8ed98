import { bindParams, type SidebarItem } from '../registration/sidebar-item.ts'
import { indent } from './indent.ts'
import { toPhp } from './quote-php.ts'

/** For CRest (https://github.com/bitrix-tools/crest), which throws nothing: errors and refusals alike are in what it returns. */
export function phpCrestSample(item: SidebarItem): string {
  return `<?php

require_once __DIR__ . '/crest.php';

$answer = CRest::call(
    'placement.bind',
    ${indent(toPhp(bindParams(item)), 4)}
);

if (($answer['result'] ?? null) !== true) {
    throw new RuntimeException('Not registered: ' . json_encode($answer));
}
echo 'Registered', PHP_EOL;
`
}
