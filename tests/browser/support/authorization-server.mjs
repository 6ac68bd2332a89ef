// A real authorization server on this machine (npm oidc-provider), with a client for each way to authenticate.

import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const client = (client_id, client_secret, token_endpoint_auth_method) => ({
  client_id,
  client_secret,
  token_endpoint_auth_method,
  grant_types: ['client_credentials'],
  response_types: [],
  redirect_uris: [],
});

/** Ids and secrets with what shells and encodings trip over. */
export const clients = {
  basic: client('basic-client', 'S3cret-of_the.basic~client', 'client_secret_basic'),
  awkward: client('awkward client', `it's 100% "quoted" + $HOME \\ \`id\` & more!`, 'client_secret_basic'),
  post: client('post-client', `it's 100% "quoted" + $HOME \\ \`id\` & more!`, 'client_secret_post'),
};

/** Starts it on a free port. */
export async function authorizationServer() {
  const http = createServer();
  await new Promise((done) => http.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${http.address().port}`;
  const provider = new Provider(issuer, {
    clients: Object.values(clients),
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
    ttl: { ClientCredentials: 60 },
  });
  http.on('request', provider.callback());
  return {
    tokenEndpoint: `${issuer}/token`,
    stop: () => {
      http.closeAllConnections();
      http.close();
    },
  };
}
