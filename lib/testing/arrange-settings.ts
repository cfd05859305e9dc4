/** Stores how a centre, or the centres below a node as "@north", count: without the command. */
import type { Counting } from "@/lib/contracts/count-settings";
import { sql } from "@/lib/server/db/sql";

export async function storeCountingOf(
  scopeId: string,
  settings: Partial<Counting> | null,
): Promise<void> {
  const { blindMode = "hidden", recountsMax = 2, approval = "above-limit" } = settings ?? {};
  const value = settings === null ? null : JSON.stringify({ blindMode, recountsMax, approval });
  await sql(
    `INSERT INTO centre_setting (scope_id, name, version, value)
     SELECT $1::text, 'counting', coalesce(max(version), 0) + 1, $2::jsonb
       FROM centre_setting WHERE scope_id = $1 AND name = 'counting'`,
    [scopeId, value],
  );
}
