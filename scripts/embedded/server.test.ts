/** A server that runs and says nothing, as one that was suspended or waits for its disk. */
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterAll, expect, test, vi } from "vitest";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { findServerLocation } from "./location";
import { waitUntilReady } from "./server";
import { freePort } from "../process/processes";

/** So long an attempt to connect takes, as a server may be slow. */
const ATTEMPT_MS = 5_000;
const ATTEMPTS_MAX = 20;

const folder = makeTemporaryFolder("silent");
let attempts = 0;
const silent = createServer(() => (attempts += 1));

afterAll(() => {
  vi.useRealTimers();
  silent.close();
});

test("a server that never responds is given up after some attempts", async () => {
  const location = findServerLocation(join(folder, "postgres"));
  writeFileSync(location.password, "of a test");
  const port = await freePort();
  await new Promise<void>((resolve) => silent.listen(port, "127.0.0.1", resolve));
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  let isOver = false;
  const waiting = waitUntilReady(location, port, () => attempts < ATTEMPTS_MAX);
  const refused = expect(waiting.finally(() => (isOver = true))).rejects.toThrow("not start");
  for (let seen = 0; !isOver; await setImmediate()) {
    if (attempts === seen) continue;
    seen = attempts;
    await vi.advanceTimersByTimeAsync(ATTEMPT_MS);
  }
  await refused;
  expect(attempts).toBeLessThan(ATTEMPTS_MAX);
});
