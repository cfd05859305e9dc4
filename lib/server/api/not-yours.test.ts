/**
 * The response time does not distinguish another user's centre from one that does not exist: the
 * database runs the same statements for both, so that neither can take longer.
 */
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { idSchema, nothingSchema } from "@/lib/contracts/basics";
import {
  isOfOrganisation,
  type Permission,
  PERMISSIONS,
  type Role,
  ROLES,
} from "@/lib/domain/permission";
import { makeUser, type MadeUser, scopeFor } from "@/lib/testing/arrange";
import { arrangeCounting, COUNTED_DATE } from "@/lib/testing/arrange-counting";
import { testDatabase } from "@/lib/testing/database";
import { hashToken } from "../auth/actor";
import { pool } from "../db/client";
import { sql } from "../db/sql";
import { moveDays } from "../workflow/bulk-commands";
import { respondToImport } from "../till-counts/import-response";
import { route } from "./route";

let mine = "";
let theirs = "";
const absent = `C9-${randomUUID().slice(0, 8)}`;
const people = new Map<Role, MadeUser & { token: string }>();

beforeAll(async () => {
  await testDatabase();
  const [own, other] = [await arrangeCounting(), await arrangeCounting()];
  await other.store();
  [mine, theirs] = [own.centreId, other.centreId];
  for (const role of ROLES) {
    const user = await makeUser({ roles: [{ centreId: mine, role }] });
    const token = `cf_${randomUUID()}`;
    await sql(
      `INSERT INTO api_token (id, user_id, name, token_hash, permissions, expires_at, last_used_at)
       VALUES (gen_random_uuid(), $1::uuid, 'Script', $2, $3::text[], now() + interval '1 day',
               now())`,
      [user.id, hashToken(token), [...PERMISSIONS]],
    );
    people.set(role, { ...user, token });
  }
});

/** Returns the statements that PostgreSQL received meanwhile, in order. */
async function questionsOf(work: () => Promise<unknown>): Promise<string[]> {
  const asked: string[] = [];
  const note = (client: unknown) => {
    const { query } = client as { query: (...given: unknown[]) => unknown };
    const noted = (...given: unknown[]) => {
      const [first] = given as [string | { text: string }];
      asked.push(typeof first === "string" ? first : first.text);
      return query.apply(client, given);
    };
    Object.assign(client as object, { query: noted });
    undo.push(() => Object.assign(client as object, { query }));
  };
  const undo: (() => void)[] = [];
  pool().on("acquire", note);
  try {
    await work();
  } finally {
    pool().off("acquire", note);
    for (const one of undo.reverse()) one();
  }
  return asked;
}

function personOf(role: Role) {
  const person = people.get(role);
  if (person === undefined) throw new Error(`There is no ${role}.`);
  return person;
}

describe.each(ROLES)("a %s", (role) => {
  test.each(PERMISSIONS)(
    "is told by no question that %s is wanted elsewhere",
    async (permission) => {
      const ask = (centreId: string) =>
        questionsOf(async () => expect(await send(permission, centreId, role)).toBe(404));
      const about = await ask(theirs);
      expect(about.length).toBeGreaterThan(0);
      expect(await ask(absent)).toEqual(about);
    },
  );

  test("asks the same when days are moved in bulk", async () => {
    const { actor } = personOf(role);
    const ask = (centreId: string) => {
      const days = [{ centreId, date: COUNTED_DATE, version: 0 }];
      return questionsOf(() => moveDays(actor, { move: "review", days, text: null }));
    };
    expect(await ask(absent)).toEqual(await ask(theirs));
  });
});

test("an import asks the same about rows of others as about rows of nowhere", async () => {
  const scope = scopeFor("till-count:import", [mine], personOf("reviewer"));
  const ask = (centreId: string) => {
    const body =
      "centre_id,business_date,shift_id,till_id,tender_id,counted\n" +
      `${centreId},${COUNTED_DATE},1,T1,CASH,1.00\n`;
    const request = new Request("http://localhost/", { method: "POST", body });
    const send = () => respondToImport(scope, { dryRun: false }, request);
    return questionsOf(() => expect(send()).rejects.toMatchObject({ code: "REJECTED_ROWS" }));
  };
  expect(await ask(absent)).toEqual(await ask(theirs));
});

test.each(PERMISSIONS.filter(isOfOrganisation))(
  "an administrator of one centre, who names it, may not %s",
  async (permission) => {
    expect(await send(permission, mine, "administrator")).toBe(403);
  },
);

async function send(permission: Permission, centreId: string, role: Role): Promise<number> {
  const handler = route({
    summary: "A test.",
    permission,
    input: z.object({ centreId: idSchema }),
    output: nothingSchema,
    handle: () => Promise.reject(new Error("This is not theirs.")),
  });
  const request = new Request(`http://localhost/api/x?centreId=${centreId}`, {
    headers: { authorization: `Bearer ${personOf(role).token}` },
  });
  const { status } = await handler(request, { params: Promise.resolve({}) });
  return status;
}
