// The request as other people's generators write it. Each gets it as it asks for one: Postman's a request of its own
// kind, httpsnippet and its descendant an entry of a HAR. None of them makes a Basic header; they get it ready made, and
// the content type, which Postman's app adds to the headers too before it has the text written.

import { createRequire } from 'node:module';

import { HTTPSnippet as Readme } from '@readme/httpsnippet';

import { basic, fields } from './requests.mjs';

const require = createRequire(import.meta.url);
const { convert } = require('postman-code-generators');
const { Request } = require('postman-collection');
const { HTTPSnippet } = require('httpsnippet');

const FORM = 'application/x-www-form-urlencoded';

const headers = (request) => {
  const authorization = basic(request);
  return [...(authorization ? [['Authorization', authorization]] : []), ['Content-Type', FORM], request.header];
};

const postman = (language, variant, options = {}) => (request, origin) => {
  const pairs = (list) => list.map(([key, value]) => ({ key, value }));
  const given = new Request({
    url: origin + request.path,
    method: 'POST',
    header: pairs(headers(request)),
    body: { mode: 'urlencoded', urlencoded: pairs(fields(request)) },
  });
  return new Promise((resolve, reject) =>
    convert(language, variant, given, options, (error, text) => (error ? reject(error) : resolve(text))));
};

const har = (Snippet, target, client) => (request, origin) => {
  const pairs = (list) => list.map(([name, value]) => ({ name, value }));
  const entry = {
    method: 'POST',
    url: origin + request.path,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    queryString: [],
    headersSize: -1,
    bodySize: -1,
    headers: pairs(headers(request)),
    postData: { mimeType: FORM, params: pairs(fields(request)) },
  };
  const text = new Snippet(entry).convert(target, client);
  return Array.isArray(text) ? text.join('\n') : text;
};

const version = (name) => require(`${name}/package.json`).version;

/** The packages, with the versions that are installed. */
export const VERSIONS = Object.fromEntries(
  ['postman-code-generators', 'postman-collection', 'httpsnippet', '@readme/httpsnippet'].map((name) => [name, version(name)]),
);

const POSTMAN = 'postman-code-generators';

export const peers = [
  { target: 'curl', tool: POSTMAN, runs: 'bash', write: postman('cURL', 'cURL') },
  { target: 'curl', tool: `${POSTMAN}, double quotes`, runs: 'bash', write: postman('cURL', 'cURL', { quoteType: 'double' }) },
  { target: 'curl', tool: 'httpsnippet', runs: 'bash', write: har(HTTPSnippet, 'shell', 'curl') },
  { target: 'curl', tool: '@readme/httpsnippet', runs: 'bash', write: har(Readme, 'shell', 'curl') },
  { target: 'HTTPie', tool: POSTMAN, runs: 'bash', write: postman('Shell', 'Httpie') },
  { target: 'HTTPie', tool: 'httpsnippet', runs: 'bash', write: har(HTTPSnippet, 'shell', 'httpie') },
  { target: 'HTTPie', tool: '@readme/httpsnippet', runs: 'bash', write: har(Readme, 'shell', 'httpie') },
  { target: 'wget', tool: POSTMAN, runs: 'bash', write: postman('Shell', 'wget') },
  { target: 'wget', tool: 'httpsnippet', runs: 'bash', write: har(HTTPSnippet, 'shell', 'wget') },
  { target: 'wget', tool: '@readme/httpsnippet', runs: 'bash', write: har(Readme, 'shell', 'wget') },
  { target: 'Python, requests', tool: POSTMAN, runs: 'python', write: postman('Python', 'Requests') },
  { target: 'Python, requests', tool: 'httpsnippet', runs: 'python', write: har(HTTPSnippet, 'python', 'requests') },
  { target: 'Python, requests', tool: '@readme/httpsnippet', runs: 'python', write: har(Readme, 'python', 'requests') },
  { target: 'JavaScript, fetch', tool: POSTMAN, runs: 'node', write: postman('JavaScript', 'Fetch') },
  { target: 'JavaScript, fetch', tool: 'httpsnippet', runs: 'node', write: har(HTTPSnippet, 'javascript', 'fetch') },
  { target: 'JavaScript, fetch', tool: '@readme/httpsnippet', runs: 'node', write: har(Readme, 'javascript', 'fetch') },
];
