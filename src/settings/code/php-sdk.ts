import { bindParams, type SidebarItem } from '../registration/sidebar-item.ts'
import { indent } from './indent.ts'
import { toPhp } from './quote-php.ts'

/**
 * For `bitrix24/b24phpsdk` 3. Its result is always an array, so `true` arrives as `[true]` (src/Core/Response/Response.php);
 * the documentation's own sample asks that array for methods. The id and the secret of the application come from the environment.
 */
export function phpSdkSample(item: SidebarItem): string {
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

$result = $b24->core->call(
    'placement.bind',
    ${indent(toPhp(bindParams(item)), 4)}
)->getResponseData()->getResult();

if ($result !== [true]) {
    throw new RuntimeException('Not registered: ' . json_encode($result));
}
echo 'Registered', PHP_EOL;
`
}
