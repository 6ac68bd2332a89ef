// A secret in every kind of text that people paste.

/** Letters that percent-encoding, base64 and JSON each write differently, in three pieces found nowhere by chance. */
export const SECRET = 'pl4nted+S3CRET/7f3a9cQ=';
const ID = 'planted-id';

/** In base64 a text has three forms, by the place where it begins; what its neighbours have a part in is left out. */
const inBase64 = (text) => [0, 1, 2].map((before) => {
  const encoded = Buffer.from('x'.repeat(before) + text).toString('base64').replace(/=+$/, '');
  return encoded.slice(before ? before + 1 : 0, -1);
});

/** What must be found nowhere: each piece of the secret as it is, and all of it in base64, of both alphabets. */
export const FORMS = [
  ...SECRET.split(/[+/]/),
  ...inBase64(SECRET),
  ...inBase64(SECRET).map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
];

/** Whether a text shows the secret, or a piece of it. */
export const shows = (text) => FORMS.some((form) => text.includes(form));

const encoded = encodeURIComponent(SECRET);
const basic = Buffer.from(`${ID}:${SECRET}`).toString('base64');
const form = `grant_type=client_credentials&client_id=${ID}&client_secret=${encoded}`;
const part = (object) => Buffer.from(JSON.stringify(object)).toString('base64url');
/** A token whose signature is the secret: its claims may be read, it may not be used. */
const token = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ iss: 'https://as.example', exp: 1795253600 })}.${Buffer.from(`${SECRET}${SECRET}`).toString('base64url')}`;
const refused = '{"error":"invalid_client","error_description":"Client authentication failed."}';
const entry = {
  request: {
    method: 'POST',
    url: 'https://as.example/oauth/token',
    headers: [{ name: 'Authorization', value: `Basic ${basic}` }, { name: 'Content-Type', value: 'application/x-www-form-urlencoded' }],
    postData: {
      mimeType: 'application/x-www-form-urlencoded',
      text: form,
      params: [{ name: 'grant_type', value: 'client_credentials' }, { name: 'client_secret', value: SECRET }],
    },
  },
  response: { status: 401, statusText: 'Unauthorized', headers: [], content: { mimeType: 'application/json', text: refused } },
};
const collection = {
  info: { name: 'tokens', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  item: [{
    name: 'token',
    request: {
      method: 'POST',
      url: { raw: 'https://as.example/oauth/token' },
      auth: { type: 'basic', basic: [{ key: 'username', value: ID }, { key: 'password', value: SECRET }] },
      body: { mode: 'urlencoded', urlencoded: [{ key: 'grant_type', value: 'client_credentials' }, { key: 'client_secret', value: SECRET }] },
    },
  }],
};

/** Each kind of text by its name. */
export const KINDS = {
  'curl in bash': `$ curl -sS -u '${ID}:${SECRET}' -d grant_type=client_credentials https://as.example/oauth/token\n${refused}`,
  'curl in cmd': `C:\\> curl -X POST "https://as.example/oauth/token" ^\n  -H "Content-Type: application/json" ^\n  -d "{\\"grant_type\\":\\"client_credentials\\",\\"client_id\\":\\"${ID}\\",\\"client_secret\\":\\"${SECRET}\\"}"\n${refused}`,
  'curl in PowerShell': `PS> curl.exe -X POST 'https://as.example/oauth/token' \`\n  -d 'grant_type=client_credentials' \`\n  --data-urlencode 'client_secret=${SECRET}' -d 'client_id=${ID}'\n${refused}`,
  'Invoke-RestMethod': `Invoke-RestMethod -Method Post -Uri https://as.example/oauth/token -Body @{grant_type='client_credentials'; client_id='${ID}'; client_secret='${SECRET}'}\n${refused}`,
  'a transcript of curl -v': `> POST /oauth/token HTTP/1.1\n> Host: as.example\n> Authorization: Basic ${Buffer.from(`${ID}:${SECRET}\n`).toString('base64')}\n> Content-Type: application/x-www-form-urlencoded\n>\n< HTTP/1.1 401 Unauthorized\n< Content-Type: application/json\n<\n${refused}`,
  'wget': `wget --post-data='${form}' https://as.example/oauth/token\n${refused}`,
  'HTTPie': `http --form POST https://as.example/oauth/token grant_type=client_credentials client_id=${ID} client_secret=${SECRET}\nHTTP/1.1 401 Unauthorized\n\n${refused}`,
  'fetch': `await fetch('https://as.example/oauth/token', { method: 'POST', headers: { Authorization: 'Basic ${basic}' }, body: new URLSearchParams({ grant_type: 'client_credentials', client_secret: '${SECRET}' }) });\n${refused}`,
  'an HTTP message': `POST /oauth/token HTTP/1.1\nHost: as.example\nContent-Type: application/x-www-form-urlencoded\n\n${form}\n\nHTTP/1.1 401 Unauthorized\n\n${refused}`,
  'JSON': JSON.stringify({ error: 'invalid_client', request: { client_id: ID, client_secret: SECRET, nested: JSON.stringify({ password: SECRET }) } }, null, 2),
  'an answer with a token': JSON.stringify({ access_token: SECRET, refresh_token: `${SECRET}-2`, token_type: 'Bearer', expires_in: 3600 }),
  'a form': form,
  'a redirect': `https://app.example/callback?code=${encoded}&state=${encoded}&error=access_denied`,
  'an address with a password': `GET https://${ID}:${encoded}@as.example/oauth/token?grant_type=client_credentials failed with 401: invalid_client`,
  'a header': `Authorization: Basic ${basic}`,
  'base64 alone': basic,
  'a call with a token': `curl https://api.example/me -H 'Authorization: Bearer ${SECRET}'\nHTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer error="invalid_token"\n`,
  'a JWT': token,
  'a call with a JWT': `curl https://api.example/me -H 'Authorization: Bearer ${token}'\nHTTP/1.1 401 Unauthorized\nDate: Sat, 21 Nov 2026 10:14:03 GMT\nWWW-Authenticate: Bearer error="invalid_token", error_description="The token is expired"\n`,
  'an entry of a HAR': JSON.stringify(entry, null, 2),
  'a Postman collection': JSON.stringify(collection, null, 2),
  'logfmt': `time=2026-11-21T10:00:00Z level=error msg="token request failed" client_id=${ID} client_secret=${SECRET} err="oauth2: invalid_client"`,
  'a JSON log': JSON.stringify({ level: 'error', msg: `POST https://as.example/oauth/token ${form}: 401 ${refused}` }),
  'a Python dump': `{'grant_type': 'client_credentials', 'client_id': '${ID}', 'client_secret': '${SECRET}'}\noauthlib.oauth2.rfc6749.errors.InvalidClientError: (invalid_client) Client authentication failed.`,
  'two requests': `curl -u '${ID}:${SECRET}' -d grant_type=client_credentials https://as.example/oauth/token\n\ncurl -d grant_type=client_credentials -d client_id=${ID} --data-urlencode 'client_secret=${SECRET}' https://as.example/oauth/token`,
};
