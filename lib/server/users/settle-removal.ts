import "server-only";

/** What follows from the removal of a factor by the person whose it was. */
import { AppError } from "../app-error";
import { HAS_SECOND_FACTOR } from "../auth/has-second-factor";
import { LACKS_FACTOR } from "../auth/lacks-factor";
import type { Sql } from "../db/sql";

/** Refuses the last factor of somebody who needs one. */
export async function settleRemoval(sql: Sql, userId: string): Promise<void> {
  // Two browsers can't remove one of two factors each.
  await sql(`SELECT id FROM "user" WHERE id = $1::uuid FOR UPDATE`, [userId]);
  const lacking = await sql(`SELECT u.id FROM "user" u WHERE u.id = $1::uuid AND ${LACKS_FACTOR}`, [
    userId,
  ]);
  if (lacking.length > 0) {
    throw new AppError("REFUSED", "Your roles take two-step sign-in. Add another way first.", {
      reason: "second-factor-required",
    });
  }
  // Without an app and a passkey, recovery codes are asked for nowhere.
  await sql(
    `DELETE FROM recovery_code r USING "user" u
      WHERE u.id = $1::uuid AND r.user_id = u.id AND NOT ${HAS_SECOND_FACTOR}`,
    [userId],
  );
}
