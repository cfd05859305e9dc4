import { beforeAll, expect, test } from "vitest";
import { readingListSchema } from "@/lib/contracts/reading";
import { makeCentre, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { listReadings } from "./readings";

beforeAll(testDatabase);

test("the latest readings are listed with what was asked for and what came of it", async () => {
  const { id } = await makeCentre({ name: "Lyon" });
  const [sync] = await sql<{ id: string }>(
    "INSERT INTO sync (id, state) VALUES (gen_random_uuid(), 'done') RETURNING id",
  );
  const insert = `INSERT INTO sync_part
    (sync_id, part, centre_ids, "from", "to", days, state, message, ended_at, code)
    VALUES ($1, $2, $3, '2026-03-01', '2026-03-02', 2, $4, $5, $6::timestamptz, $7)`;
  const many = [id, "X1", "X2", "X3"];
  await sql(insert, [sync?.id, 1, [id], "done", null, "2026-03-03T08:00:00Z", null]);
  const why = ["Cashrec is away.", "2026-03-03T09:00:00Z", "UPSTREAM_UNAVAILABLE"];
  await sql(insert, [sync?.id, 2, many, "failed", ...why]);
  await sql(insert, [sync?.id, 3, [id], "pending", null, null, null]);
  const list = await listReadings(scopeFor("cashrec:probe", null));
  expect(readingListSchema.parse(list)).toEqual(list);
  const range = { from: "2026-03-01", to: "2026-03-02", days: 2 };
  expect(list.readings).toEqual([
    {
      ...range,
      at: "2026-03-03T09:00:00.000Z",
      centreNames: ["Lyon", "X1", "X2"],
      centres: 4,
      isRead: false,
      message: "Cashrec is away.",
    },
    {
      ...range,
      at: "2026-03-03T08:00:00.000Z",
      centreNames: ["Lyon"],
      centres: 1,
      isRead: true,
      message: null,
    },
  ]);
});
