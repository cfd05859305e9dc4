/**
 * `npm run deliveries [-- resume | discard]`: after a restore nothing leaves the installation. This
 * says what waits; `resume` sends it, `discard` gives it up, and both let through what comes next.
 */
import { appendAudit } from "@/lib/server/audit/append";
import { withOrigin } from "@/lib/server/audit/origin";
import { disconnect } from "@/lib/server/db/client";
import { areDeliveriesPaused, DELIVERY_PAUSE } from "@/lib/server/db/delivery-pause";
import { inTransaction, type Sql, sql } from "@/lib/server/db/sql";
import { exitWithError, print } from "./process/print";

type Waiting = { mails: number; webhooks: number; pushes: number };

try {
  await run(process.argv[2]);
} catch (error) {
  exitWithError(error);
} finally {
  await disconnect();
}

async function run(command: string | undefined): Promise<void> {
  if (!["resume", "discard", undefined].includes(command)) {
    throw new Error("The command is resume or discard.");
  }
  const isPaused = await areDeliveriesPaused();
  const waiting = await countWaiting(sql);
  print(
    `${waiting.mails} mails, ${waiting.webhooks} webhooks and ${waiting.pushes} messages wait.`,
  );
  if (!isPaused) return print("Deliveries are not paused.");
  if (command === undefined) return print("Deliveries are paused: add resume or discard.");
  await withOrigin("script", () =>
    inTransaction(async (tx) => {
      if (command === "discard") await discard(tx.sql);
      await tx.sql("DELETE FROM setting WHERE name = $1", [DELIVERY_PAUSE]);
      const after = { paused: false, counts: waiting, withdrawn: command === "discard" };
      await appendAudit(tx.sql, { actorId: null, action: "backup.deliveries-resumed", after });
    }),
  );
  print(command === "discard" ? "They are given up." : "They are sent within a minute.");
}

async function countWaiting(run: Sql): Promise<Waiting> {
  const [row] = await run<Waiting>(
    `SELECT (SELECT count(*)::int FROM mail WHERE state = 'queued') AS mails,
            (SELECT count(*)::int FROM webhook_delivery WHERE state = 'pending') AS webhooks,
            (SELECT count(*)::int FROM push_message) AS pushes`,
  );
  return row ?? { mails: 0, webhooks: 0, pushes: 0 };
}

async function discard(run: Sql): Promise<void> {
  await run("UPDATE mail SET state = 'withheld', ended_at = now() WHERE state = 'queued'");
  await run(
    "UPDATE webhook_delivery SET state = 'failed', ended_at = now() WHERE state = 'pending'",
  );
  await run("DELETE FROM push_message");
}
