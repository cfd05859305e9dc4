import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadPageMessages } from "./page-messages";

let server: Server;
let base = "";
const asked: string[] = [];

/** It ends the first connection for each path, as a network does that comes and goes. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? "";
    const isFirst = !asked.includes(path);
    asked.push(path);
    if (isFirst) request.socket.destroy();
    else response.end(JSON.stringify({ sync: { title: path } }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

test("messages are requested again where the network fails, and then never again", async () => {
  const [one, other] = await Promise.all([
    loadPageMessages(`${base}/one`),
    loadPageMessages(`${base}/one`),
  ]);
  expect(one).toEqual({ sync: { title: "/one" } });
  expect(await loadPageMessages(`${base}/one`)).toBe(other);
  expect(asked).toEqual(["/one", "/one"]);
});
