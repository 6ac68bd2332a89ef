// Pairs of id and secret, the same in each run, and the Basic headers that ours makes of them.

import { spawnSync } from 'node:child_process';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const PRINTABLE = Array.from({ length: 95 }, (_, at) => String.fromCharCode(0x20 + at)).join('');
const UNICODE = 'äöüßéèñçøåÀÐþ€£§µ¿ЖяπΩ中文あ한שلا🔑🙂\u00a0\u200b\ufeff';
/** What has broken a header before, in one tool or another. */
const ADVERSARIAL = [
  '%', '%%', '%41', '%zz', '100%', '%2B', '+', 'a+b/c==', ' ', '  a b  ', 'a:b', ':', '::', '*', '~', "'", '"', '\\', '\\\\"',
  '&', 'a=b&c=d', '#', '?', '/', '@', '-._~', "!*'()", '{{x}}', '$(id)', '<id>', ';', ';a', '[1-3]',
];

/** Noise, the same each time. */
function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** So many pairs: of letters and digits, of printable ASCII, of what is known to be hard, and of any letters if `unicode`. */
export function pairs(count, { unicode = false } = {}) {
  const roll = dice(7);
  const signs = (set, most) => {
    const all = [...set];
    return Array.from({ length: 1 + roll(most) }, () => all[roll(all.length)]).join('');
  };
  const kinds = [
    () => signs(LETTERS, 40),
    () => signs(PRINTABLE, 24),
    () => signs(PRINTABLE, 3),
    () => ADVERSARIAL[roll(ADVERSARIAL.length)],
    () => `${signs(LETTERS, 12)}${signs('+%:/=-_.~* ', 2)}${signs(LETTERS, 12)}`,
    ...(unicode ? [() => signs(UNICODE + PRINTABLE, 12)] : []),
  ];
  const known = ADVERSARIAL.flatMap((text) => [{ id: text, secret: 'secret' }, { id: 'client', secret: text }]);
  const random = Array.from({ length: count - known.length }, () => ({ id: kinds[roll(kinds.length)](), secret: kinds[roll(kinds.length)]() }));
  return [...known, ...random];
}

/** What ours makes of them, by the example `basic`. */
export function made(pairs) {
  const input = pairs.map((pair) => JSON.stringify(pair)).join('\n');
  const options = ['run', '--quiet', '--locked', '--no-default-features', '--example', 'basic'];
  const cargo = spawnSync('cargo', options, { input, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['pipe', 'pipe', 'inherit'] });
  if (cargo.status !== 0) throw new Error('`cargo run --example basic` failed.');
  const answers = cargo.stdout.trim().split('\n').map((line) => JSON.parse(line));
  return pairs.map((pair, at) => ({ ...pair, ...answers[at] }));
}
