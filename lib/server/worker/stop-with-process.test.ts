import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";

const SERVING_PROCESS = fileURLToPath(new URL("../../testing/serving-process.ts", import.meta.url));

let child: ChildProcessByStdio<Writable, Readable, null>;
let lines: AsyncIterator<string>;

async function serve(): Promise<number> {
  const flags = ["--conditions=react-server", "--import", "tsx"];
  child = spawn(process.execPath, [...flags, SERVING_PROCESS], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return Number((await lines.next()).value);
}

afterEach(() => {
  child.kill("SIGKILL");
});

test("a connection on which nothing is requested is ended, without a word", async () => {
  const port = await serve();
  const received = readAll(await open(port));
  // Connections are accepted in their order.
  await (await fetch(`http://127.0.0.1:${port}/whole`)).text();
  const exit = once(child, "exit");
  child.kill("SIGTERM");
  expect(await exit).toEqual([143, null]);
  expect(await received, "the server has not waited until it times out").toBe("");
}, 120_000);

test("a response under way is sent whole, and then the process exits", async () => {
  const port = await serve();
  const silent = await open(port);
  await (await fetch(`http://127.0.0.1:${port}/whole`)).text();
  const response = await fetch(`http://127.0.0.1:${port}/halves`);
  const exit = once(child, "exit");
  child.kill("SIGTERM");
  child.kill("SIGTERM");
  expect((await lines.next()).value).toBe("closing");
  child.stdin.write("\n");
  expect(await response.text()).toBe("first half, second half");
  expect(await exit).toEqual([143, null]);
  silent.destroy();
}, 120_000);

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
