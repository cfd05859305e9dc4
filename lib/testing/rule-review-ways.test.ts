/**
 * No person has seen a day that a rule reviewed: who counted or explained it does not close it, and
 * neither does who set the rule, whichever way the request takes.
 */
import { beforeAll, beforeEach, expect, test } from "vitest";
import { POST as close } from "@/app/api/reconciliations/[centreId]/[date]/closure/route";
import { POST as moveMany } from "@/app/api/reconciliations/moves/route";
import { sql } from "@/lib/server/db/sql";
import { reviewQuietDays } from "@/lib/server/quiet-days/certify";
import { drawDay } from "@/lib/server/quiet-days/draw";
import { verifyDay } from "@/lib/server/rebuild/verify-day";
import { listInbox } from "@/lib/server/today/inbox";
import { createToken } from "@/lib/server/tokens/commands";
import { moveDays } from "@/lib/server/workflow/bulk-commands";
import { previewMoves } from "@/lib/server/workflow/preview-moves";
import { undoMoves } from "@/lib/server/workflow/undo-moves";
import { type MadeUser, makeUser, scopeFor } from "./arrange";
import { insertQuietRule, SEED } from "./arrange-quiet-days";
import {
  arrangeDay,
  arrangePeople,
  dayFor,
  makeCentreId,
  move,
  type MovesKey,
} from "./arrange-workflow";
import { testDatabase } from "./database";

const DAYS = ["12", "13", "14", "15", "16"].map((day) => `2026-03-${day}`);
let key: MovesKey;
let people: Awaited<ReturnType<typeof arrangePeople>>;

beforeAll(testDatabase);

/** Cal counted, Rey waived a line that was counted after all, Ana set the rule that reviewed. */
beforeEach(async () => {
  const centreId = await makeCentreId();
  const unsampled = DAYS.find((businessDate) => drawDay(SEED, { centreId, businessDate }) >= 100);
  key = { centreId, date: unsampled ?? "" };
  people = await arrangePeople(centreId);
  await insertQuietRule(centreId, people.ana);
  await sql(
    `INSERT INTO explanation (centre_id, business_date, shift_id, till_id, tender_id, version,
       kind, reason, text, author_id)
     VALUES ($1, $2, '1', 'T1', 'CASH', 1, 'waived', 'cash-handling', '', $3)`,
    [centreId, key.date, people.rey.id],
  );
  await arrangeDay(key, people.cal);
  await reviewQuietDays();
});

const dayOf = async (by: MadeUser) => {
  const { version } = await dayFor(key, by);
  return { ...key, version };
};

const BARRED = [
  ["cal", "counted-by-you"],
  ["rey", "explained-by-you"],
  ["ana", "rule-by-you"],
] as const;

test.each(BARRED)("%s is refused as %s, alone, in bulk and by a token", async (name, reason) => {
  const by = people[name];
  await expect(move("closure", key, by)).rejects.toMatchObject({ details: { reason } });
  const day = await dayOf(by);
  const { results } = await moveDays(by.actor, { move: "closure", days: [day], text: null });
  expect(results).toMatchObject([{ code: "REFUSED", reason }]);
  const preview = await previewMoves(by.actor, { move: "closure", days: [key] });
  expect(preview).toMatchObject({ days: [], staying: [{ reason }] });
  const { token } = await createToken(by.actor, {
    name: "Script",
    permissions: ["centre:view", "reconciliation:view", "reconciliation:close"],
    expiresInDays: 90,
  });
  const send = (path: string, body: object) =>
    new Request(`http://localhost${path}`, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    });
  const path = `/api/reconciliations/${key.centreId}/${key.date}/closure`;
  const single = await close(send(path, { version: day.version }), {
    params: Promise.resolve(key),
  });
  expect([single.status, await single.json()]).toMatchObject([422, { reason }]);
  const bulk = await moveMany(
    send("/api/reconciliations/moves", { move: "closure", days: [day] }),
    { params: Promise.resolve({}) },
  );
  expect(await bulk.json()).toMatchObject({ results: [{ code: "REFUSED", reason }] });
  expect((await dayFor(key, by)).state).toBe("reviewed");
});

test("Today offers the closure to none of them", async () => {
  const span = { centreIds: [key.centreId], from: key.date, to: key.date };
  for (const [name] of BARRED) {
    const items = await listInbox(span, people[name].id);
    expect(items).toMatchObject([{ kind: "closure", mine: false }]);
  }
});

test("somebody else closes it, and undoes that; nobody undoes the rule's review", async () => {
  const { cal } = await arrangePeople(key.centreId);
  const { version } = await dayOf(cal);
  const undone = await undoMoves(cal.actor, { days: [{ ...key, version }] });
  expect(undone.results).toMatchObject([{ reason: "made-by-another" }]);
  const closed = await move("closure", key, cal);
  expect(closed).toMatchObject({ state: "closed" });
  const days = [{ ...key, version: closed.version }];
  const { results } = await undoMoves(cal.actor, { days });
  expect(results).toMatchObject([{ state: "reviewed" }]);
  const { results: again } = await moveDays(people.cal.actor, {
    move: "closure",
    days: [await dayOf(cal)],
    text: null,
  });
  expect(again).toMatchObject([{ reason: "counted-by-you" }]);
});

test("an auditor verifies the day, whose review has no person in trail and table alike", async () => {
  const auditor = await makeUser({ roles: [{ centreId: "*", role: "auditor" }] });
  const scope = scopeFor("audit:view", [key.centreId], auditor);
  const { findings } = await verifyDay(scope, key, auditor.actor);
  // The count and the waiver of this arrangement were stored without their entries.
  const others = findings.filter(({ about }) => about !== "explanation" && about !== "count");
  expect(others).toEqual([]);
});
