// What curlconverter takes a command for.

import { parse } from '../node_modules/curlconverter/dist/src/parse.js';

import { content, lines, pairs } from './lines.mjs';
import { expanded, files } from './world.mjs';

/** The requests of a command, in lines; none where it refuses it. */
export function reading(command) {
  let requests;
  try {
    requests = parse(command, undefined, []);
  } catch {
    return [];
  }
  return requests.flatMap((request) => request.urls.map((url) => sent(request, url)));
}

function sent(request, { url, method, auth }) {
  const [base, ...query] = text(url).replace(/#.*/s, '').split('?');
  const headers = request.headers.headers.map(([name, value]) => [text(name), value === null ? '' : text(value)]);
  const uploads = request.multipartUploads;
  return lines({
    method: text(method),
    url: base,
    headers,
    user: auth && request.authType === 'basic' ? auth.map(text).join(':') : undefined,
    query: pairs(query.join('?')),
    body: uploads ? uploads.map(part) : content((request.dataArray ?? []).map((it) => data(it, request.stdin)).join('&')),
    type: uploads ? 'multipart/form-data' : undefined,
  });
}

function part({ name, content: value, contentFile }) {
  return [text(name), contentFile ? files[text(contentFile)] : text(value)];
}

function data(it, stdin) {
  if (!it.filename) return text(it);
  const name = text(it.filename);
  const read = name === '-' && stdin ? text(stdin) : (files[name] ?? '');
  if (it.filetype === 'urlencode') return (it.name ? `${text(it.name)}=` : '') + encodeURIComponent(read);
  return it.filetype === 'data' ? read.replaceAll('\n', '') : read;
}

function text(word) {
  return word.tokens.map((token) => (typeof token === 'string' ? token : expanded(token.text))).join('');
}
