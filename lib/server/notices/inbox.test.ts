import { beforeAll, expect, test } from "vitest";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { readNotices } from "./commands";
import { countUnread, listInbox } from "./queries";

beforeAll(testDatabase);

test("all are marked as read, also those that are too old to be listed, and no newer ones", async () => {
  const { id: centreId } = await makeCentre();
  const rey = await makeUser({ roles: [{ centreId, role: "reviewer" }] });
  const own = scopeFor("account:use", null, rey);
  const add = (first: number, last: number) =>
    sql(
      `INSERT INTO notice (id, user_id, kind, fact, centre_id, wants_mail, made_at)
       SELECT gen_random_uuid(), $1::uuid, 'cash', n::text, $2, false,
              '2026-03-02T10:00:00Z'::timestamptz + n * interval '1 second'
         FROM generate_series($3::int, $4::int) n`,
      [rey.id, centreId, first, last],
    );
  await add(1, 300);
  const { notices } = await listInbox(rey.actor);
  expect(notices).toHaveLength(200);
  await readNotices(own, { ids: notices.map(({ id }) => id) });
  expect(await countUnread(rey.actor)).toEqual({ unread: 100 });
  expect((await listInbox(rey.actor)).unread).toBe(100);
  await add(301, 302);
  await readNotices(own, { until: notices[0]?.madeAt ?? "" });
  expect(await countUnread(rey.actor)).toEqual({ unread: 2 });
});
