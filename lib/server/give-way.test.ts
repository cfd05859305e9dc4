import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { areOthersPresent, giveWay, mapInSteps, runInSteps, stepMs } from "./give-way";
import { observeRequests } from "./http/observe-requests";
import { runWork, type WorkContext } from "./work-context";

/** What the server does with a request of each path, and when it ended. */
const WORK = new Map<string, () => Promise<unknown>>();
let server: Server;
let stop = () => {};

beforeEach(async () => {
  stop = observeRequests({ logAccess: null, templateOf: (path) => path });
  server = createServer((asked, response) => {
    void WORK.get(asked.url ?? "")?.().then(() => response.end("done"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterEach(async () => {
  WORK.clear();
  stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test("long work waits while a short request is under way", async () => {
  const short = hold("/short");
  await short.arrived;
  let isOver = false;
  const waits = giveWay().then(() => (isOver = true));
  await settled();
  expect(isOver).toBe(false);
  short.release();
  await short.response;
  await waits;
  expect(await waitsLong()).toBe(false);
});

test("it goes on after a moment, although the short request goes on", async () => {
  const short = hold("/short");
  await short.arrived;
  await giveWay();
  short.release();
  await short.response;
});

test("a request that waits for something itself is short for half a second", async () => {
  const stuck = hold("/stuck");
  await stuck.arrived;
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(await waitsLong()).toBe(false);
  stuck.release();
  await stuck.response;
});

test("a request that gives way is long from then on, and long work waits for none of it", async () => {
  let gaveWay = () => {};
  const asked = new Promise<void>((resolve) => (gaveWay = resolve));
  let end = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  WORK.set("/long", async () => {
    await giveWay();
    await giveWay();
    gaveWay();
    await ended;
  });
  const response = get("/long");
  await asked;
  expect(await waitsLong()).toBe(false);
  end();
  await response;
});

test("others are present while they ask for something short, and for a second after that", async () => {
  const short = hold("/short");
  await short.arrived;
  expect(areOthersPresent()).toBe(true);
  short.release();
  await short.response;
  expect(areOthersPresent()).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  expect(areOthersPresent()).toBe(false);
  let seen = true;
  WORK.set("/long", async () => {
    await giveWay();
    seen = areOthersPresent();
  });
  await get("/long");
  expect([seen, areOthersPresent()]).toEqual([false, false]);
});

test("a request that its client has left is not waited for", async () => {
  const short = hold("/short");
  await short.arrived;
  short.abort();
  await short.response.catch(() => undefined);
  await settled();
  expect(await waitsLong()).toBe(false);
  short.release();
});

test("every step of a computation is taken, and other work runs in between", async () => {
  let rounds = 0;
  let isDone = false;
  const countRounds = () => {
    rounds += 1;
    if (!isDone) setImmediate(countRounds);
  };
  setImmediate(countRounds);
  const taken: number[] = [];
  const result = await runInSteps(busySteps(8), (step) => taken.push(step));
  isDone = true;
  expect(taken).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(result).toBe("result");
  expect(rounds).toBeGreaterThanOrEqual(8);
});

test("a list is made in its order, and other work runs in between", async () => {
  let isEarly = false;
  setImmediate(() => (isEarly = true));
  const seen: boolean[] = [];
  const made = await mapInSteps([1, 2, 3, 4], (item) => {
    const end = performance.now() + 12;
    while (performance.now() < end);
    seen.push(isEarly);
    return item * 2;
  });
  expect(made).toEqual([2, 4, 6, 8]);
  expect(seen[0]).toBe(false);
  expect(seen.at(-1)).toBe(true);
});

test("what short steps did not wait for, the next one may", async () => {
  const work: WorkContext = { id: "long", kind: "request", accountId: null };
  // A busy machine would add its own waits to what the steps take.
  let now = 0;
  const clock = vi.spyOn(performance, "now").mockImplementation(() => now);
  onTestFinished(() => clock.mockRestore());
  await runWork(work, async () => {
    await giveWay();
    for (let step = 0; step < 8; step += 1) {
      now += 2;
      await giveWay();
    }
    const short = hold("/short");
    await short.arrived;
    expect(await waitsLong()).toBe(true);
    short.release();
    await short.response;
  });
});

test("steps are longer beside many short requests, which wait for one another", async () => {
  expect(stepMs()).toBe(1);
  const shorts = ["/a", "/b", "/c", "/d"].map(hold);
  for (const { arrived } of shorts) await arrived;
  expect(stepMs()).toBe(3);
  for (const { release } of shorts) release();
  for (const { response } of shorts) await response;
  expect(stepMs()).toBe(1);
});

/** Each step takes longer than work may go on without giving way. */
function* busySteps(count: number): Generator<number, string> {
  for (let at = 0; at < count; at += 1) {
    const end = performance.now() + 12;
    while (performance.now() < end);
    yield at;
  }
  return "result";
}

/** Whether giving way takes longer than a round of the event loop. */
async function waitsLong(): Promise<boolean> {
  let isLate = false;
  const timer = setTimeout(() => (isLate = true), 20);
  await giveWay();
  clearTimeout(timer);
  return isLate;
}

/** A request that the server has not responded to until it is released. */
function hold(path: string) {
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  WORK.set(path, () => {
    arrive();
    return released;
  });
  const abort = new AbortController();
  return { arrived, release, response: get(path, abort.signal), abort: () => abort.abort() };
}

function get(path: string, signal?: AbortSignal): Promise<void> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, signal, agent: false }, (response) => {
      response.resume().once("end", resolve).once("error", reject);
    })
      .once("error", reject)
      .end();
  });
}

/** Whatever needs no time of its own has happened. */
async function settled(): Promise<void> {
  for (let round = 0; round < 5; round += 1) await new Promise((resolve) => setImmediate(resolve));
}
