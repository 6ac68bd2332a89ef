// A request in lines that can be compared: method and address, header fields, client authentication, parameters.

const FORM = 'application/x-www-form-urlencoded';
// What curl adds of its own, or what says how the message travels.
const TRAVEL = ['connection', 'content-length', 'accept-encoding', 'proxy-connection', 'expect', 'transfer-encoding'];

/**
 * The lines of a request. `headers` are pairs, `user` is what stands for a Basic header unless there is an
 * Authorization header, `query` and `body` are lists of decoded pairs.
 */
export function lines({ method, url, headers, user, query, body, type }) {
  const fields = headers.map(([name, value]) => [name.toLowerCase(), value.trim()]);
  const has = (name) => fields.some((field) => field[0] === name);
  if (user !== undefined && !has('authorization')) {
    fields.push(['authorization', `Basic ${Buffer.from(user).toString('base64')}`]);
  }
  if (type && !has('content-type')) fields.push(['content-type', type]);
  return [
    `${method} ${address(url)}`,
    ...fields.filter(isTelling(url)).map(([name, value]) => `${name}: ${value.replace(/; boundary=.*/, '')}`).sort(),
    ...query.map((pair) => `?${written(pair)}`),
    ...body.map(written),
  ].map((line) => line.replaceAll('https://', 'http://'));
}

/** The content type that curl sends where none is given. */
export const implied = { Form: FORM, Json: FORM, Multipart: 'multipart/form-data' };

function isTelling(url) {
  const host = origin(url)[1];
  return ([name, value]) =>
    value !== '' &&
    !TRAVEL.includes(name) &&
    !(name === 'host' && value.toLowerCase() === host) &&
    !(name === 'accept' && value === '*/*') &&
    !(name === 'user-agent' && /^curl\/[\d.]+$/.test(value));
}

// curl takes http for the scheme where there is none.
function origin(url) {
  const [, scheme, host, path] = /^(?:([a-z]+):\/\/)?([^/?#]*)([^#]*)/i.exec(url);
  return [(scheme ?? 'http').toLowerCase(), host.toLowerCase(), path];
}

function address(url) {
  const [scheme, host, path] = origin(url);
  return `${scheme}://${host}${path || '/'}`;
}

// A name without a value and a value without a name are one: nothing says which it is.
function written([name, value]) {
  return name && value ? `${name}=${value}` : name || value;
}

/** The pairs of a query or a form. */
export function pairs(text) {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [decoded(pair), ''] : [decoded(pair.slice(0, at)), decoded(pair.slice(at + 1))];
    });
}

function decoded(text) {
  const bytes = [];
  const from = Buffer.from(text.replaceAll('+', ' '));
  for (let at = 0; at < from.length; at += 1) {
    const hex = from.toString('latin1', at + 1, at + 3);
    if (from[at] === 0x25 && /^[0-9a-f]{2}$/i.test(hex)) {
      bytes.push(Number.parseInt(hex, 16));
      at += 2;
    } else {
      bytes.push(from[at]);
    }
  }
  return Buffer.from(bytes).toString();
}

/** The pairs of a body, by what it looks like: a server that is lenient about content types reads it so. */
export function content(text) {
  try {
    const value = JSON.parse(text);
    if (typeof value === 'object') return members('', value);
  } catch {
    // No JSON.
  }
  return pairs(text);
}

function members(path, value) {
  if (Array.isArray(value)) return value.flatMap((item) => members(path, item));
  if (value === null || typeof value !== 'object') return [[path, String(value)]];
  return Object.entries(value).flatMap(([name, inner]) => members(path ? `${path}.${name}` : name, inner));
}
