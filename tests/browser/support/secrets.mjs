// Twenty secrets of different kinds, all made up, and the search that finds each of them in whatever it was turned into.

/** Letters and digits alone: percent-encoding, forms, JSON, HTML and shells write them as they are. */
const MARK = 'zq7pl4';

/** The last letter is there because base64 shares it with what comes after. */
const markOf = (number) => `${MARK}${'xyw'[Math.floor(number / 20)]}${String.fromCharCode(97 + (number % 20))}m`;

const base64 = (text) => Buffer.from(text).toString('base64');
const base64url = (text) => Buffer.from(text).toString('base64url');

/** What each kind looks like around its mark, which is most of it: a part of a secret is found as well. */
const SHAPES = {
  'client secret with signs': (mark) => `${mark}+%&=${mark}`,
  'client secret of Okta': (mark) => `${mark}-_${mark}Q0`,
  'client secret of Google': (mark) => `GOCSPX-${mark}`,
  'secret key of AWS': (mark) => `wJalr/${mark}+bPx`,
  'token of GitHub': (mark) => `gho_${mark}`,
  'live key of Stripe': (mark) => `sk_live_${mark}`,
  // Its claims may be read; without its signature it is of no use.
  JWT: (mark) => `${base64url('{"alg":"HS256"}')}.${base64url('{"sub":"ada"}')}.${mark}${mark}`,
  'refresh token': (mark) => `1//0g${mark}`,
  'authorization code': (mark) => `4/0A${mark}`,
  'PKCE verifier': (mark) => Array(5).fill(mark).join('~.-_'),
  password: (mark) => `${mark}"<&>' ${mark}`,
  'private key': (mark) => `-----BEGIN PRIVATE KEY-----\n${mark}${mark}\n-----END PRIVATE KEY-----`,
  'private JWK': (mark) => `{"kty":"EC","d":"${mark}"}`,
  'Basic header': (mark) => `Basic ${base64(`id:${mark}`)}`,
  'Bearer header': (mark) => `Authorization: Bearer ${mark}`,
  cookie: (mark) => `Cookie: sid=${mark}`,
  'header with an API key': (mark) => `X-Api-Key: ${mark}`,
  'device code': (mark) => `GmRh${mark}`,
  'SAML assertion': (mark) => base64(`<Assertion ID="${mark}">`),
  // Its host is a secret as well: a name that is looked up is told to a server of names.
  'address with a session': (mark) => `https://${mark}.example/cb;sid=${mark}?s=${mark}`,
};

/** Each kind, its value, and its number. */
export const SECRETS = Object.entries(SHAPES).map(([kind, shape], number) => ({ kind, number, value: shape(markOf(number)) }));

/** More of them, for leaks that are made on purpose: a number of its own for each. */
export const spare = (count) => {
  const [number, mark] = [SECRETS.length + count, markOf(SECRETS.length + count)];
  return { number, value: `${mark}+%&=${mark}` };
};

/** In base64 a text has three forms, by the place where it begins; what its neighbours have a part in is left out. */
const inBase64 = (text) => [0, 1, 2].map((before) => {
  const encoded = base64('x'.repeat(before) + text).replace(/=+$/, '');
  const whole = (before + text.length) % 3 === 0 ? encoded.length : encoded.length - 1;
  return encoded.slice(before ? before + 1 : 0, whole);
});

/** A mark as it is, in base64, and in base64 that was put into base64: a Basic header for a secret that is one. */
const formsOf = (mark) => {
  const once = inBase64(mark);
  return [mark, ...once, ...once.flatMap(inBase64)];
};

const wide = (form) => Buffer.from(form, 'utf16le').toString('latin1');

const FORMS = Array.from({ length: 60 }, (_, number) => formsOf(markOf(number)));

/** Looked for first: with none of these there is none of the twenty. */
const ANY = formsOf(MARK).flatMap((form) => [form, wide(form)]);

/** The numbers of the secrets that a text, or the bytes of a file, show. */
export function shown(held) {
  const text = typeof held === 'string' ? held : held.toString('latin1');
  // Names of hosts and schemes come back in small letters; the mark has no others.
  if (!ANY.some((form) => text.includes(form))) return [];
  return [...FORMS.keys()].filter((number) => FORMS[number].some((form) => text.includes(form) || text.includes(wide(form))));
}

/** Their kinds, for people who read what a test says. */
export const kindsIn = (held) => shown(held).map((number) => SECRETS[number]?.kind ?? number);
