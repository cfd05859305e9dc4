/** Compares what the clients know with what the database has, once everything is at rest. */
import { spawnSync } from "node:child_process";
import { groupBy } from "@/lib/domain/group-by";
import { withClient } from "../postgres/with-client";
import type { Count, Written } from "./writers";

export type Found = {
  /** Acknowledged, and not stored or with another amount. */
  lost: string[];
  /** Stored more than once. */
  doubled: string[];
  /** A count without its entry of the trail, or the other way round. */
  half: string[];
  /** Stored, and never sent. */
  invented: string[];
  /** Sessions that have a transaction open although nothing is under way. */
  openTransactions: number;
  /** Commands of the repository that found something, with what they printed. */
  commands: string[];
};

type Stored = {
  centreId: string;
  businessDate: string;
  tillId: string;
  countedMinor: string;
  version: number;
};

/** `url` leads past the proxy, which is in this process and stands still while a command runs. */
export async function check({ acknowledged, open }: Written, url: string): Promise<Found> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<Stored>(
      `SELECT centre_id AS "centreId", business_date AS "businessDate", till_id AS "tillId",
              counted_minor AS "countedMinor", version FROM till_count`,
    );
    const entries = await client.query<{ tillId: string; entries: number }>(
      `SELECT after->>'tillId' AS "tillId", count(*)::int AS entries FROM audit_entry
        WHERE action = 'till-count.recorded' GROUP BY 1`,
    );
    const transactions = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity
        WHERE state LIKE 'idle in transaction%' AND datname = current_database()
          AND state_change < now() - interval '30 seconds'`,
    );
    const byTill = groupBy(rows, ({ tillId }) => tillId);
    const entriesOf = new Map(entries.rows.map(({ tillId, entries }) => [tillId, entries]));
    const isStored = (count: Count) =>
      (byTill.get(count.tillId) ?? []).some(
        (row) =>
          row.centreId === count.centreId &&
          row.businessDate === count.businessDate &&
          Number(row.countedMinor) === count.countedMinor,
      );
    const tills = [...byTill.keys()];
    return {
      lost: [...acknowledged.values()].filter((one) => !isStored(one)).map(({ tillId }) => tillId),
      doubled: tills.filter((till) => byTill.get(till)?.length !== 1),
      half: [
        ...tills.filter((till) => entriesOf.get(till) !== 1),
        ...[...entriesOf.keys()].filter((till) => !byTill.has(till)),
      ],
      invented: tills.filter((till) => !acknowledged.has(till) && !open.has(till)),
      openTransactions: transactions.rows[0]?.count ?? 0,
      commands: [
        run("scripts/rebuild.ts", ["--check"], url),
        run("scripts/audit-verify.ts", [], url),
      ].filter((output) => output !== null),
    };
  });
}

/** Null when it found nothing. */
function run(script: string, args: readonly string[], url: string): string | null {
  const flags = ["--conditions=react-server", "--import", "tsx", script, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, flags, {
    encoding: "utf8",
    env: { ...process.env, DATABASE_URL: url },
  });
  return status === 0 ? null : `${script}: ${stdout}${stderr}`;
}
