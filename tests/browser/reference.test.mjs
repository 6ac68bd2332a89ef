// The static pages as files: no link leads nowhere, the HTML is valid, each is light.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';

import { dist, pages, read } from './support/pages.mjs';
import { knowledge } from './support/site.mjs';

const all = pages();
const entries = knowledge();

test('there is a page for every entry', () => {
  const wanted = ['cause', 'error', 'provider'].flatMap((kind) =>
    entries[`${kind}s`].map(({ id }) => `${kind}/${id}.html`));
  assert.ok(wanted.length > 150, 'the knowledge base is read');
  assert.deepEqual(wanted.filter((path) => !all.some((page) => page.path === path)), []);
});

describe('links', () => {
  const byPath = new Map(all.map((page) => [page.path, page]));
  const known = Object.fromEntries(['cause', 'error', 'provider'].map((kind) =>
    [kind, new Set(entries[`${kind}s`].map(({ id }) => id))]));
  known.build = new Set(entries.providers.filter(({ profiles }) => profiles?.length).map(({ id }) => id));

  known.grant = new Set(entries.providers.flatMap(({ profiles = [] }) => profiles.map(({ grant }) => grant)));

  /** What is wrong with a fragment of the app, if anything. */
  const wrongInApp = (fragment) => {
    if (['', '/', '/build', '/lookup'].includes(fragment)) return undefined;
    const wrong = fragment.split('&').map((part) => part.split('=')).find(([key, id]) => !known[key]?.has(id));
    return wrong && `the app knows no ${wrong.join('=')}`;
  };

  /** What is wrong with a link, if anything. */
  const wrong = (page, link) => {
    if (link.startsWith('https://')) return undefined;
    const url = new URL(link, `file:///${page.path}`);
    if (url.protocol !== 'file:') return `it is no address of the web: ${url.protocol}`;
    const path = url.pathname.slice(1);
    const fragment = decodeURIComponent(url.hash.slice(1));
    if (path === '') return wrongInApp(fragment);
    const target = byPath.get(path);
    if (!target) return 'there is no such page';
    return fragment && !target.ids.has(fragment) ? 'the page has no such id' : undefined;
  };

  test('every link of every page leads somewhere', () => {
    const bad = all.flatMap((page) => page.links.map((link) => [page.path, link, wrong(page, link)]));
    assert.ok(bad.length > 5000, 'links are found');
    assert.deepEqual(bad.filter(([, , told]) => told), []);
  });

  test('what leads nowhere is found', () => {
    const page = byPath.get('cause/clock-skew.html');
    for (const link of ['nowhere.html', '../error/clock-skew.html', '#nowhere', '../#cause=nowhere', '../#secret=x',
      '../#provider=okta&cause=x', 'javascript:alert(1)', '../../elsewhere.html', '../provider/index.html#letter-nowhere']) {
      assert.ok(wrong(page, link), link);
    }
  });

  test("the app's own page leads to the three lists", () => {
    const { links } = read('index.html');
    assert.deepEqual(links.filter((link) => !link.startsWith('#')),
      ['cause/index.html', 'error/index.html', 'provider/index.html']);
  });
});

describe('the HTML', () => {
  const validate = new HtmlValidate(new StaticConfigLoader({
    // The strictest set of the tool, and no exception from it.
    extends: ['html-validate:recommended'],
  }));

  test('every page is valid', async () => {
    const told = [];
    for (const page of [...all, read('index.html')]) {
      // The builder writes `<link />` into the app's page; both forms are valid, the rule only wants one of them.
      const html = page.path === 'index.html' ? page.html.replaceAll(' />', '>').replaceAll('"/>', '">') : page.html;
      const report = await validate.validateString(html, page.path);
      for (const { messages } of report.results) {
        told.push(...messages.map((one) => `${page.path}:${one.line}:${one.column} ${one.ruleId}: ${one.message}`));
      }
    }
    assert.deepEqual(told.slice(0, 20), [], `${told.length} in all`);
  });

  test('what is invalid is found', async () => {
    const { html } = all[0];
    for (const [from, to, rule] of [
      ['<main id="main">', '<main id="main"><p><h2>x</h2></p>', 'close-order'],
      ['<article', '<article id="main"', 'no-dup-id'],
      ['<html lang="en">', '<html>', 'element-required-attributes'],
    ]) {
      assert.ok(html.includes(from), from);
      const report = await validate.validateString(html.replace(from, to));
      const rules = report.results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
      assert.ok(rules.includes(rule), `${to}: ${rules}`);
    }
  });
});

test('each page with its style sheet is under 14 KiB compressed', () => {
  const styles = readdirSync(dist).filter((file) => file.endsWith('.css'));
  assert.equal(styles.length, 1);
  const size = (content) => gzipSync(content, { level: 9 }).length;
  const style = size(readFileSync(dist + styles[0]));
  const sizes = all.map((page) => ({ path: page.path, size: size(page.html) + style })).sort((a, b) => b.size - a.size);
  console.log(`heaviest: ${sizes.slice(0, 3).map(({ path, size }) => `${path} ${size}`).join(', ')} bytes`);
  assert.deepEqual(sizes.filter(({ size }) => size >= 14 * 1024), []);
});

test('every page names the style sheet that is there', () => {
  const missing = all.filter(({ html }) => {
    const [, style] = html.match(/<link rel="stylesheet" href="\.\.\/([^"]+)"/) ?? [];
    return !style || !existsSync(dist + style);
  });
  assert.deepEqual(missing.map(({ path }) => path), []);
});
