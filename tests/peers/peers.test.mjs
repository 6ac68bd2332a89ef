// Our reader and curlconverter beside curl itself: the same commands, and what each takes them for. curl is right by
// definition. Where a reader differs from it, docs/READING.md has to say so, and why.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';

import * as curlconverter from './support/curlconverter.mjs';
import * as ours from './support/ours.mjs';
import { Wire } from './support/wire.mjs';

const commands = blocks(readFileSync(new URL('commands.txt', import.meta.url), 'utf8'));
const known = table(readFileSync(new URL('../../docs/READING.md', import.meta.url), 'utf8'));
const readings = ours.readings(commands);
const wire = new Wire();

/** `## title`, a command, and lines behind `= ` where the installed curl may be too old to ask. */
function blocks(text) {
  return text
    .split(/^## /m)
    .slice(1)
    .map((block) => {
      const [title, ...lines] = block.trim().split('\n');
      const manual = lines.filter((line) => line.startsWith('= ')).map((line) => line.slice(2));
      const command = lines.filter((line) => !line.startsWith('= ')).join('\n');
      return { title, text: command, manual: manual.length > 0 ? [manual] : undefined };
    });
}

/** The rows of the table of differences: who reads a command as curl does, by its title. */
function table(text) {
  const rows = text.split('\n').map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));
  return new Map(rows.filter((row) => row.length === 3).map(([title, agrees, why]) => [title.replaceAll('`', ''), { agrees, why }]));
}

const tally = { both: [], ours: [], curlconverter: [], neither: [] };
const shown = (requests) => requests.map((lines) => lines.join('\n  ')).join('\n  ') || '(nothing)';

describe('commands', () => {
  before(() => wire.open());
  after(() => {
    wire.close();
    for (const [who, titles] of Object.entries(tally)) {
      console.log(`reads ${titles.length} commands as curl does: ${who}`);
      if (who !== 'both') console.log(titles.map((title) => `    ${title}`).join('\n'));
    }
  });

  for (const { title, text, manual } of commands) {
    test(title, async () => {
      const sent = manual ?? (await wire.sent(text));
      const read = readings.get(title);
      const theirs = curlconverter.reading(text);
      const agrees = [
        JSON.stringify(read) === JSON.stringify(sent) && 'ours',
        JSON.stringify(theirs) === JSON.stringify(sent) && 'curlconverter',
      ].filter(Boolean);
      const found = agrees.length === 2 ? 'both' : (agrees[0] ?? 'neither');
      tally[found].push(title);
      const listed = known.get(title.replaceAll('`', ''))?.agrees ?? 'both';
      const report = `${text}\ncurl:\n  ${shown(sent)}\nours:\n  ${shown(read)}\ncurlconverter:\n  ${shown(theirs)}`;
      assert.equal(found, listed, `reads it as curl does: ${found}; by docs/READING.md: ${listed}\n${report}`);
    });
  }
});

test('the list of differences names commands of the set', () => {
  const titles = commands.map(({ title }) => title.replaceAll('`', ''));
  const rows = [...known.keys()].filter((title) => title !== 'command' && !/^-+$/.test(title));
  assert.deepEqual(rows.filter((title) => !titles.includes(title)), []);
  assert.equal(new Set(titles).size, titles.length, 'a title stands once');
});

test('a hundred commands and a curl to judge them', () => {
  assert.ok(commands.length >= 100);
  assert.match(execFileSync('curl', ['--version'], { encoding: 'utf8' }), /^curl (7\.(8[7-9]|9)|[89])/);
});
