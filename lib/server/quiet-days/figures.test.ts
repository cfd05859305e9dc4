/** Tests what a span's rules saved and what its samples found, in the database. */
import { beforeAll, expect, test } from "vitest";
import { scopeFor } from "@/lib/testing/arrange";
import { insertQuietRule } from "@/lib/testing/arrange-quiet-days";
import { insertRule } from "@/lib/testing/arrange-rules";
import {
  arrangeDay,
  arrangePeople,
  makeCentreId,
  move,
  storeCount,
  storeExplanation,
} from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { reviewQuietDays } from "./certify";
import { getQuietDays } from "./figures";

beforeAll(testDatabase);

test("each sampled day is counted once, by what became of it, and others not at all", async () => {
  const [centreId, other] = [await makeCentreId(), await makeCentreId()];
  const { cal, rey, ana } = await arrangePeople(centreId);
  await insertQuietRule(centreId, ana, { samplePercent: 100 });
  await insertQuietRule(other, ana, { samplePercent: 100 });
  await insertRule(sql, { centreId, explainMinor: 5_00, approveMinor: 9_00 });
  const dayOf = (day: number) => ({ centreId, date: `2026-03-${day}` });
  const [waiting, unchanged, explained, changed] = [dayOf(10), dayOf(11), dayOf(12), dayOf(13)];
  for (const day of [waiting, unchanged, explained, changed]) await arrangeDay(day, cal, -1_00);
  await arrangeDay(dayOf(20), cal);
  await arrangeDay({ centreId: other, date: "2026-03-10" }, cal);
  await reviewQuietDays();
  await move("review", unchanged, rey);
  await storeExplanation(explained, rey);
  await move("review", explained, rey);
  await storeCount(changed, cal, 97_00);
  const scope = scopeFor("tolerance:view", [centreId]);
  const counts = {
    certified: 0,
    certifiedLines: 0,
    sampled: 4,
    waiting: 1,
    unchanged: 1,
    explained: 1,
    changed: 1,
  };
  expect(await getQuietDays(scope, { from: "2026-03-01", to: "2026-03-19" })).toEqual({
    from: "2026-03-01",
    to: "2026-03-19",
    centres: [{ centreId, currency: "EUR", ...counts, foundMinor: -2_00 }],
    total: { ...counts, found: [{ currency: "EUR", days: 1, netMinor: -2_00 }] },
  });
  const scopeOfNone = scopeFor("tolerance:view", [await makeCentreId()]);
  const empty = await getQuietDays(scopeOfNone, { from: "2026-03-01", to: "2026-03-19" });
  expect(empty.centres).toEqual([]);
});
