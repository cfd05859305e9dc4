/**
 * The stand-in for Cashrec from outside the repository, and a proxy that rewrites its JSON, because
 * the form of Cashrec's own JSON is not known yet.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("../../../shared/upstream/", import.meta.url));
const READY_MS_MAX = 20_000;
/** Several times what the application takes at most, and less than a hook may take. */
const END_MS_MAX = 40_000;

export const STAND_IN = { present: existsSync(`${FOLDER}serve.mjs`), folder: FOLDER };

export const CREDENTIALS = {
  CASHREC_USERNAME: "finance@example.test",
  CASHREC_PASSWORD: "open-sesame",
  CASHREC_CLIENT_ID: "wf_wap_tp",
  CASHREC_CLIENT_SECRET: "not-a-real-secret",
};

export type Running = { url: string; stop: () => Promise<unknown> };

export async function startStandIn(port: number): Promise<Running> {
  const child = spawn(process.execPath, [`${FOLDER}serve.mjs`, "--port", String(port)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await untilReady(child);
  return { url: `http://127.0.0.1:${port}`, stop: () => endOf(child) };
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("The stand-in does not start.")), READY_MS_MAX);
    child.stdout?.once("data", () => {
      clearTimeout(late);
      resolve();
    });
    child.once("exit", (code) => reject(new Error(`The stand-in ended with ${code}.`)));
  });
}

/** Returns false when it did not end by itself and had to be killed, so that no hook hangs. */
export function endOf(child: ChildProcess): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(true);
  return new Promise((resolve) => {
    const late = setTimeout(() => child.kill("SIGKILL"), END_MS_MAX);
    child.once("exit", (_, signal) => {
      clearTimeout(late);
      resolve(signal !== "SIGKILL");
    });
    child.kill("SIGTERM");
  });
}

/** Forwards every request, and rewrites the cash sheets of each response. */
export async function startProxy(
  upstream: string,
  rewrite: (sheets: unknown) => unknown,
): Promise<Running> {
  const server = createServer((request, response) => {
    void (async () => {
      const body: Buffer[] = [];
      for await (const chunk of request) body.push(chunk as Buffer);
      const { authorization, "content-type": type } = request.headers;
      const reply = await fetch(`${upstream}${request.url ?? "/"}`, {
        method: request.method ?? "GET",
        headers: {
          ...(authorization === undefined ? {} : { authorization }),
          ...(type === undefined ? {} : { "content-type": type }),
        },
        ...(body.length === 0 ? {} : { body: Buffer.concat(body) }),
      });
      const text = await reply.text();
      const sheets = reply.ok && (request.url ?? "").startsWith("/api/v1/cashSheet");
      response.writeHead(reply.status, { "content-type": "application/json; charset=utf-8" });
      response.end(sheets ? JSON.stringify(rewrite(JSON.parse(text))) : text);
    })().catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => close(server) };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Capitalises every key, as the default of .NET does. */
export function pascalCase(value: unknown): unknown {
  return mapKeys(value, (key) => key.charAt(0).toUpperCase() + key.slice(1));
}

/** Wraps the list in an object, and writes amounts as text. */
export function wrapped(sheets: unknown): unknown {
  const items = moneyAsText(sheets);
  return { success: true, data: { items, totalCount: Array.isArray(items) ? items.length : 0 } };
}

const MONEY = new Set(["amount", "cashFund", "grossSales", "netSales", "vat"]);

function moneyAsText(value: unknown, key = ""): unknown {
  if (typeof value === "number" && MONEY.has(key)) return value.toFixed(4);
  if (Array.isArray(value)) return value.map((item) => moneyAsText(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, moneyAsText(inner, name)]),
  );
}

function mapKeys(value: unknown, rename: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => mapKeys(item, rename));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [rename(key), mapKeys(inner, rename)]),
  );
}
