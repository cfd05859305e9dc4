/**
 * The built application on a server whose clock is ahead of the database's: each pass reads what it
 * is asked to read, and health and the log say what to do.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { healthSchema } from "@/lib/contracts/health";
import { START_MS_MAX } from "./acceptance-app";
import { makeTemporaryFolder } from "./temporary-folder";
import {
  expectStored,
  GOOD,
  READ_MS_MAX,
  startUpstreamApp,
  type UpstreamApp,
} from "./upstream-app";

const AHEAD_SECONDS = 90;
/** Every process of the application loads it first. */
const PRELOAD = `
const Real = Date;
const now = () => Real.now() + ${AHEAD_SECONDS * 1_000};
globalThis.Date = new Proxy(Real, {
  construct: (target, args, made) => Reflect.construct(target, args.length ? args : [now()], made),
  get: (target, key) => (key === "now" ? now : Reflect.get(target, key)),
});
`;

const folder = makeTemporaryFolder("clock");
let at: UpstreamApp;

beforeAll(async () => {
  const file = join(folder, "skew.mjs");
  writeFileSync(file, PRELOAD);
  at = await startUpstreamApp([], { NODE_OPTIONS: `--import=${pathToFileURL(file).href}` });
}, START_MS_MAX);
afterAll(() => at.stop());

test(
  "each pass reads the day again",
  async () => {
    for (const times of [1, 2, 3]) {
      expect(await at.read(GOOD)).toMatchObject({ state: "done" });
      expect(at.upstream.asked).toHaveLength(times);
    }
    await expectStored(at, GOOD);
  },
  READ_MS_MAX,
);

test("health and the log say by how much the clocks differ, and what to do", async () => {
  const { status, clock } = await at.app.get("/api/health", healthSchema);
  expect(status).toBe("ok");
  expect(clock?.aheadSeconds).toBe(AHEAD_SECONDS);
  expect(clock?.advice).toMatch(/ahead of the database's.*NTP/);
  expect(at.app.log()).toContain("ahead of the database's");
});
