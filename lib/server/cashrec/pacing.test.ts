import { beforeAll, beforeEach, expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { sharedPacing } from "./pacing";

const PAUSE_MS = 60_000;
/** Three instances have so many requests under way at the most. */
const LANES = 96;

beforeAll(async () => void (await testDatabase()));
beforeEach(() => sql("DELETE FROM cashrec_turn"));

/** When whoever asks next may send, in milliseconds. */
async function findNext(): Promise<number> {
  const [row] = await sql<{ at: number }>(
    "SELECT (extract(epoch FROM next_at) * 1000)::float8 AS at FROM cashrec_turn",
  );
  return row?.at ?? 0;
}

test.each([30, 300])("%d a minute: those who queue get a moment each", async (perMinute) => {
  const pacing = sharedPacing(perMinute, () => Promise.resolve());
  await pacing.take();
  await pacing.delay(PAUSE_MS);
  const ends = [await findNext()];
  for (let lane = 0; lane < LANES; lane += 1) {
    await pacing.take();
    ends.push(await findNext());
  }
  for (const [at, end] of ends.slice(1).entries()) {
    expect(end - (ends[at] ?? 0)).toBeCloseTo(60_000 / perMinute, 0);
  }
});
