<?php

/**
 * Stands in for bitrix24/b24phpsdk 3: only the names and the behaviour that the sample relies on. Read in
 * https://github.com/bitrix24/b24phpsdk: src/Services/ServiceBuilderFactory.php, src/Core/Credentials/ApplicationProfile.php,
 * src/Core/ApiClient.php (JSON, the token as `auth`), src/Core/Core.php (throws unless the status is 200) and
 * src/Core/Response/Response.php (throws on `error`; a result that is no array becomes one).
 */

declare(strict_types=1);

namespace Symfony\Component\HttpFoundation {
    class Request
    {
        public static function createFromGlobals(): static
        {
            return new static();
        }
    }
}

namespace Bitrix24\SDK\Core\Credentials {
    class ApplicationProfile
    {
        private function __construct(public string $clientId, public string $clientSecret, public string $scope)
        {
        }

        public static function initFromArray(array $profile): self
        {
            foreach (['CLIENT_ID', 'CLIENT_SECRET', 'SCOPE'] as $name) {
                $key = "BITRIX24_PHP_SDK_APPLICATION_$name";
                if (!array_key_exists($key, $profile)) {
                    throw new \InvalidArgumentException("in array key $key not found");
                }
                $values[] = $profile[$key];
            }
            return new self(...$values);
        }
    }
}

namespace Bitrix24\SDK\Core {
    class ResponseData
    {
        public function __construct(private array $result)
        {
        }

        public function getResult(): array
        {
            return $this->result;
        }
    }

    class Response
    {
        public function __construct(private array $answer)
        {
        }

        public function getResponseData(): ResponseData
        {
            if (isset($this->answer['error'])) {
                throw new \Exception("{$this->answer['error']} - {$this->answer['error_description']}");
            }
            $result = $this->answer['result'];
            return new ResponseData(is_array($result) ? $result : [$result]);
        }
    }

    class Core
    {
        public function call(string $method, array $parameters = []): Response
        {
            $context = stream_context_create(['http' => [
                'method' => 'POST',
                'header' => 'Content-Type: application/json',
                'content' => json_encode($parameters + ['auth' => getenv('PORTAL_TOKEN')], JSON_THROW_ON_ERROR),
                'ignore_errors' => true,
            ]]);
            $body = file_get_contents(getenv('PORTAL_URL') . "/rest/$method", false, $context);
            $answer = json_decode((string) $body, true, flags: JSON_THROW_ON_ERROR);
            if (!str_contains($http_response_header[0], ' 200 ')) {
                throw new \Exception("{$answer['error']} - {$answer['error_description']}");
            }
            return new Response($answer);
        }
    }
}

namespace Bitrix24\SDK\Services {
    use Bitrix24\SDK\Core\Core;
    use Bitrix24\SDK\Core\Credentials\ApplicationProfile;
    use Symfony\Component\HttpFoundation\Request;

    class ServiceBuilder
    {
        public function __construct(public Core $core)
        {
        }
    }

    class ServiceBuilderFactory
    {
        public static function createServiceBuilderFromPlacementRequest(Request $request, ApplicationProfile $profile): ServiceBuilder
        {
            return new ServiceBuilder(new Core());
        }
    }
}
