import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test as sequentialTest } from "vitest";

const SERVING_PROCESS = fileURLToPath(new URL("../../testing/serving-process.ts", import.meta.url));

/** Each has a process of its own, for which it waits most of the time. */
const test = sequentialTest.concurrent;
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

test("a connection on which nothing is requested is ended, without a word", async () => {
  const { port, child } = await serve();
  const received = readAll(await open(port));
  // Connections are accepted in their order.
  await (await fetch(`http://127.0.0.1:${port}/whole`)).text();
  const exit = once(child, "exit");
  child.kill("SIGTERM");
  expect(await exit).toEqual([143, null]);
  expect(await received, "the server has not waited until it times out").toBe("");
}, 120_000);

test("a response under way is sent whole, and then the process exits", async () => {
  const { port, child, lines } = await serve();
  const silent = await open(port);
  await (await fetch(`http://127.0.0.1:${port}/whole`)).text();
  const busy = await Promise.all(Array.from({ length: 8 }, () => open(port)));
  const response = await fetch(`http://127.0.0.1:${port}/halves`);
  const clients = busy.map(askOnAndOn);
  // What was requested before this has been read by then.
  await (await fetch(`http://127.0.0.1:${port}/paused`)).text();
  const exit = once(child, "exit");
  child.kill("SIGTERM");
  child.kill("SIGTERM");
  expect((await lines.next()).value).toBe("closing");
  // Clients that never rest don't keep their connections until that response is whole.
  const received = await Promise.all(clients);
  expect(received.every((text) => text.endsWith(END_OF_RESPONSE))).toBe(true);
  child.stdin.write("\n");
  expect(await response.text()).toBe("first half, second half");
  expect(await exit).toEqual([143, null]);
  silent.destroy();
}, 120_000);

test("a client that rests for a moment gets its next response, and a new connection none", async () => {
  const { port, child } = await serve();
  const resting = await open(port);
  const ask = () => resting.write("GET /paused HTTP/1.1\r\nHost: localhost\r\n\r\n");
  ask();
  await once(resting, "data");
  const exit = once(child, "exit");
  child.kill("SIGTERM");
  await sleep(300);
  ask();
  expect(await readAll(resting)).toMatch(/Connection: close[^]*second half$/);
  expect(await exit).toEqual([143, null]);
  await expect(open(port)).rejects.toThrow("ECONNREFUSED");
}, 120_000);

test("a request whose body never ends holds the process until its time is over", async () => {
  const { port, child, lines } = await serve("2000");
  const client = await open(port);
  client.on("error", () => undefined);
  client.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf");
  await once(client, "data");
  const exit = once(child, "exit");
  child.kill("SIGTERM");
  expect((await lines.next()).value).toBe("closing");
  expect(await exit).toEqual([143, null]);
}, 120_000);

test("jobs that never end do not cut a response short", async () => {
  const { port, child, lines } = await serve("4000", "stuck");
  const client = askOnAndOn(await open(port));
  const response = await fetch(`http://127.0.0.1:${port}/halves`);
  const exit = once(child, "exit");
  child.kill("SIGTERM");
  expect((await lines.next()).value).toBe("closing");
  child.stdin.write("\n");
  expect(await response.text()).toBe("first half, second half");
  expect(await client).toMatch(/second half$/);
  expect(await exit).toEqual([143, null]);
}, 120_000);

test("a later signal ends it at once", async () => {
  const { port, child } = await serve();
  const client = await open(port);
  client.on("error", () => undefined);
  client.write("GET /halves HTTP/1.1\r\nHost: localhost\r\n\r\n");
  await once(client, "data");
  const exit = once(child, "exit");
  const again = setInterval(() => child.kill("SIGTERM"), 300);
  expect(await exit).toEqual([143, null]);
  clearInterval(again);
}, 120_000);

async function serve(...args: string[]) {
  const flags = ["--conditions=react-server", "--import", "tsx"];
  const child = spawn(process.execPath, [...flags, SERVING_PROCESS, ...args], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { port: Number((await lines.next()).value), child, lines };
}

const END_OF_RESPONSE = "second half";

/** Sends the next request as soon as a response is whole, unless that says it is the last one. */
async function askOnAndOn(socket: Socket): Promise<string> {
  const ask = () => socket.write("GET /paused HTTP/1.1\r\nHost: localhost\r\n\r\n");
  let received = "";
  ask();
  try {
    for await (const chunk of socket) {
      received += (chunk as Buffer).toString("utf8");
      if (received.includes("Connection: close")) continue;
      if (received.endsWith(END_OF_RESPONSE)) ask();
    }
  } catch {
    // The request crossed the end of the connection.
  }
  return received;
}

async function open(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  return socket;
}

async function readAll(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
