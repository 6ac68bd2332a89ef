// MDN's HTTP Observatory, by its own code, over the page and each host's configuration. What it would fetch is made of
// them: a page that came by https from a host that sends http there, sets no cookie and is on no preload list.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { AxiosHeaders } from 'axios';

import { HOSTS, page } from './hosts.mjs';

const observatory = join(dirname(fileURLToPath(import.meta.resolve('@mdn/mdn-http-observatory'))), '..');
mkdirSync(join(observatory, 'conf'), { recursive: true });
writeFileSync(join(observatory, 'conf/hsts-preload.json'), '{}');

const part = (file) => import(join(observatory, 'src', file));
const { ALL_TESTS } = await part('constants.js');
const { Requests } = await part('types.js');
const { parseHttpEquivHeaders } = await part('retriever/utils.js');
const { getScoreModifier } = await part('grader/grader.js');
const { MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await part('grader/charts.js');

/** What Observatory would have fetched. */
function fetched(headers, html) {
  const url = new URL('https://triage.example.com/');
  const requests = new Requests(url.hostname);
  const answer = {
    status: 200,
    verified: true,
    headers: new AxiosHeaders({ 'content-type': 'text/html; charset=utf-8', ...headers }),
    httpEquiv: parseHttpEquivHeaders(html, url.href),
  };
  const redirects = [{ url: new URL('http://triage.example.com/'), status: 301 }, { url, status: 200 }];
  Object.assign(requests.responses, { auto: answer, https: answer, http: answer, cors: answer, httpRedirects: redirects });
  requests.resources.path = html;
  requests.session = { url, jar: undefined };
  return requests;
}

/** The points, summed as its scanner does: what is better than needed counts only for a page that is good already. */
function score(headers, html = page()) {
  const points = ALL_TESTS.map((rule) => rule(fetched(headers, html)).result).filter(Boolean).map(getScoreModifier);
  const sum = (list) => list.reduce((one, other) => one + other, 100);
  const withoutExtra = sum(points.filter((point) => point < 0));
  return withoutExtra >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? sum(points) : withoutExtra;
}

for (const [host, headers] of Object.entries(HOSTS)) {
  test(`${host}: 100 points or more`, (context) => {
    const points = score(headers());
    context.diagnostic(`${points} points`);
    assert.ok(points >= 100, `${points}: ${JSON.stringify(headers(), null, 1)}`);
  });

  test(`${host}: each header counts`, () => {
    const all = headers();
    const best = score(all);
    // Not those that Observatory has no rule for; what the page says itself in its head is taken away with the header.
    const bare = page().replace(/<meta (http-equiv|name="referrer")[^>]*>/g, '');
    for (const name of ['content-security-policy', 'strict-transport-security', 'x-content-type-options',
      'referrer-policy', 'cross-origin-resource-policy']) {
      const { [name]: taken, ...rest } = all;
      assert.ok(taken, `${name} is sent`);
      assert.ok(score(rest, bare) < best, `${name} is missed`);
    }
  });
}

test('a policy with inline scripts is far below', () => {
  const headers = { ...HOSTS.nginx(), 'content-security-policy': "default-src 'self'; script-src 'unsafe-inline'" };
  assert.ok(score(headers, '<p>x</p>') < 100);
});
