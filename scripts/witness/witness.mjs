#!/usr/bin/env node
/**
 * `npx witness --name NAME --dir FOLDER --log KEY [--port 8090] [--host 127.0.0.1]`: an independent
 * witness of audit trails, for a machine that the owner of the database does not administer. It
 * speaks C2SP tlog-witness: it remembers the last checkpoint of each trail, cosigns one that
 * provably continues it, and refuses every other. It needs Node.js alone, and a folder of its own.
 */
import { createHash } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { EMPTY_ROOT, isConsistent } from "./merkle.mjs";
import { isSignedBy, openSigner, parseCheckpoint, parseLogKey } from "./notes.mjs";

const BODY_BYTES_MAX = 65_536;
const PROOF_LINES_MAX = 63;
const HASH_LINE = /^[A-Za-z0-9+/]{43}=$/;

const { values } = parseArgs({
  options: {
    name: { type: "string" },
    dir: { type: "string" },
    log: { type: "string", multiple: true },
    port: { type: "string", default: "8090" },
    host: { type: "string", default: "127.0.0.1" },
  },
});
const { name = "", log = [] } = values;
if (!/^[^\s+]+$/u.test(name) || values.dir === undefined || log.length === 0) {
  end(
    "usage: witness --name NAME --dir FOLDER --log KEY [--log KEY] [--port 8090] [--host ADDRESS]",
  );
}
const dir = resolve(values.dir ?? ".");
mkdirSync(dir, { recursive: true, mode: 0o700 });
const signer = openSigner(name, dir);
const logs = log.map((text) => parseLogKey(text) ?? end(`not a public key of a trail: ${text}`));

const server = createServer((request, response) => {
  respond(request).then(
    ({ status, body, type = "text/plain; charset=utf-8" }) => {
      response.writeHead(status, { "content-type": type }).end(body);
    },
    () => response.writeHead(500).end("The witness could not store the checkpoint.\n"),
  );
});
server.requestTimeout = 30_000;
server.listen(Number(values.port), values.host, () => {
  const address = server.address();
  const port = typeof address === "object" ? address?.port : "";
  process.stdout.write(
    `Witness at http://${values.host}:${port}\nPublic key: ${signer.publicKey}\n`,
  );
});
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    server.closeAllConnections();
    server.close();
  });
}

/** @typedef {{ status: number, body: string, type?: string }} Response */

/**
 * @param {import("node:http").IncomingMessage} request
 * @returns {Promise<Response>}
 */
async function respond(request) {
  const { method, url = "" } = request;
  if (method === "POST" && url.endsWith("/add-checkpoint")) {
    const body = await readBody(request);
    return body === null ? refuse(413, "The request is too large.") : addCheckpoint(body);
  }
  const [, hash] = /\/([0-9a-f]{64})\/checkpoint$/.exec(url) ?? [];
  const stored = hash === undefined || method !== "GET" ? null : readStored(hash);
  return stored === null
    ? refuse(404, "There is no such checkpoint.")
    : { status: 200, body: stored };
}

/**
 * Everything after the body has arrived happens without a pause, so that no other request comes
 * between what was read and what is stored.
 * @type {(body: string) => Response}
 */
function addCheckpoint(body) {
  const split = body.indexOf("\n\n");
  const [first = "", ...lines] = body.slice(0, split).split("\n");
  const [, oldText] = /^old (0|[1-9]\d{0,14})$/.exec(first) ?? [];
  const note = body.slice(split + 2);
  const checkpoint = split < 0 ? null : parseCheckpoint(note);
  const isRead = oldText !== undefined && lines.every((line) => HASH_LINE.test(line));
  if (checkpoint === null || !isRead || lines.length > PROOF_LINES_MAX) {
    return refuse(400, "The request can't be read.");
  }
  const known = logs.filter((each) => each.name === checkpoint.origin);
  if (known.length === 0) return refuse(404, "This witness does not know the trail.");
  if (!known.some((each) => isSignedBy(checkpoint, each))) return refuse(403, "Not signed.");
  const oldSize = Number(oldText);
  if (oldSize > checkpoint.size) return refuse(400, "The old size is the larger one.");
  const hash = createHash("sha256").update(checkpoint.origin).digest("hex");
  const last = parseCheckpoint(readStored(hash) ?? "");
  if (oldSize !== (last?.size ?? 0)) {
    return { status: 409, body: `${last?.size ?? 0}\n`, type: "text/x.tlog.size" };
  }
  const proof = lines.map((line) => Buffer.from(line, "base64"));
  const [newSize, newRoot] = [checkpoint.size, checkpoint.root];
  const isEmptyRight = newSize > 0 || newRoot.equals(EMPTY_ROOT);
  const oldRoot = last?.root ?? EMPTY_ROOT;
  if (!isEmptyRight || !isConsistent({ oldSize, newSize, oldRoot, newRoot, proof })) {
    return refuse(422, "The checkpoint does not continue the one before.");
  }
  const line = signer.cosign(checkpoint.text, Math.floor(Date.now() / 1_000));
  store(hash, `${note}${line}`);
  return { status: 200, body: line };
}

/** @type {(status: number, message: string) => Response} */
function refuse(status, message) {
  return { status, body: `${message}\n` };
}

/** @type {(hash: string) => string} */
const pathOf = (hash) => join(dir, `${hash}.checkpoint`);

/** @type {(hash: string) => string | null} */
function readStored(hash) {
  try {
    return readFileSync(pathOf(hash), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/**
 * The checkpoint survives the end of the machine before anybody gets its cosignature.
 * @type {(hash: string, note: string) => void}
 */
function store(hash, note) {
  const draft = `${pathOf(hash)}.draft`;
  const file = openSync(draft, "w", 0o600);
  writeSync(file, note);
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, pathOf(hash));
  const folder = openSync(dir, "r");
  fsyncSync(folder);
  closeSync(folder);
}

/**
 * @param {import("node:http").IncomingMessage} request
 * @returns {Promise<string | null>}
 */
async function readBody(request) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** @type {(message: string) => never} */
function end(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
