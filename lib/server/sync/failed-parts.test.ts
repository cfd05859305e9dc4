import { beforeAll, expect, test } from "vitest";
import { makeCentre } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { inTransaction, sql } from "../db/sql";
import { markFailed, replacePart } from "./failed-parts";
import { finishSync } from "./finish";
import { planSync } from "./request";
import { takePart } from "./take-part";

const RANGE = { from: "2026-03-02", to: "2026-03-04" };
const FAILURE = {
  code: "UPSTREAM_UNAVAILABLE",
  message: "Cashrec asks for a pause",
  retryAfterSeconds: 600,
} as const;

beforeAll(testDatabase);

async function takeFirst() {
  const { id: centreId } = await makeCentre();
  const asked = { centreIds: [centreId], ...RANGE, requestedById: null };
  const id = await inTransaction((tx) => planSync(tx.sql, asked));
  const part = await takePart({ id, askedAt: new Date(), urgent: [] });
  if (part === null) throw new Error("a new pass has a free part");
  return { id, part, pieces: [{ ...part, to: part.from }] };
}

const countPending = async (id: string) =>
  (await sql("SELECT FROM sync_part WHERE sync_id = $1::uuid AND state = 'pending'", [id])).length;

test("a part that failed is replaced by its pieces", async () => {
  const { id, part, pieces } = await takeFirst();
  expect(await replacePart(part, pieces)).toHaveLength(1);
  expect(await countPending(id)).toBe(1);
  expect(await finishSync(id)).toBeNull();
});

test("a pass that was given up gets no pieces, which nobody would read", async () => {
  const { id, part, pieces } = await takeFirst();
  await markFailed(id, null, FAILURE);
  expect(await finishSync(id)).toBe("failed");
  expect(await replacePart(part, pieces)).toEqual([]);
  expect(await countPending(id)).toBe(0);
});
