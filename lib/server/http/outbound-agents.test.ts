/** Connections that are used again. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import type { OutboundPolicy } from "./outbound";
import { outboundFetch } from "./outbound-fetch";

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  }
});

/** A server with the number of its connections and requests. */
async function start() {
  const seen = { connections: 0, requests: 0, url: "" };
  const server = createServer((_request, response) => {
    seen.requests += 1;
    response.end("{}");
  });
  server.on("connection", () => (seen.connections += 1));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  servers.push(server);
  seen.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return seen;
}

const local: OutboundPolicy = { allowsPrivate: true, keepsConnections: true };
const read = async (url: string, init?: RequestInit, policy = local) =>
  (await outboundFetch(new Request(url, init), policy)).text();

test("reading one after another takes one connection", async () => {
  const seen = await start();
  for (let count = 0; count < 5; count += 1) expect(await read(seen.url)).toBe("{}");
  expect(seen).toMatchObject({ connections: 1, requests: 5 });
});

test("ending the request after its response was read leaves the connection", async () => {
  const seen = await start();
  for (let count = 0; count < 3; count += 1) {
    const abort = new AbortController();
    expect(await read(seen.url, { signal: abort.signal })).toBe("{}");
    abort.abort();
  }
  expect(seen).toMatchObject({ connections: 1, requests: 3 });
});

test("reading at the same time takes as many as needed, and none waits", async () => {
  const seen = await start();
  const texts = await Promise.all(Array.from({ length: 12 }, () => read(seen.url)));
  expect(texts).toEqual(Array.from({ length: 12 }, () => "{}"));
  expect(seen.requests).toBe(12);
});

test("where nobody asked for it, each request has a connection of its own", async () => {
  const seen = await start();
  for (let count = 0; count < 3; count += 1) await read(seen.url, {}, { allowsPrivate: true });
  expect(seen).toMatchObject({ connections: 3, requests: 3 });
});

test("a name that resolves to other addresses gets no connection of the ones before", async () => {
  const seen = await start();
  const resolve = (address: string) => () => Promise.resolve([{ address, family: 4 }]);
  const { port } = new URL(seen.url);
  const url = `http://moved.invalid:${port}/`;
  expect(await read(url, {}, { ...local, resolve: resolve("127.0.0.1") })).toBe("{}");
  // Nobody listens on this address.
  const moved = read(url, {}, { ...local, resolve: resolve("127.0.0.9") });
  await expect(moved).rejects.toMatchObject({ code: "ECONNREFUSED" });
  expect(seen.requests).toBe(1);
});
