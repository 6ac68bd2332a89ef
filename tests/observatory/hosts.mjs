// The headers that each host's configuration of this build makes it send with the page.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (file) => readFileSync(`${root}${file}`, 'utf8');

/** The page that the headers come with. */
export const page = () => read('dist/index.html');

/** Name and value of each match, names in small letters. */
const headers = (text, pattern) =>
  Object.fromEntries([...text.matchAll(pattern)].map(([, name, value]) => [name.toLowerCase(), value]));

/** The lines below `/*`, which hold for every path. */
const everyPath = (text) => text.slice(text.indexOf('\n/*\n')).split('\n\n')[0];

function cloudfront(file) {
  const { SecurityHeadersConfig: named, CustomHeadersConfig: custom } = JSON.parse(file);
  return {
    'content-security-policy': named.ContentSecurityPolicy.ContentSecurityPolicy,
    'strict-transport-security': `max-age=${named.StrictTransportSecurity.AccessControlMaxAgeSec}`,
    'referrer-policy': named.ReferrerPolicy.ReferrerPolicy,
    ...named.ContentTypeOptions && { 'x-content-type-options': 'nosniff' },
    ...Object.fromEntries(custom.Items.map(({ Header, Value }) => [Header.toLowerCase(), Value])),
  };
}

export const HOSTS = {
  'Netlify and Cloudflare': () => headers(everyPath(read('dist/_headers')), /^  ([\w-]+): (.*)$/gm),
  CloudFront: () => cloudfront(read('hosting/built/cloudfront-headers.json')),
  nginx: () => headers(read('hosting/built/nginx.conf'), /^ *add_header ([\w-]+) "?([^$]*?)"? always;$/gm),
  Caddy: () => headers(read('hosting/built/Caddyfile').split('triage.example.com')[0], /^\t\t([\w-]+) "?(.*?)"?$/gm),
};
