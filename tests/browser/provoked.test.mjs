// Mistakes at a real authorization server: the command and its output give the right cause, and the corrected
// command, run by bash, gets what was asked for.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { mistakes } from './support/mistakes.mjs';
import { clients, strictServer } from './support/strict-server.mjs';

/** What the person has in the shell that the commands run in. */
const env = { ...process.env, CLIENT_SECRET: clients.machine.client_secret };
const root = fileURLToPath(new URL('../../', import.meta.url));

/** What a terminal shows of a command run by bash. It has no terminal, so curl reads a secret from its input. */
function shown(command, typed = '') {
  return new Promise((resolve) => {
    const bash = spawn('bash', ['--norc', '--noprofile', '-c', `exec 2>&1\n${command}`], { detached: true, env });
    let output = '';
    bash.stdout.setEncoding('utf8').on('data', (text) => { output += text; });
    bash.on('close', () => resolve(output));
    bash.stdin.end(`${typed}\n`);
  });
}

/** Cause and repair of each text, by the project's own example. */
function triage(texts) {
  const input = texts.map((text, at) => JSON.stringify({ id: String(at), text })).join('\n');
  const arguments_ = ['run', '--quiet', '--locked', '--no-default-features', '--example', 'triage'];
  const { status, stdout, stderr } = spawnSync('cargo', arguments_, { cwd: root, input, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout.trim().split('\n').map((line) => JSON.parse(line));
}

/** The error of an answer and its sentence, or nothing after a success. */
const refusal = (output) => output.match(/"error".*|HTTP\/1\.1 [45].*|^curl: .*/m)?.[0];

let server, cases;
before(async () => {
  server = await strictServer();
  cases = await mistakes(server);
  for (const one of cases) {
    if (one.before) await shown(one.before);
    one.output = await shown(one.command);
  }
  const answers = triage(cases.map(({ command, output }) => `$ ${command}\n${output}`));
  cases.forEach((one, at) => { one.answer = answers[at]; });
});
after(() => server?.stop());

test('each mistake is refused, has its cause, and its repair does what the table says', async (context) => {
  assert.ok(cases.length >= 25);
  for (const { name, output, answer, cause, repaired, typed } of cases) {
    await context.test(name, async () => {
      assert.ok(refusal(output) ?? output.includes('error='), `this was meant to fail:\n${output}`);
      assert.equal(answer.causes[0]?.id, cause, `${output}\n${JSON.stringify(answer.causes)}`);
      if (!['token', 'past'].includes(repaired)) {
        assert.equal(answer.repair, null, repaired);
        return;
      }
      assert.ok(answer.repair, 'there is a repair');
      const second = await shown(answer.repair, typed);
      if (repaired === 'token') assert.match(second, /^HTTP\/1\.1 200/m, `${answer.repair}\n${second}`);
      else assert.notEqual(refusal(second), refusal(output), answer.repair);
    });
  }
});
