/**
 * How the database chains entries: in every way of writing, concurrently, and as verification
 * expects.
 */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { ROOT } from "@/lib/domain/audit/chain";
import { makeUser } from "@/lib/testing/arrange";
import { chainedRows, inventedAction, walkRows } from "@/lib/testing/audit-rows";
import { testDatabase } from "@/lib/testing/database";
import { prisma } from "../db/client";
import { inTransaction, sql } from "../db/sql";
import { appendAudit, appendAuditAll } from "./append";
import { withOrigin } from "./origin";
import { verifyAudit } from "./verify";

beforeAll(async () => {
  await testDatabase();
});

const entry = (name: string) => ({ actorId: null, action: inventedAction(name) });

test("what the trigger hashes is what the domain says, and what the check reads", async () => {
  const { id: actorId } = await makeUser();
  const odd = {
    text: 'quote " back \\ tab \t line \n é 日本 🧾 \u0001 \u001f',
    none: null,
    n: 12.5,
  };
  await withOrigin("192.0.2.7", () =>
    appendAuditAll(sql, [
      {
        actorId,
        action: inventedAction("odd"),
        before: odd,
        after: [],
        centreId: "C 1:/",
        businessDate: "é",
      },
      { actorId: null, action: inventedAction("empty"), centreId: "", after: "" },
      { actorId: null, action: inventedAction("nothing"), before: null },
    ]),
  );
  await sql(`INSERT INTO audit_entry (action, after) VALUES ('by hand', '{ "b": 1,  "a":1.0 }')`);
  await prisma().auditEntry.create({
    data: { at: new Date(1_546_300_800_123), action: "by Prisma", after: { a: [1] }, ...NO },
  });
  const rows = await chainedRows();
  expect(rows.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
  expect(rows[0]).toMatchObject({ origin: "192.0.2.7", actorId });
  expect(rows[3]).toMatchObject({ after: '{ "b": 1,  "a":1.0 }', origin: null });
  expect(rows[4]).toMatchObject({ at: 1_546_300_800_123 });
  expect(walkRows(rows)).toBeNull();
  const last = { id: 5, hash: rows[4]?.hash ?? "" };
  expect(await verifyAudit({ anchor: last })).toEqual({
    start: ROOT,
    head: last,
    broken: null,
    isComplete: true,
  });
});

/** The database computes these itself, whatever it is given. */
const NO = { id: 77, previousHash: "forged", hash: "forged" };

test("transactions side by side keep one chain, and those that fail leave no gap", async () => {
  const before = (await chainedRows()).length;
  const write = async (number: number) => {
    await inTransaction(async ({ sql: run }) => {
      await run("SELECT 1 AS slept FROM pg_sleep(random() * 0.005)");
      await appendAuditAll(run, [entry(`first-${number}`), entry(`second-${number}`)]);
      await appendAudit(run, entry(`third-${number}`));
      if (number % 4 === 3) throw new Error("undone");
    });
  };
  const ends = await Promise.allSettled(Array.from({ length: 80 }, (_, number) => write(number)));
  expect(ends.filter(({ status }) => status === "rejected")).toHaveLength(20);
  const rows = await chainedRows();
  expect(rows).toHaveLength(before + 60 * 3);
  expect(rows.at(-1)?.id).toBe(rows.length);
  expect(walkRows(rows)).toBeNull();
  expect((await verifyAudit()).broken).toBeNull();
}, 60_000);

test("a transaction that repeats its reads can't fork the chain", async () => {
  const fork = inTransaction(async (tx) => {
    await tx.sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    await tx.sql("SELECT count(*) FROM audit_entry");
    await appendAudit(sql, entry("meanwhile"));
    await appendAudit(tx.sql, entry("fork"));
  });
  await expect(fork).rejects.toThrow(/duplicate key|could not serialize/);
  expect((await verifyAudit()).broken).toBeNull();
});

test("refuses what would make the hashed text ambiguous", async () => {
  const name = `${randomUUID()}\u001f=101`;
  await expect(appendAudit(sql, entry(name))).rejects.toThrow("audit_entry_no_separator");
});

test("an origin holds for what is done within, and not beside it", async () => {
  await Promise.all([
    withOrigin("job", () => appendAudit(sql, entry("job"))),
    withOrigin("x".repeat(500), () => appendAudit(sql, entry("long"))),
    appendAudit(sql, entry("beside")),
  ]);
  const rows = await chainedRows();
  const origins = new Map(rows.map(({ action, origin }) => [action, origin]));
  expect(origins.get("test.job")).toBe("job");
  expect(origins.get("test.long")).toHaveLength(64);
  expect(origins.get("test.beside")).toBeNull();
});
