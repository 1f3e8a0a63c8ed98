import { HASHED_FOLDER, HSTS, PAGE_CACHE, securityHeaders } from '../policy.ts'
import { headerPart, part } from './part.ts'
import { headLines, indent, type Recipe } from './recipe.ts'

function add([name, value]: readonly [string, string]): string {
  return `<add name="${name}" value="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}" />`
}

export const iis: Recipe = (site) => {
  const lines = headLines(site, 'IIS 8 or later with ASP.NET 4.5: into the folder with index.html, and make the folder an application.')
  const headers = [...securityHeaders(site.audience).map(header => headerPart(header[0], add(header))), part('page-cache', add(['Cache-Control', PAGE_CACHE]))]
  return {
    'web.config': `<?xml version="1.0" encoding="utf-8"?>
<!--
${indent(lines.join('\n'), '  ').replaceAll('--', '- -')}
  The handler in the portal is the full name: https://${site.host}${site.path}index.html
-->
<configuration>
  <!-- The handler of static files refuses POST with 405, the one of ASP.NET pages does not. The page has nothing in it for ASP.NET to run. -->
  <system.web>
    <compilation>
      <buildProviders>
        <add extension=".html" type="System.Web.Compilation.PageBuildProvider" />
      </buildProviders>
    </compilation>
    <!-- nothing here reads what the portal sends -->
    <httpRuntime targetFramework="4.5" requestValidationMode="2.0" />
    <pages validateRequest="false" enableViewState="false" />
  </system.web>
  <system.webServer>
    <handlers>
      ${part('opened-by-post', '<add name="ChatsideOpenedByPost" path="index.html" verb="POST" type="System.Web.UI.PageHandlerFactory" resourceType="File" preCondition="integratedMode" />')}
    </handlers>
    <defaultDocument>
      <files>
        <clear />
        <add value="index.html" />
      </files>
    </defaultDocument>
    <staticContent>
      ${part('types', `<remove fileExtension=".js" />
      <mimeMap fileExtension=".js" mimeType="text/javascript" />`)}
      <remove fileExtension=".woff2" />
      <mimeMap fileExtension=".woff2" mimeType="font/woff2" />
      <remove fileExtension=".svg" />
      <mimeMap fileExtension=".svg" mimeType="image/svg+xml" />
    </staticContent>
    ${part('compression', '<urlCompression doStaticCompression="true" />')}
    <httpProtocol>
      <customHeaders>
        <remove name="X-Powered-By" />
${indent(headers.join('\n'), '        ')}
        <!-- a promise for the whole host and a year: only when everything on it is https -->
        <!-- ${add(HSTS)} -->
      </customHeaders>
    </httpProtocol>
  </system.webServer>
  <location path="${HASHED_FOLDER.slice(0, -1)}">
    <system.webServer>
      <httpProtocol>
        <customHeaders>
          <remove name="Cache-Control" />
        </customHeaders>
      </httpProtocol>
      <!-- no header of its own, which would be sent with a missing file, too, and keep it missing for a year -->
      <staticContent>
        ${part('hashed-cache', '<clientCache cacheControlMode="UseMaxAge" cacheControlMaxAge="365.00:00:00" cacheControlCustom="public, immutable" />')}
      </staticContent>
    </system.webServer>
  </location>
</configuration>
`,
  }
}
