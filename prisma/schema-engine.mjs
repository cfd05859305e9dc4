#!/usr/bin/env node
/**
 * Replaces Prisma's native schema engine where its binary can't be downloaded: the same protocol
 * over stdin and stdout, served by the official WebAssembly build of the same engine. The interface
 * is not official: the Prisma packages are pinned, and a test checks its exit code.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { engineAdapterFactory, runOn } from "./schema-engine-adapter.mjs";

const PANIC_EXIT_CODE = 101;
const FAILURE_CODE = 4466;
/** Separates the ids of our own messages from those of the client's requests. */
const OWN_ID_FROM = 1_000_000;
const NOWHERE = "postgresql://127.0.0.1:5432/unused";

const require = createRequire(import.meta.url);
const argv = process.argv.slice(2);
const datasource = JSON.parse(listValues("--datasource")[0] ?? "{}");
let panic = "";
let engine = null;

globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  set_message(message) {
    panic = message;
    report("ERROR", { message });
  },
};
process.on("uncaughtException", (error) => {
  report("ERROR", { message: panic || error.message, backtrace: error.stack });
  process.exit(PANIC_EXIT_CODE);
});

if (argv.includes("--version") || argv.includes("-V")) printVersion();
else if (argv.includes("cli")) await runCommand(argv.at(-1));
else await serve();

function printVersion() {
  const { version } = require("@prisma/engines-version/package.json");
  process.stdout.write(`schema-engine-cli ${version.split(".").pop()}\n`);
}

/** The three commands that need no engine are one statement each on the server. */
async function runCommand(command) {
  const url = new URL(datasource.url);
  try {
    if (command === "can-connect-to-database") await runOn(url.href);
    else if (command === "create-database") await createDatabase(url.href);
    else if (command === "drop-database") {
      await runOn(
        new URL("/postgres", url).href,
        `DROP DATABASE ${pg.escapeIdentifier(decodeURIComponent(url.pathname.slice(1)))}`,
      );
    } else throw new Error(`Unknown command: ${command}`);
  } catch (error) {
    const codes = { "3D000": "P1003", "28P01": "P1000" };
    report("ERROR", {
      message: error.message,
      error_code: codes[error.code] ?? "P1001",
      is_panic: false,
    });
    process.exit(1);
  }
}

async function createDatabase(address) {
  const url = new URL(address);
  const name = decodeURIComponent(url.pathname.slice(1));
  await runOn(new URL("/postgres", url).href, `CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  return name;
}

/** Serves one request per line, in the order in which they arrive. */
async function serve() {
  const lines = createInterface({ input: process.stdin, crlfDelay: Infinity });
  for await (const line of lines) {
    if (line.trim() === "") continue;
    const message = JSON.parse(line);
    if (message.method !== undefined) await respond(message);
  }
  process.exit(0);
}

async function respond({ id, method, params }) {
  try {
    send({ id, result: await callEngine(await startedEngine(), method, params, id) });
  } catch (error) {
    // A WebAssembly trap leaves the engine unusable, so that the process must not respond again.
    if (error instanceof WebAssembly.RuntimeError) throw error;
    send({
      id,
      error: {
        code: FAILURE_CODE,
        message: "An error happened. Check the data field for details.",
        data: {
          is_panic: false,
          message: panic || findCause(error)?.message || error?.message || String(error),
          meta: error?.meta ?? null,
          error_code: error?.code ?? null,
        },
      },
    });
  }
}

async function callEngine(started, method, params, id) {
  if (method === "getDatabaseVersion") return started.version(params);
  if (method === "createDatabase") return { databaseName: await createDatabase(datasource.url) };
  if (method === "diff") {
    const { exitCode, stdout } = await started.diff(params);
    if (stdout) send({ id: OWN_ID_FROM + id, method: "print", params: { content: stdout } });
    return { exitCode, stdout: null };
  }
  if (typeof started[method] !== "function") throw new Error(`Unknown method: ${method}`);
  return (await started[method](params)) ?? {};
}

async function startedEngine() {
  if (engine !== null) return engine;
  const SchemaEngine = await loadEngine();
  const files = listValues("--datamodels").map((path) => [path, readFileSync(path, "utf8")]);
  const adapter = bindMigrationAwareSqlAdapterFactory(
    engineAdapterFactory(datasource.url ?? NOWHERE, datasource.shadowDatabaseUrl),
  );
  engine = await SchemaEngine.new(
    { datamodels: files.length > 0 ? files : undefined },
    () => undefined,
    adapter,
  );
  engine.errorRegistry = adapter.errorRegistry;
  return engine;
}

async function loadEngine() {
  const name = "@prisma/schema-engine-wasm/schema_engine_bg";
  const runtime = await import(name);
  const file = join(dirname(require.resolve(name)), "schema_engine_bg.wasm");
  const wasm = await WebAssembly.instantiate(readFileSync(file), {
    "./schema_engine_bg.js": runtime,
  });
  runtime.__wbg_set_wasm(wasm.instance.exports);
  wasm.instance.exports.__wbindgen_start();
  return runtime.SchemaEngine;
}

/** WebAssembly returns errors of the driver as the number under which they were stored. */
function findCause(error) {
  const number = /\d+/.exec(String(error?.message ?? ""))?.[0];
  if (number === undefined) return undefined;
  return engine?.errorRegistry?.consumeError?.(Number(number))?.error;
}

function listValues(option) {
  return argv.flatMap((argument, at) => (argument === option ? [argv[at + 1]] : []));
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

function report(level, fields) {
  const timestamp = new Date().toISOString();
  const line = { timestamp, level, fields, target: "schema_engine::logger" };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}
