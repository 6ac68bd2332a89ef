// A real authorization server on this machine (npm oidc-provider) that refuses as many requests as it can tell apart:
// clients of every kind, resource indicators, rotation, device flow, PKCE asked of public clients.

import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer } from 'node:http';
import Provider, { errors } from 'oidc-provider';

const CALLBACK = 'https://app.example.com/callback';
const INTERACTION = '/interaction/';
const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code';

const client = (client_id, client_secret, rest = {}) => ({
  client_id,
  client_secret,
  token_endpoint_auth_method: 'client_secret_basic',
  grant_types: ['client_credentials'],
  response_types: [],
  redirect_uris: [],
  ...rest,
});

const person = {
  grant_types: ['authorization_code', 'refresh_token', DEVICE],
  response_types: ['code'],
  redirect_uris: [CALLBACK],
  scope: 'openid offline_access profile',
};

/** A client for each thing that can be wrong. */
export const clients = {
  machine: client('machine', 'S3cret-of_the.machine~client', { scope: 'api:read api:write' }),
  form: client('form-client', 'S3cret of the form client', { token_endpoint_auth_method: 'client_secret_post' }),
  percent: client('percent', '100%sure&more'),
  ampersand: client('ampersand', 'one&two+three', { token_endpoint_auth_method: 'client_secret_post' }),
  plus: client('plus', 'one+two=three/four'),
  web: client('web', 'S3cret-of_the.web~client', person),
  spa: client('spa', undefined, { ...person, token_endpoint_auth_method: 'none' }),
};

/** Starts it on a free port. Codes and tokens of people are made by its own models, without a browser. */
export async function strictServer() {
  const http = createServer();
  await new Promise((done) => http.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${http.address().port}`;
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keyed = (client_id, key, alg) => client(client_id, undefined, {
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: alg,
    jwks: { keys: [{ ...key.export({ format: 'jwk' }), alg, use: 'sig' }] },
  });
  const signers = [keyed('keyed', publicKey, 'RS256'), keyed('keyed-by-curve', curve.publicKey, 'ES256')];
  const provider = new Provider(issuer, {
    clients: [...Object.values(clients), ...signers],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    scopes: ['openid', 'offline_access', 'profile', 'api:read', 'api:write'],
    features: {
      clientCredentials: { enabled: true },
      deviceFlow: { enabled: true },
      devInteractions: { enabled: false },
      introspection: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (ctx, resource) => {
          if (resource !== 'https://api.example.com') throw new errors.InvalidTarget();
          return { scope: 'api:read api:write', audience: resource, accessTokenTTL: 60 };
        },
      },
    },
    rotateRefreshToken: true,
    issueRefreshToken: (ctx, client) => client.grantTypeAllowed('refresh_token'),
    interactions: { url: (ctx, { uid }) => `${INTERACTION}${uid}` },
    pkce: { required: () => true },
    findAccount: (ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    // All commands are run before the first repair, and the example may have to be compiled in between.
    ttl: { ClientCredentials: 60, AccessToken: 900, AuthorizationCode: 900, RefreshToken: 900, DeviceCode: 900, IdToken: 60, Grant: 900 },
  });
  const answer = provider.callback();
  http.on('request', (request, response) =>
    request.url.startsWith(INTERACTION) ? agreed(request, response) : answer(request, response));

  /** A grant of a person to a client. */
  async function granted(clientId) {
    const grant = new provider.Grant({ accountId: 'ada', clientId });
    grant.addOIDCScope('openid offline_access profile');
    return { grantId: await grant.save(), accountId: 'ada', client: await provider.Client.find(clientId), scope: 'openid offline_access' };
  }

  /** A person who signs in as ada and agrees to everything. */
  async function agreed(request, response) {
    const { params } = await provider.interactionDetails(request, response);
    const { grantId } = await granted(params.client_id);
    await provider.interactionFinished(request, response, { login: { accountId: 'ada' }, consent: { grantId } });
  }

  return {
    issuer,
    tokenEndpoint: `${issuer}/token`,
    /** An authorization code, as it stands in the redirect. */
    code: async (clientId, rest = {}) =>
      new provider.AuthorizationCode({ ...(await granted(clientId)), redirectUri: CALLBACK, gty: 'authorization_code', ...rest }).save(),
    refreshToken: async (clientId) =>
      new provider.RefreshToken({ ...(await granted(clientId)), gty: 'authorization_code' }).save(),
    accessToken: async (clientId, rest = {}) =>
      new provider.AccessToken({ ...(await granted(clientId)), gty: 'authorization_code', ...rest }).save(),
    deviceCode: async (clientId) =>
      new provider.DeviceCode({ client: await provider.Client.find(clientId), params: { scope: 'openid' }, userCode: 'ABCD' }).save(),
    /** An assertion of the client that has a key (RFC 7523, section 3), with other claims where they are given. */
    assertion: (claims = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const own = { iss: 'keyed', sub: 'keyed', aud: issuer, jti: randomUUID(), iat: now, exp: now + 60 };
      const parts = [{ alg: 'RS256', typ: 'JWT' }, { ...own, ...claims }];
      const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
      return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
    },
    authorizationEndpoint: `${issuer}/auth`,
    deviceEndpoint: `${issuer}/device/auth`,
    callback: CALLBACK,
    /** The private keys of the clients that sign, in PEM. */
    keys: Object.fromEntries(
      [['keyed', privateKey], ['keyed-by-curve', curve.privateKey]].map(([id, key]) => [id, key.export({ type: 'pkcs8', format: 'pem' })]),
    ),
    /** What a browser does with the address of a sign-in: the address that it is sent back to. */
    signIn: async (address) => {
      const cookies = new Map();
      for (let next = address; ; ) {
        if (next.startsWith(CALLBACK)) return next;
        const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
        const { status, headers } = await fetch(next, { redirect: 'manual', headers: { cookie } });
        for (const line of headers.getSetCookie()) cookies.set(...line.split(';')[0].split(/=(.*)/s));
        if (!headers.has('location')) throw new Error(`${status} at ${next}`);
        next = new URL(headers.get('location'), next).href;
      }
    },
    /** A person who types the code of a device and agrees. */
    agree: async (userCode) => {
      const code = await provider.DeviceCode.findByUserCode(userCode.replace(/[^A-Z0-9]/gi, ''));
      const { grantId, accountId } = await granted(code.clientId);
      await Object.assign(code, { grantId, accountId, scope: code.params.scope }).save();
    },
    stop: () => {
      http.closeAllConnections();
      http.close();
    },
  };
}
