import { expect, test } from 'vitest'
import { hideSecrets } from './hide-secrets.ts'

test.each([
  ['https://p.example/bitrix/services/main/ajax.php?action=disk.api.file.download&_esd=abc&fileName=a.pdf', 'https://p.example/bitrix/services/main/ajax.php?action=disk.api.file.download&…&fileName=a.pdf'],
  ['https://p.example/rest/download.json?auth=abc&token=disk%7Cdef', 'https://p.example/rest/download.json?…&…'],
  ['see https://p.example/x?a=1&sessid=0f#access_token=zzz&b=2 please', 'see https://p.example/x?a=1&…#…&b=2 please'],
  ['(/mobile/?SESSID=1&amp;auth=2)', '(/mobile/?…&…)'],
  ['https://p.example/rest/1/abcdefgh12345678/profile.json', 'https://p.example/rest/1/…/profile.json'],
  ['see https://p.example/rest/1/abcdefgh12345678, and https://p.example/rest/1/abcdefgh12345678?a=1', 'see https://p.example/rest/1/…, and https://p.example/rest/1/…?a=1'],
  ['Ours is https://p.example/rest/1/abcdefgh12345678. Or /rest/1/abcdefgh12345678...', 'Ours is https://p.example/rest/1/…. Or /rest/1/…...'],
  ['https://p.example/rest/api/1/abcdefgh12345678/main.server.time (/rest/api/1/abcdefgh12345678)', 'https://p.example/rest/api/1/…/main.server.time (/rest/api/1/…)'],
  ['https://p.example/rest/user.current?params[auth]=a&data%5Baccess_token%5D=b&c=3', 'https://p.example/rest/user.current?…&…&c=3'],
  ['https://s3.example/a?X-Amz-Credential=k&X-Amz-Date=1&X-Amz-Security-Token=t&X-Amz-Signature=s', 'https://s3.example/a?…&X-Amz-Date=1&…&…'],
  ['https://a.example/b?sv=1&sig=x%3D&se=2', 'https://a.example/b?sv=1&…&se=2'],
  ['https://a.example/?client_secret=1&pwd=2&passwd=3&access-token=4&authorization=5&x=6', 'https://a.example/?…&…&…&…&…&x=6'],
  ['https://a.example/?token=a(b)c\'d (see https://a.example/?token=abc)', 'https://a.example/?… (see https://a.example/?…)'],
  ['www.a.example/cb?code=x&state=y, a.example/?key=1', 'www.a.example/cb?…&state=y, a.example/?…'],
  ['https://a.example/login?next=https%3A%2F%2Fb.example%2F%3Fjwt%3Dxyz&c=1', 'https://a.example/login?next=https%3A%2F%2Fb.example%2F%3F…&c=1'],
  ['https://a.example/?next=https%253A%252F%252Fb.example%252F%253Ftoken%253Dxyz&c=1', 'https://a.example/?next=https%253A%252F%252Fb.example%252F%253F…&c=1'],
  ['https://a.example/?next=https%3A%2F%2Fme%3Apw%40b.example&c=1', 'https://a.example/?next=https%3A%2F%2F…%40b.example&c=1'],
  ['https://a.example/?data[auth][token]=x&a%5Bb%5D%5Bsecret%5D=y&auth_token[]=z&c=1', 'https://a.example/?…&…&…&c=1'],
  ['localhost:8080/x?token=a 10.0.0.1/x?token=b xn--e1afmkfd.xn--p1ai/?token=c /rest/1/abcdefgh12345678/', 'localhost:8080/x?… 10.0.0.1/x?… xn--e1afmkfd.xn--p1ai/?… /rest/1/…/'],
  ['https://p.example/auth/?USER_LOGIN=me&USER_CHECKWORD=x&confirm_code=y&APP_SID=z', 'https://p.example/auth/?USER_LOGIN=me&…&…&…'],
  ['https://a.example/?rlkey=1&resourcekey=2&tempauth=3&passcode=4&SAMLResponse=5&oauth_verifier=6&user_pass=7', 'https://a.example/?…&…&…&…&…&…&…'],
])('%s lets nobody in (a16)', (text, shown) => {
  expect(hideSecrets(text)).toEqual({ text: shown, isHidden: true })
})

test.each(['author=me', 'https://p.example/?author=1&tokens=2&x=token', 'auth=abc', 'a token = secret', 'https://p.example/rest/crm.deal.list/', 'https://p.example/rest/1/profile.json', 'https://p.example/rest/1/documentgenerator.document.add', 'https://p.example/rest/api/documentation', 'https://p.example/?design=1&secretary=2', 'https://p.example/?keyword=a&country_code=de', 'mailto:a@b.example', 'ssh://git@p.example/a', 'a/b?c=1'])('%s stays as it is', (text) => {
  expect(hideSecrets(text)).toEqual({ text, isHidden: false })
})

test.each([
  ['https://user:pass@host.example/', 'https://…@host.example/'],
  ['see https://user:p@ss@host.example:8080/a@b?x=1', 'see https://…@host.example:8080/a@b?x=1'],
  ['https://ghp_abc@host.example/a.git and postgres://me:pw@db.example/x', 'https://…@host.example/a.git and postgres://…@db.example/x'],
  ['https://hooks.slack.com/services/T01/B02/xyz', 'https://hooks.slack.com/services/…'],
  ['hooks.slack.com/workflows/T01/A02/3/xyz', 'hooks.slack.com/workflows/…'],
  ['https://discord.com/api/webhooks/123456/a-b_c', 'https://discord.com/api/webhooks/123456/…'],
  ['https://ptb.discordapp.com/api/v10/webhooks/123456/a-b_c?wait=true', 'https://ptb.discordapp.com/api/v10/webhooks/123456/…?wait=true'],
  ['https://api.telegram.org/bot123:AA-x_y/sendMessage?chat_id=1', 'https://api.telegram.org/bot…/sendMessage?chat_id=1'],
  ['https://api.telegram.org/file/bot123:AA-x_y/documents/a.pdf', 'https://api.telegram.org/file/bot…/documents/a.pdf'],
  ['https://acme.webhook.office.com/webhookb2/a@b/IncomingWebhook/c/d', 'https://acme.webhook.office.com/webhookb2/…'],
  ['https://outlook.office.com/webhook/a@b/IncomingWebhook/c/d', 'https://outlook.office.com/webhook/…'],
  ['https://prod-1.westeurope.logic.azure.com/workflows/a/triggers/manual/paths/invoke?api-version=1&sp=%2Frun&sv=1.0&sig=x', 'https://prod-1.westeurope.logic.azure.com/workflows/a/triggers/manual/paths/invoke?api-version=1&sp=%2Frun&sv=1.0&…'],
  ['https://chat.example/hooks/abcdefghij1234567890abcdef', 'https://chat.example/hooks/…'],
  ['https://hooks.zapier.com/hooks/catch/1/abc/', 'https://hooks.zapier.com/hooks/catch/…'],
])('%s shows no password and no webhook (r19, a16)', (text, shown) => {
  expect(hideSecrets(text)).toEqual({ text: shown, isHidden: true })
})

test.each([
  'for (let token = first();token=next(token);) {} let a;secret=5;return a; SET sign=1;sig=2 #password=see wiki',
  'fetch(\'https://a.example/x\');token=next()', 'fetch(`https://a.example/x`);secret=5', 'see https://a.example/?compass=1&bypass=2&monkey=3',
  'a?token=b:c; x = a / b?key=1; obj&auth=2', 'user:pass@host', '@Override key=1', '#code=5', 'SELECT * FROM t WHERE a=1&password=2',
])('what is no address stays as it was written: %s (r6)', (text) => {
  expect(hideSecrets(text)).toEqual({ text, isHidden: false })
})
