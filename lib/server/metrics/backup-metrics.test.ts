/** What `/metrics` reports of the last backup, and of the log that it receives. */
import { Registry } from "prom-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { arrangeLastBackup } from "@/lib/testing/arrange-backup";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { findBackupLog } from "../operations/last-backup";
import { createBackupGroup } from "./backup-metrics";

const LAST = "counterfoil_backup_last_timestamp_seconds";

beforeAll(async () => {
  await testDatabase();
  await asOwner("SELECT pg_create_physical_replication_slot('counterfoil_backup', true)");
});
afterAll(() => asOwner("SELECT pg_drop_replication_slot('counterfoil_backup')"));

test("the last backup is measured, and absent before the first", async () => {
  const registry = new Registry();
  const group = createBackupGroup([registry]);
  await group.read(sql);
  expect(await registry.metrics()).not.toContain(`\n${LAST} `);
  const { endedAt, bytes } = await arrangeLastBackup();
  await group.read(sql);
  const text = await registry.metrics();
  expect(text).toContain(`\n${LAST} ${Date.parse(endedAt) / 1_000}\n`);
  expect(text).toContain(`\ncounterfoil_backup_last_size_bytes ${bytes}\n`);
});

test("a log that nobody receives is behind", async () => {
  const log = await findBackupLog(sql);
  expect(log?.isReceived).toBe(false);
  expect(log?.behindBytes).toBeGreaterThan(0);
});
