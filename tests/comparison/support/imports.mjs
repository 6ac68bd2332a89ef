// Runs JavaScript files one after the other, each with its environment: starting Node takes longer than a request. A
// line on standard input is `{"file", "environment"}`; the answer is a line, as soon as nothing of the file is left to do.

import { createInterface } from 'node:readline';

let under = [];
const { fetch } = globalThis;
globalThis.fetch = (...given) => {
  const answer = fetch(...given);
  under.push(answer);
  return answer;
};
console.log = () => {};
console.error = () => {};

for await (const line of createInterface({ input: process.stdin })) {
  const { file, environment } = JSON.parse(line);
  under = [];
  process.env = environment;
  await import(file).catch(() => {});
  await Promise.allSettled(under);
  process.stdout.write('done\n');
}
