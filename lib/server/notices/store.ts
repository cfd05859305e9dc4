import "server-only";

/** Stores notices. The database refuses a second one of the same person and fact. */
import type { NewNotice } from "@/lib/domain/notice/match";
import type { Sql } from "../db/sql";

/** Returns how many of them were new. */
export async function storeNotices(sql: Sql, notices: readonly NewNotice[]): Promise<number> {
  if (notices.length === 0) return 0;
  const rows = await sql(
    `INSERT INTO notice (id, user_id, kind, fact, centre_id, business_date, shift_id, till_id,
       tender_id, number, by_id, wants_mail)
     SELECT gen_random_uuid(), n.user_id, n.kind, n.fact, n.centre_id, n.business_date, n.shift_id,
            n.till_id, n.tender_id, n.number, n.by_id, n.wants_mail
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
              $7::text[], $8::text[], $9::int[], $10::uuid[], $11::boolean[])
         AS n (user_id, kind, fact, centre_id, business_date, shift_id, till_id, tender_id, number,
               by_id, wants_mail)
     ON CONFLICT (user_id, fact) DO NOTHING RETURNING id`,
    [
      notices.map(({ userId }) => userId),
      notices.map(({ kind }) => kind),
      notices.map(({ fact }) => fact),
      notices.map(({ centreId }) => centreId),
      notices.map(({ businessDate }) => businessDate),
      notices.map(({ shiftId }) => shiftId),
      notices.map(({ tillId }) => tillId),
      notices.map(({ tenderId }) => tenderId),
      notices.map(({ number }) => number),
      notices.map(({ byId }) => byId),
      notices.map(({ wantsMail }) => wantsMail),
    ],
  );
  return rows.length;
}
