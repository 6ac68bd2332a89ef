// docs/COMPARISON.md says what a run gives: of ours and of all others, or of ours alone (`COMPARED=ours`).

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { HEAD, TARGETS, WHOLE, compared, prepared, rows, shown } from './compare.mjs';

let all;
before(async () => { all = await prepared(); });
after(() => all?.python.stop());

test('the document names these packages', () => {
  assert.deepEqual(shown().slice(0, HEAD.length), HEAD);
});

for (const target of TARGETS) {
  test(`the document has these numbers for ${target}`, async () => {
    const lines = shown().filter((line) => line.startsWith(`| ${target} |${WHOLE ? '' : ' **'}`));
    assert.deepEqual(lines, rows(await compared(target, all)), '`npm run write` in tests/comparison writes them anew');
  });
}
