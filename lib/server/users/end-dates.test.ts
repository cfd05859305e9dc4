/** An account with an end date is worth nothing from that business date on, wherever it is used. */
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { nothingSchema } from "@/lib/contracts/basics";
import { addDays } from "@/lib/domain/business-date";
import { EVERYWHERE } from "@/lib/domain/permission";
import { type MadeUser, makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { route } from "../api/route";
import { findActors, findSession } from "../auth/actor";
import { hashPassword } from "../auth/password";
import { openSession } from "../auth/session-row";
import { signIn } from "../auth/sign-in";
import { prisma } from "../db/client";
import { sql } from "../db/sql";
import { createToken } from "../tokens/commands";
import { changeUser } from "./commands";
import { inviteUser } from "./invite-again";
import { findInvitation } from "./invitation";
import { listUsers } from "./queries";

const PASSWORD = "seven green umbrellas";
const ADMINISTRATOR = { centreId: EVERYWHERE, role: "administrator" } as const;
let ana: MadeUser;
let bea: MadeUser;
let today: string;

beforeAll(async () => {
  await testDatabase();
  await makeCentre();
  ana = await makeUser({ passwordHash: "x", roles: [ADMINISTRATOR] });
  bea = await makeUser({ passwordHash: "x", roles: [ADMINISTRATOR] });
  const [row] = await sql<{ date: string }>("SELECT organisation_date() AS date");
  today = row?.date ?? "";
});

const by = (who: { id: string; name: string }) => scopeFor("user:administer", null, who);
const endOn = (person: MadeUser, endsOn: string | null, actor = ana) =>
  changeUser(by(actor), { userId: person.id, endsOn });

async function makePerson() {
  const roles = [{ centreId: EVERYWHERE, role: "counter" as const }];
  const person = await makeUser({ passwordHash: await hashPassword(PASSWORD), roles });
  const { token } = await createToken(person.actor, {
    name: "Script",
    permissions: ["centre:view"],
    expiresInDays: 90,
  });
  const opened = { userId: person.id, factors: ["password"] as const, address: "192.0.2.1" };
  const { id: sessionId } = await openSession({ ...opened, userAgent: null, replaced: null });
  return { person, token, sessionId };
}

type Made = Awaited<ReturnType<typeof makePerson>>;

/** Tells of each way in whether it is open. */
async function waysIn({ person, token, sessionId }: Made) {
  const serve = route({
    summary: "A test.",
    permission: "centre:view",
    input: z.object({}),
    output: nothingSchema,
    handle: () => Promise.resolve({}),
  });
  const authorization = `Bearer ${token}`;
  const request = new Request("http://localhost/api/x", { headers: { authorization } });
  const { status } = await serve(request, { params: Promise.resolve({}) });
  const { sessionVersion } = await prisma().user.findUniqueOrThrow({ where: { id: person.id } });
  const claims = { sub: person.id, sessionId, version: sessionVersion, signedInAt: 0 };
  const { kind } = await signIn(
    { email: person.email, password: PASSWORD },
    { address: `2001:db8:${randomUUID().slice(0, 4)}::1` },
  );
  return {
    signIn: kind === "signed-in",
    session: (await findSession(claims, undefined)) !== null,
    token: status === 200,
    actor: (await findActors([person.id])).size === 1,
  };
}

const ALL = { signIn: true, session: true, token: true, actor: true };
const NONE = { signIn: false, session: false, token: false, actor: false };

describe("the end date of an account", () => {
  test("ends every way in when its business date starts, without anybody doing anything", async () => {
    const made = await makePerson();
    await endOn(made.person, addDays(today, 1));
    expect(await waysIn(made)).toEqual(ALL);
    // The date is reached: nothing else changes, and no job runs.
    await prisma().user.update({ where: { id: made.person.id }, data: { endsOn: today } });
    expect(await waysIn(made)).toEqual(NONE);
    const listed = (await listUsers(by(ana))).find(({ id }) => id === made.person.id);
    expect(listed).toMatchObject({ endsOn: today, hasEnded: true });
  });

  test("leaves what has ended ended, when the account is opened again", async () => {
    const made = await makePerson();
    await endOn(made.person, today);
    await endOn(made.person, null);
    expect(await waysIn(made)).toEqual({ ...ALL, session: true, token: false });
    const claims = { sub: made.person.id, sessionId: made.sessionId, version: 1, signedInAt: 0 };
    expect(await findSession(claims, undefined)).toBeNull();
  });

  test("is in the trail, and no link opens the account after it", async () => {
    const made = await makePerson();
    const { inviteUrl } = await inviteUser(by(ana), { userId: made.person.id });
    await endOn(made.person, today);
    const changed = await prisma().auditEntry.findFirst({
      where: { action: "user.changed" },
      orderBy: { id: "desc" },
    });
    expect(changed).toMatchObject({ before: { endsOn: null }, after: { endsOn: today } });
    expect(await findInvitation(sql, inviteUrl?.split("/").at(-1) ?? "")).toBeNull();
  });

  test("is not set by its owner, nor for the last administrator without one", async () => {
    await expect(endOn(ana, addDays(today, 9))).rejects.toMatchObject({
      details: { reason: "own-account" },
    });
    await endOn(bea, addDays(today, 9));
    const third = await makeUser({ passwordHash: "x" });
    await expect(endOn(ana, addDays(today, 9), third)).rejects.toMatchObject({
      details: { reason: "last-administrator" },
    });
    await endOn(bea, null);
    const { administratorUntil } = await prisma().user.findUniqueOrThrow({ where: { id: bea.id } });
    expect(administratorUntil).not.toBeNull();
  });

  test("counts by the first centre in which the date has started", async () => {
    const [before] = await sql<{ date: string }>("SELECT organisation_date() AS date");
    await makeCentre({ timeZone: "Pacific/Kiritimati", dayStartsAt: "00:00" });
    const [after] = await sql<{ date: string; there: string }>(
      `SELECT organisation_date() AS date,
              ((now() AT TIME ZONE 'Pacific/Kiritimati')::date)::text AS there`,
    );
    expect(after?.date).toBe(after?.there);
    expect((after?.date ?? "") >= (before?.date ?? "")).toBe(true);
  });
});
