import { afterEach, beforeEach, expect, type MockInstance, test, vi } from "vitest";
import { makeFirstBackup } from "./first";

const QUARTER_MS = 15 * 60_000;
let now = 0;
let over: AbortController;
const made: number[] = [];
let printed: MockInstance<typeof process.stderr.write>;

beforeEach(() => {
  now = 0;
  over = new AbortController();
  made.length = 0;
  printed = vi.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(() => printed.mockRestore());

/** Notes when each attempt is made; the first ones fail. */
const failing = (times: number) => () => {
  made.push(now);
  if (made.length <= times) return Promise.reject(new Error("No space left"));
  return Promise.resolve({ folder: "/backups/first" });
};
const wait = (ms: number) => Promise.resolve(void (now += ms));
const lines = () => printed.mock.calls.map(([line]) => String(line).trim());

test("a first backup that fails is tried again every quarter of an hour, until it is made", async () => {
  await makeFirstBackup(failing(3), over.signal, wait);
  expect(made).toEqual([0, QUARTER_MS, 2 * QUARTER_MS, 3 * QUARTER_MS]);
  expect(lines()).toEqual([
    ...Array.from(
      { length: 3 },
      () => "The first backup failed, and is tried again in a quarter of an hour: No space left",
    ),
    "A first backup is in /backups/first. Let `npm run backup` make one every day.",
  ]);
});

test("nothing is tried any more once the application ends during the wait", async () => {
  await makeFirstBackup(failing(9), over.signal, async (ms) => {
    await wait(ms);
    if (made.length === 2) over.abort();
  });
  expect(made).toEqual([0, QUARTER_MS]);
});

test("the wait itself ends with the application", async () => {
  const making = makeFirstBackup(failing(9), over.signal);
  await vi.waitFor(() => expect(lines()).toHaveLength(1));
  over.abort();
  await making;
  expect(made).toEqual([0]);
});
