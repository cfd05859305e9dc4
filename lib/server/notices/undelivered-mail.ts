import "server-only";

/**
 * Says in the next mail that an earlier one may not have arrived. A mail that nobody confirmed is
 * not sent again, so that its reader has to learn elsewhere that there was one.
 */
import { formatInstant } from "@/lib/domain/format";
import { sql } from "../db/sql";
import { getTranslations, type Reader } from "../language/translations";

/** Null unless a mail since the last that arrived is not known to have done so. */
export async function describeUndelivered(userId: string, reader: Reader): Promise<string | null> {
  const [row] = await sql<{ at: Date | null }>(
    `SELECT max(coalesce(submitted_at, created_at)) AS at FROM mail
      WHERE user_id = $1::uuid AND state IN ('bounced', 'failed', 'unconfirmed')
        AND created_at > now() - interval '30 days'
        AND ended_at > coalesce(
          (SELECT max(ended_at) FROM mail WHERE user_id = $1::uuid AND state = 'sent'),
          '-infinity')`,
    [userId],
  );
  if (row?.at == null) return null;
  const t = await getTranslations("mail", reader);
  const { language, timeZone } = reader;
  const time = formatInstant(row.at.toISOString(), language, { timeZone, style: "long" });
  return t("undelivered", { time });
}
