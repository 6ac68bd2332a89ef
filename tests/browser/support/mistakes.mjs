// What people do wrong at a token endpoint: the command, the cause, and what becomes of its repair.
//
// `cause` and `repaired` are written by hand from what was done wrong:
//   'token'    the corrected command gets what was asked for
//   'past'     it gets past this error, to one that no command can mend
//   a sentence why there is no repair

import { clients } from './strict-server.mjs';

const base64 = (text) => Buffer.from(text).toString('base64');
const pair = ({ client_id, client_secret }) => `${client_id}:${client_secret}`;
const CALLBACK = 'https://app.example.com/callback';
const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const CREDENTIALS = '-d grant_type=client_credentials';

/** The mistakes, with codes and tokens that this server has just made. */
export async function mistakes(server) {
  const { issuer, tokenEndpoint: token } = server;
  const { ampersand, machine, form, percent, plus, web } = clients;
  const machineUser = `-u '${pair(machine)}'`;
  const webUser = `-u '${pair(web)}'`;
  const usedCode = await server.code('web');
  const usedRefresh = await server.refreshToken('web');
  const authorize = (rest) => `'${issuer}/auth?response_type=code&scope=openid${rest}'`;
  const challenge = '&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256';

  return [
    // The Authorization header.
    {
      name: 'id and secret joined without a colon',
      command: `curl -s ${token} \\\n  -H 'Authorization: Basic ${base64(machine.client_id + machine.client_secret)}' \\\n  ${CREDENTIALS} -d client_id=machine`,
      cause: 'malformed-authorization-header',
      repaired: 'token',
    },
    {
      name: 'a line end from echo, in a header made beforehand',
      command: `curl -i ${token} -H 'Authorization: Basic ${base64(`${pair(machine)}\n`)}' ${CREDENTIALS}`,
      cause: 'malformed-authorization-header',
      repaired: 'token',
    },
    {
      name: 'a line end from echo, in the command itself',
      command: `curl -s ${token} -H "Authorization: Basic $(echo '${pair(machine)}' | base64 -w0)" ${CREDENTIALS}`,
      cause: 'malformed-authorization-header',
      repaired: 'token',
    },
    {
      name: 'base64 twice',
      command: `curl -sS ${token} -H 'Authorization: Basic ${base64(base64(pair(machine)))}' ${CREDENTIALS}`,
      cause: 'malformed-authorization-header',
      repaired: 'token',
    },
    {
      name: 'Bearer before the base64 of id and secret',
      command: `curl -sS ${token} -H 'Authorization: Bearer ${base64(pair(machine))}' ${CREDENTIALS}`,
      cause: 'malformed-authorization-header',
      repaired: 'token',
    },
    {
      name: 'id and secret never encoded',
      command: `curl -sS ${token} -H 'Authorization: Basic ${pair(machine)}' ${CREDENTIALS}`,
      cause: 'malformed-authorization-header',
      repaired: 'token',
    },
    {
      name: 'quotes around id and secret',
      command: `curl -sS ${token} -H 'Authorization: Basic ${base64(`"${machine.client_id}":"${machine.client_secret}"`)}' ${CREDENTIALS}`,
      cause: 'malformed-authorization-header',
      repaired: 'token',
    },
    {
      name: 'a percent sign as it is, where the server decodes',
      command: `curl -sS -X POST ${token} -u '${pair(percent)}' ${CREDENTIALS}`,
      cause: 'malformed-authorization-header',
      repaired: 'token',
    },
    {
      name: 'a plus sign as it is, where the server decodes',
      command: `curl -isS ${token} -H 'Authorization: Basic ${base64(pair(plus))}' ${CREDENTIALS}`,
      cause: 'malformed-authorization-header',
      repaired: 'token',
    },
    {
      name: 'another name for the header',
      command: `curl -sS ${token} -H 'Authentication: Basic ${base64(pair(machine))}' ${CREDENTIALS}`,
      cause: 'client-auth-missing',
      repaired: 'token',
    },
    {
      name: 'base64 behind -u, which encodes by itself',
      command: `curl -sS ${token} -u ${base64(pair(machine))} ${CREDENTIALS} < /dev/null`,
      cause: 'malformed-authorization-header',
      repaired: 'token',
    },
    {
      name: 'a program that had no secret when it made the header',
      command: `curl -sS ${token} -H 'Authorization: Basic ${base64('machine:undefined')}' ${CREDENTIALS}`,
      cause: 'client-auth-missing',
      repaired: 'token',
      typed: machine.client_secret,
    },
    {
      name: 'the name of a variable, encoded',
      command: `curl -sS ${token} -H 'Authorization: Basic ${base64('machine:$CLIENT_SECRET')}' ${CREDENTIALS}`,
      cause: 'malformed-authorization-header',
      repaired: 'token',
    },
    // How the client authenticates.
    {
      name: 'a variable between single quotes',
      command: `curl -sS ${token} -u 'machine:$CLIENT_SECRET' ${CREDENTIALS}`,
      cause: 'wrong-client-secret',
      repaired: 'token',
    },
    {
      name: 'a secret that is cut off at its &',
      command: `curl -sS ${token} -d 'client_id=ampersand&client_secret=${ampersand.client_secret}' ${CREDENTIALS}`,
      cause: 'wrong-client-secret',
      repaired: 'token',
    },
    {
      name: 'a secret whose + arrives as a blank',
      command: `curl -sS ${token} -d client_id=ampersand -d 'client_secret=${ampersand.client_secret.replace('&', '%26')}' ${CREDENTIALS}`,
      cause: 'wrong-client-secret',
      repaired: 'token',
    },
    {
      name: 'a secret that was encoded twice',
      command: `curl -sS ${token} -d client_id=ampersand --data-urlencode 'client_secret=${encodeURIComponent(ampersand.client_secret)}' ${CREDENTIALS}`,
      cause: 'wrong-client-secret',
      repaired: 'token',
    },
    {
      name: 'quotes from a settings file around the secret',
      command: `curl -sS ${token} -d client_id=form-client --data-urlencode 'client_secret="${form.client_secret}"' ${CREDENTIALS}`,
      cause: 'wrong-client-secret',
      repaired: 'token',
    },
    {
      name: 'an id and no secret',
      command: `curl -sS -i ${token} ${CREDENTIALS} -d client_id=machine`,
      cause: 'client-auth-missing',
      repaired: 'token',
      typed: machine.client_secret,
    },
    {
      name: 'an empty secret',
      command: `curl -sS -i ${token} -u machine: ${CREDENTIALS}`,
      cause: 'client-auth-missing',
      repaired: 'token',
      typed: machine.client_secret,
    },
    {
      name: 'id and secret in the address',
      command: `curl -sS -X POST '${token}?grant_type=client_credentials&client_id=form-client&client_secret=S3cret%20of%20the%20form%20client'`,
      cause: 'client-auth-method-mismatch',
      repaired: 'token',
    },
    {
      name: 'header and body at once',
      command: `curl -sS ${token} ${machineUser} ${CREDENTIALS} -d client_id=machine -d client_secret=${machine.client_secret}`,
      cause: 'multiple-client-auth',
      repaired: 'token',
    },
    {
      name: 'one id in the header, another in the body',
      command: `curl -sS ${token} ${machineUser} ${CREDENTIALS} -d client_id=form-client`,
      cause: 'multiple-client-auth',
      repaired: 'which of the two ids is meant is not known',
    },
    {
      name: 'a secret that is not the one on record',
      command: `curl -sS ${token} -u 'machine:not-the-secret' ${CREDENTIALS}`,
      cause: 'client-authentication-failed',
      repaired: 'the right secret is not known',
    },
    {
      name: 'an id that the server does not know',
      command: `curl -sS ${token} -d client_id=nobody -d client_secret=S3cret-of-nobody ${CREDENTIALS}`,
      cause: 'client-authentication-failed',
      repaired: 'the right id is not known',
    },
    {
      name: 'an assertion without its type',
      command: `curl -sS ${token} ${CREDENTIALS} -d client_assertion=${server.assertion()}`,
      cause: 'missing-parameter',
      repaired: 'token',
    },
    // The request as a whole.
    {
      name: 'JSON',
      command: `curl -sS ${token} \\\n  -H 'Content-Type: application/json' \\\n  -d '${JSON.stringify({ grant_type: 'client_credentials', client_id: form.client_id, client_secret: form.client_secret })}'`,
      cause: 'malformed-request',
      repaired: 'token',
    },
    {
      name: 'multipart',
      command: `curl -sS ${token} -F grant_type=client_credentials -F client_id=form-client -F 'client_secret=${form.client_secret}'`,
      cause: 'malformed-request',
      repaired: 'token',
    },
    {
      name: 'a form announced as text',
      command: `curl -sS ${token} ${machineUser} -H 'Content-Type: text/plain' ${CREDENTIALS}`,
      cause: 'malformed-request',
      repaired: 'token',
    },
    {
      name: 'GET',
      command: `curl -isS -G ${token} ${machineUser} ${CREDENTIALS}`,
      cause: 'malformed-request',
      repaired: 'token',
    },
    {
      name: 'a path that the server does not have',
      command: `curl -isS ${issuer}/oauth/token ${machineUser} ${CREDENTIALS}`,
      cause: 'wrong-endpoint',
      repaired: 'an answer of 404 does not say which server it is, and so not which path it has',
    },
    {
      name: 'a port where nobody listens',
      command: `curl -sS http://127.0.0.1:9/token ${machineUser} ${CREDENTIALS}`,
      cause: 'network-unreachable',
      repaired: 'where the server listens is not known',
    },
    {
      name: 'https where the server speaks http',
      command: `curl -sS ${token.replace('http:', 'https:')} ${machineUser} ${CREDENTIALS}`,
      cause: 'tls-failure',
      repaired: 'sending a secret without TLS is not a repair',
    },
    // Parameters.
    {
      name: 'no grant_type',
      command: `curl -sS ${token} ${machineUser} -d scope=api:read`,
      cause: 'missing-parameter',
      repaired: 'token',
    },
    {
      name: 'names in camel case',
      command: `curl -sS ${token} ${machineUser} -d grantType=client_credentials`,
      cause: 'missing-parameter',
      repaired: 'token',
    },
    {
      name: 'a misspelt grant',
      command: `curl -sS ${token} ${machineUser} -d grant_type=client_credential`,
      cause: 'unsupported-grant-type',
      repaired: 'token',
    },
    {
      name: 'a parameter twice',
      command: `curl -sS ${token} ${machineUser} ${CREDENTIALS} -d scope=api:read -d scope=api:read`,
      cause: 'malformed-request',
      repaired: 'token',
    },
    {
      name: 'two scopes, each in a parameter of its own',
      command: `curl -sS ${token} ${machineUser} ${CREDENTIALS} -d scope=api:read -d scope=api:write`,
      cause: 'malformed-request',
      repaired: 'token',
    },
    {
      name: 'quotes that reach the server',
      command: `curl -sS ${token} ${machineUser} ${CREDENTIALS} --data-urlencode 'scope="api:read api:write"'`,
      cause: 'invalid-scope',
      repaired: 'token',
    },
    {
      name: 'a scope that the client may not have',
      command: `curl -sS ${token} ${machineUser} ${CREDENTIALS} -d scope=profile`,
      cause: 'invalid-scope',
      repaired: 'which scope is meant is not known',
    },
    {
      name: 'an API that the server does not know',
      command: `curl -sS ${token} ${machineUser} ${CREDENTIALS} -d resource=https://other.example.com`,
      cause: 'audience-invalid',
      repaired: 'which API is meant is not known',
    },
    {
      name: 'a grant that the client may not use',
      command: `curl -sS ${token} ${machineUser} -d grant_type=authorization_code -d code=abc -d redirect_uri=${CALLBACK}`,
      cause: 'grant-not-allowed',
      repaired: 'it takes a setting of the client',
    },
    {
      name: 'a code exchange without its code',
      command: `curl -sS ${token} ${webUser} -d grant_type=authorization_code -d redirect_uri=${CALLBACK}`,
      cause: 'missing-parameter',
      repaired: 'the code is not known',
    },
    {
      name: 'a code that was used',
      before: `curl -sS ${token} ${webUser} -d grant_type=authorization_code -d code=${usedCode} -d redirect_uri=${CALLBACK}`,
      command: `curl -sS ${token} ${webUser} -d grant_type=authorization_code -d code=${usedCode} -d redirect_uri=${CALLBACK}`,
      cause: 'code-expired-or-used',
      repaired: 'it takes a new code',
    },
    {
      name: 'a code with what stood behind it in the address',
      command: `curl -sS ${token} ${webUser} -d grant_type=authorization_code --data-urlencode 'code=${await server.code('web')}&iss=${issuer}' -d redirect_uri=${CALLBACK}`,
      cause: 'code-expired-or-used',
      repaired: 'token',
    },
    {
      name: 'a refresh token that was replaced',
      before: `curl -sS ${token} ${webUser} -d grant_type=refresh_token -d refresh_token=${usedRefresh}`,
      command: `curl -sS ${token} ${webUser} -d grant_type=refresh_token -d refresh_token=${usedRefresh}`,
      cause: 'refresh-token-invalid',
      repaired: 'it takes a new login',
    },
    {
      name: 'more scope than was granted, at a refresh',
      command: `curl -sS ${token} ${webUser} -d grant_type=refresh_token -d refresh_token=${await server.refreshToken('web')} --data-urlencode 'scope=openid profile'`,
      cause: 'invalid-scope',
      repaired: 'which scope is meant is not known',
    },
    {
      name: 'a device code that nobody has approved yet',
      command: `curl -sS ${token} -d client_id=spa -d grant_type=urn:ietf:params:oauth:grant-type:device_code -d device_code=${await server.deviceCode('spa')}`,
      cause: 'authorization-pending',
      repaired: 'the request is right, the person has not answered yet',
    },
    // The authorization endpoint and the API.
    {
      name: 'no PKCE where it is asked for',
      command: `curl -isS ${authorize(`&client_id=spa&redirect_uri=${CALLBACK}`)}`,
      cause: 'pkce-failed',
      repaired: 'verifier and challenge are made by the client',
    },
    {
      name: 'a redirect URI that is not registered',
      command: `curl -isS ${authorize(`&client_id=spa&redirect_uri=https://app.example.com/other${challenge}`)}`,
      cause: 'redirect-uri-mismatch',
      repaired: 'which redirect URI is registered is not known',
    },
    {
      name: 'an API called without a token',
      command: `curl -isS ${issuer}/me`,
      cause: 'access-token-missing',
      repaired: 'the token is not known',
    },
    {
      name: 'an API called with a token and no scheme',
      command: `curl -isS ${issuer}/me -H 'Authorization: ${await server.accessToken('web')}'`,
      cause: 'malformed-authorization-header',
      repaired: 'token',
    },
    {
      name: 'an API called with a token behind Bearer twice',
      command: `curl -isS ${issuer}/me -H 'Authorization: Bearer Bearer ${await server.accessToken('web')}'`,
      cause: 'malformed-authorization-header',
      repaired: 'token',
    },
    {
      name: 'an API called with a token behind a colon',
      command: `curl -isS ${issuer}/me -H 'Authorization: Bearer: ${await server.accessToken('web')}'`,
      cause: 'malformed-authorization-header',
      repaired: 'token',
    },
    {
      name: 'an API called with a token that the server does not know',
      command: `curl -isS ${issuer}/me -H 'Authorization: Bearer 0123456789abcdefghijklmnopqrstuvwxyzABCDEFG'`,
      cause: 'access-token-invalid',
      repaired: 'it takes a new token',
    },
  ];
}
