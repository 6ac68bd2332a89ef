// The requests: each hard text at each place of a token request, two hundred of them, the same in each run.

import { readFileSync } from 'node:fs';

const texts = JSON.parse(readFileSync(new URL('../texts.json', import.meta.url), 'utf8'));

const PLACES = ['client id', 'secret', 'parameter', 'header', 'address'];
const AUTHENTICATIONS = ['Basic', 'form'];
const COUNT = 200;

/** Noise, the same each time. */
function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

function shuffled(list) {
  const roll = dice(6749);
  const cards = [...list];
  for (let at = cards.length - 1; at > 0; at -= 1) {
    const other = roll(at + 1);
    [cards[at], cards[other]] = [cards[other], cards[at]];
  }
  return cards;
}

/** What HTTP can't carry: a line end in a header or in a Basic pair (RFC 7617, section 2), letters beyond ASCII in a header (RFC 9110, section 5.5). */
function isSayable(text, place, authentication) {
  const within = place === 'client id' || place === 'secret';
  if (place === 'header') return /^[ -~]*$/.test(text);
  return !(within && authentication === 'Basic' && /[\0-\x1f]/.test(text));
}

/** A value of a query with every sign as it is that may stand there (RFC 3986, section 3.4), but `&`, `+` and what parts pairs. */
const inQuery = (text) => encodeURIComponent(text).replace(/%(24|2C|2F|3A|3B|3F|40)/g, (sign) => decodeURIComponent(sign));

function request([what, text], place, authentication) {
  const at = (name, usual) => (place === name ? text : usual);
  const tenant = at('address', 'acme');
  return {
    name: `${what}: ${place}, ${authentication}`,
    text,
    place,
    authentication,
    path: `/oauth/token?tenant=${inQuery(tenant)}`,
    query: [['tenant', tenant]],
    id: at('client id', 'my-client'),
    secret: at('secret', 'S3cret-of_the.client~'),
    parameters: [['grant_type', 'client_credentials'], ['audience', at('parameter', 'api')]],
    header: ['X-Request-Id', at('header', 'one')],
  };
}

export const requests = shuffled(
  Object.entries(texts).flatMap((text) =>
    PLACES.flatMap((place) =>
      AUTHENTICATIONS.filter((one) => isSayable(text[1], place, one)).map((one) => request(text, place, one)))),
).slice(0, COUNT);

/** The Basic header of RFC 7617, or none. */
export const basic = ({ authentication, id, secret }) =>
  authentication === 'Basic' ? `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` : undefined;

/** The fields of the body. */
export const fields = ({ authentication, id, secret, parameters }) =>
  authentication === 'Basic' ? parameters : [...parameters, ['client_id', id], ['client_secret', secret]];

/** What a server is to see, decoded; the order of fields has no meaning. */
export const meant = (request) => ({
  method: 'POST',
  path: request.path.replace(/\?.*/s, ''),
  query: request.query,
  authorization: basic(request),
  header: request.header[1],
  body: [...fields(request)].sort(),
});

/** The secret as it is, and within the Basic header. */
export const spellings = (request) => [request.secret, basic(request)?.slice('Basic '.length) ?? request.secret];
