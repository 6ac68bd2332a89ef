// Sends Postman collections by newman, which is Postman's own program for it, one after the other: a file of
// [{ "collection": text, "variables": { name: value } }] in, the number of those that were answered out.
// tests/shells/postman.rs starts it.

import { readFileSync } from 'node:fs';

import newman from 'newman';

const run = (collection, variables) => new Promise((resolve, reject) => {
  const envVar = Object.entries(variables).map(([key, value]) => ({ key, value }));
  newman.run({ collection: JSON.parse(collection), envVar, color: 'off' }, (error, summary) => {
    if (error) reject(error);
    for (const failure of summary?.run.failures ?? []) console.error(failure.error.message, collection);
    if (!error) resolve(summary.run.failures.length === 0 && summary.run.stats.requests.total === 1);
  });
});

let answered = 0;
for (const { collection, variables } of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  if (await run(collection, variables)) answered += 1;
}
console.log(answered);
