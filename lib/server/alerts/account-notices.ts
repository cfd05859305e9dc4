import "server-only";

/**
 * Finds what administrators are to know about accounts: whose end date is a week away, which the
 * person is to know too, and once a week that nobody has used some for long. Whatever two instances
 * find at once is stored once.
 */
import { localTime, weekStart } from "@/lib/domain/business-date";
import { DORMANT_DAYS } from "@/lib/domain/access-review";
import { type Area, type RolesOfPerson, presenceIn } from "@/lib/domain/delegation";
import { buildNotice, type NewNotice, OF_NO_LINE } from "@/lib/domain/notice/match";
import { proveAnywhere, rolesWith } from "@/lib/domain/permission";
import { findActors } from "../auth/actor";
import { IS_ENABLED } from "../db/enabled-account";
import { sql } from "../db/sql";
import { env } from "../env";
import { storeNotices } from "../notices/store";
import { isDormant } from "../users/account-use";
import { findRolesOfPeople, readArea } from "../users/area";

const DAYS_BEFORE = 7;

export async function findAccountNotices(now = Date.now()): Promise<void> {
  await storeNotices(sql, await listEnding());
  await storeNotices(sql, await listDormant(weekStart(localTime(now, "UTC").slice(0, 10))));
}

type Administrator = { userId: string; area: Area };

async function listAdministrators(): Promise<Administrator[]> {
  const rows = await sql<{ userId: string }>(
    `SELECT DISTINCT user_id::text AS "userId" FROM granted_role WHERE role = ANY ($1::text[])`,
    [rolesWith("user:administer")],
  );
  const actors = await findActors(rows.map(({ userId }) => userId));
  const found: Administrator[] = [];
  for (const [userId, actor] of actors) {
    const scope = proveAnywhere(actor, "user:administer");
    if (scope !== null) found.push({ userId, area: await readArea(scope) });
  }
  return found;
}

/** Those who may change the end date are notified, but of their own as everybody is. */
async function listEnding(): Promise<NewNotice[]> {
  const ending = await sql<{ userId: string; endsOn: string }>(
    `SELECT u.id::text AS "userId", u.ends_on AS "endsOn" FROM "user" u
      WHERE u.erased_at IS NULL AND u.ends_on IS NOT NULL AND ${IS_ENABLED}
        AND u.ends_on <= ((SELECT organisation_date())::date + $1::int)::text
        AND NOT EXISTS (SELECT FROM notice n
                         WHERE n.user_id = u.id AND n.kind = 'account-ends'
                           AND n.business_date = u.ends_on)`,
    [DAYS_BEFORE],
  );
  if (ending.length === 0) return [];
  const people = await findRolesOfPeople(
    sql,
    ending.map(({ userId }) => userId),
  );
  const administrators = await listAdministrators();
  return ending.flatMap(({ userId, endsOn }) => {
    const end = { ...OF_NO_LINE, centreId: null, businessDate: endsOn, at: null };
    const own = { ...end, kind: "account-ends" as const, mark: "end" };
    const ofOther = { ...end, kind: "access-ends" as const, byId: userId, mark: userId };
    const notified = administrators.filter(
      (one) => one.userId !== userId && isWholly(one, people.get(userId)),
    );
    return [
      buildNotice(own, userId, env().mail !== null),
      ...notified.map((one) => buildNotice(ofOther, one.userId, env().mail !== null)),
    ];
  });
}

function isWholly({ area }: Administrator, person: RolesOfPerson | undefined): boolean {
  return person !== undefined && presenceIn(area, person) === "wholly";
}

/** Whoever has roles elsewhere too is dormant in each of their areas. */
async function listDormant(week: string): Promise<NewNotice[]> {
  const dormant = await sql<{ userId: string }>(
    `SELECT u.id::text AS "userId" FROM "user" u
      WHERE u.erased_at IS NULL AND ${isDormant("$1")}`,
    [DORMANT_DAYS],
  );
  if (dormant.length === 0) return [];
  const found = await findRolesOfPeople(
    sql,
    dormant.map(({ userId }) => userId),
  );
  const people = [...found.values()];
  const fact = {
    ...OF_NO_LINE,
    kind: "dormant" as const,
    centreId: null,
    businessDate: week,
    mark: "dormant",
    at: null,
  };
  return (await listAdministrators())
    .filter(({ area }) => people.some((one) => presenceIn(area, one) !== "none"))
    .map(({ userId }) => buildNotice(fact, userId, env().mail !== null));
}
