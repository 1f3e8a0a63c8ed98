<?php

/**
 * Stands in for CRest: what its `call` does between the sample and the portal, without its settings and its renewal of tokens.
 * Like https://github.com/bitrix-tools/crest it sends a form, and hands the portal's answer back whatever the status was.
 */
class CRest
{
    public static function call($method, $params = [])
    {
        $body = http_build_query($params + ['auth' => getenv('PORTAL_TOKEN')]);
        $context = stream_context_create(['http' => [
            'method' => 'POST',
            'header' => 'Content-Type: application/x-www-form-urlencoded',
            'content' => $body,
            'ignore_errors' => true,
        ]]);
        return json_decode((string) file_get_contents(getenv('PORTAL_URL') . "/rest/$method.json", false, $context), true);
    }
}
