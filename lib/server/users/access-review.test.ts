import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { accessSearchSchema } from "@/lib/contracts/access-review";
import { type MadeUser, makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { readXlsx } from "@/lib/testing/read-xlsx";
import { EVERYWHERE } from "@/lib/domain/permission";
import { prisma } from "../db/client";
import { sql } from "../db/sql";
import { exportAccessCsv } from "../exports/access-csv";
import { exportAccessXlsx } from "../exports/access-xlsx";
import { applyRetention } from "../retention/apply";
import { listAccessLines } from "./access-lines";
import { confirmRequest } from "./access-requests";
import { changeUser, createUser } from "./commands";
import { reviewAccess } from "./review-access";

const ADMINISTRATOR = { centreId: EVERYWHERE, role: "administrator" } as const;
let ana: MadeUser;
let bea: MadeUser;

beforeAll(async () => {
  await testDatabase();
  ana = await makeUser({ name: "Ana", passwordHash: "x", roles: [ADMINISTRATOR] });
  bea = await makeUser({ name: "Bea", passwordHash: "x", roles: [ADMINISTRATOR] });
});

const by = (who: { id: string; name: string }) => scopeFor("user:administer", null, who);
const list = (search: object) => listAccessLines(by(ana), accessSearchSchema.parse(search));
const linesOf = async (person: { name: string }) => (await list({ text: person.name })).lines;
const filter = (text: string) => accessSearchSchema.parse({ text });

/** On a node with one centre below it today. */
async function makeArea(): Promise<{ nodeId: string; centreId: string }> {
  const { id: centreId } = await makeCentre();
  const nodeId = `N-${randomUUID().slice(0, 8)}`;
  await sql("INSERT INTO organisation_node VALUES ($1, 'area', 'North', 1)", [nodeId]);
  await sql("INSERT INTO node_reach VALUES ($1, $2, '2020-01-01')", [nodeId, centreId]);
  return { nodeId, centreId };
}

const makeNamed = (name: string) => makeUser({ name: `${name} ${randomUUID().slice(0, 8)}` });
const counter = (userId: string) => ({ userId, scopeId: EVERYWHERE, role: "counter" as const });

async function grant(person: MadeUser, actor = ana): Promise<void> {
  const roles = [{ centreId: EVERYWHERE, role: "counter" as const }];
  await changeUser(by(actor), { userId: person.id, roles });
}

describe("the list of access", () => {
  test("says since when, by whom and how, and retains it when other roles change", async () => {
    const { nodeId, centreId } = await makeArea();
    const name = `Carla ${randomUUID().slice(0, 8)}`;
    const email = `${randomUUID()}@example.test`;
    const roles = [{ centreId, role: "counter" as const }];
    const { id } = await createUser(by(ana), { email, name, roles });
    const [invited] = await linesOf({ name });
    expect(invited?.grant).toMatchObject({
      scopeId: centreId,
      grantedBy: "Ana",
      confirmedBy: null,
      way: "invitation",
    });
    const more = [...roles, { nodeId, role: "reviewer" as const }];
    await changeUser(by(ana), { userId: id, roles: more });
    const [request] = await sql<{ id: string }>(
      "SELECT id FROM access_request WHERE user_id = $1::uuid",
      [id],
    );
    await confirmRequest(by(bea), { requestId: request?.id ?? "" });
    const after = await linesOf({ name });
    expect(after.map(({ grant: one }) => one)).toMatchObject([
      { scopeId: `@${nodeId}`, scopeName: "North", grantedBy: "Ana", confirmedBy: "Bea" },
      { grantedAt: invited?.grant?.grantedAt, way: "invitation" },
    ]);
  });

  test("pages through equal names without losing or repeating a line", async () => {
    const name = `Same ${randomUUID().slice(0, 8)}`;
    const centres = await Promise.all([makeCentre(), makeCentre(), makeCentre()]);
    const roles = centres.map(({ id }) => ({ centreId: id, role: "counter" as const }));
    for (const own of [roles, roles, []]) await makeUser({ name, roles: own });
    const all = (await list({ text: name })).lines;
    expect(all).toHaveLength(7);
    const paged = [];
    let cursor: string | undefined;
    do {
      const page = await list({ text: name, limit: 2, cursor });
      paged.push(...page.lines);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(all);
    await expect(list({ cursor: "nonsense" })).rejects.toMatchObject({ code: "INVALID" });
  });

  test("of a centre has whoever may do something there, through areas and everywhere", async () => {
    const { nodeId, centreId } = await makeArea();
    const elsewhere = await makeCentre();
    const own = await makeUser({ roles: [{ centreId, role: "counter" }] });
    const other = await makeUser({ roles: [{ centreId: elsewhere.id, role: "counter" }] });
    const ofArea = await makeUser();
    await sql("INSERT INTO node_membership VALUES ($1::uuid, $2, 'reviewer')", [ofArea.id, nodeId]);
    for (const where of [[centreId], [`@${nodeId}`]]) {
      const { lines } = await list({ where, limit: 500 });
      const ids = lines.map(({ person }) => person.id);
      expect(ids).toEqual(expect.arrayContaining([own.id, ofArea.id, ana.id]));
      expect(ids).not.toContain(other.id);
    }
  });

  test("names dormant accounts, also when the rows of their sessions are deleted", async () => {
    const person = await makeNamed("Dora");
    const [sleeper, visitor] = [await makeNamed("Sleeper"), await makeNamed("Visitor")];
    const old = new Date(Date.now() - 200 * 86_400_000);
    await prisma().user.updateMany({
      where: { id: { in: [person.id, sleeper.id, visitor.id] } },
      data: { createdAt: old },
    });
    await sql(
      `INSERT INTO sign_in_session (id, user_id, factors, started_at, seen_at)
       SELECT gen_random_uuid(), u, '{password}', now() - days, now() - days
         FROM unnest($1::uuid[], $2::interval[]) AS s (u, days)`,
      [
        [person.id, visitor.id],
        ["120 days", "60 days"],
      ],
    );
    const dormant = async () => {
      const { lines } = await list({ show: "dormant", limit: 500 });
      return lines.map((line) => line.person.id);
    };
    const before = await dormant();
    expect(before).toEqual(expect.arrayContaining([person.id, sleeper.id]));
    expect(before).not.toContain(visitor.id);
    await applyRetention();
    expect(await sql("SELECT FROM sign_in_session")).toEqual([]);
    expect(await dormant()).toEqual(before);
    const [line] = await linesOf(visitor);
    expect(line?.person.signedInAt).not.toBeNull();
  });

  test("as a file runs no formula, and has the same lines", async () => {
    const name = `=HYPERLINK(${randomUUID().slice(0, 8)})`;
    await makeUser({ name, roles: [{ centreId: EVERYWHERE, role: "counter" }] });
    const csv = await (await exportAccessCsv(by(ana), filter(name))).text();
    const [heading, row, end] = csv.split("\r\n");
    expect(heading).toMatch(/^person,email,state,role,scope_id,/);
    expect(row).toMatch(/^'=HYPERLINK\(/);
    expect(end).toBe("");
    for (const language of ["en", "es", "fr"]) {
      const request = new Request("http://localhost/", {
        headers: { "accept-language": language },
      });
      const book = await exportAccessXlsx(by(ana), filter(name), request);
      const [sheet] = await readXlsx(new Uint8Array(await book.arrayBuffer()));
      expect(JSON.stringify(sheet)).toContain(name);
      const names = heading?.split(",") ?? [];
      const inUtc = names.filter((_, at) => String(sheet?.rows[0]?.[at]).endsWith(" (UTC)"));
      expect(inUtc, language).toEqual(names.filter((column) => column.endsWith("_at")));
    }
  });
});

describe("a review of access", () => {
  test("is recorded for each role, and counts for it until it is granted again", async () => {
    const person = await makeNamed("Carla");
    await grant(person);
    const note = "Q4 review";
    const lines = [counter(person.id)];
    await reviewAccess(by(bea), { decision: "keep", note, lines });
    const [retained] = await linesOf(person);
    expect(retained?.review).toMatchObject({ decision: "keep", note, by: "Bea" });
    const entry = await prisma().auditEntry.findFirst({ orderBy: { id: "desc" } });
    expect(entry).toMatchObject({
      actorId: bea.id,
      action: "user.access-reviewed",
      after: { userId: person.id, decision: "keep", note },
    });
    await reviewAccess(by(bea), { decision: "revoke", note: null, lines });
    const [revoked] = await linesOf(person);
    expect(revoked).toMatchObject({ grant: null, review: null });
    await grant(person);
    const [again] = await linesOf(person);
    expect(again).toMatchObject({ grant: { role: "counter" }, review: null });
    expect((await list({ text: person.name })).counts).toEqual({ roles: 1, unreviewed: 1 });
  });

  test("of a role that somebody changed meanwhile is a conflict, and decides nothing", async () => {
    const [here, gone] = [await makeNamed("Here"), await makeNamed("Gone")];
    await grant(here);
    const lines = [counter(here.id), counter(gone.id)];
    await expect(
      reviewAccess(by(bea), { decision: "revoke", note: null, lines }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await linesOf(here))[0]).toMatchObject({ grant: { role: "counter" }, review: null });
  });

  test("of a role that a rule gives is recorded, and changes the rule only elsewhere", async () => {
    const person = await makeNamed("Ruled");
    const ruleId = randomUUID();
    await sql(
      `INSERT INTO role_rule (id, provider, group_name, role, centre_id, requested_by_id,
         confirmed_at)
       VALUES ($1::uuid, 'entra', 'auditors', 'auditor', '*', $2::uuid, now())`,
      [ruleId, ana.id],
    );
    await sql("INSERT INTO rule_grant VALUES ($1::uuid, $2::uuid)", [person.id, ruleId]);
    const [line] = await linesOf(person);
    expect(line?.grant).toMatchObject({ role: "auditor", way: "rule", grantedBy: "Ana" });
    const lines = [{ ...counter(person.id), role: "auditor" as const }];
    await reviewAccess(by(bea), { decision: "keep", note: null, lines });
    expect((await linesOf(person))[0]?.review).toMatchObject({ decision: "keep", by: "Bea" });
    await expect(
      reviewAccess(by(bea), { decision: "revoke", note: null, lines }),
    ).rejects.toMatchObject({ details: { reason: "by-rule" } });
    await prisma().membership.create({
      data: { userId: person.id, centreId: EVERYWHERE, role: "auditor", way: "hand" },
    });
    const both = await linesOf(person);
    expect(both.map(({ grant: one }) => one?.way)).toEqual(["hand"]);
  });

  test("of one's own access is refused, and leaves an administrator", async () => {
    const own = { ...counter(ana.id), role: "administrator" as const };
    const other = { ...counter(bea.id), role: "administrator" as const };
    await expect(
      reviewAccess(by(ana), { decision: "keep", note: null, lines: [own] }),
    ).rejects.toMatchObject({ details: { reason: "own-access" } });
    await expect(
      reviewAccess(by(await makeNamed("Elsa")), {
        decision: "revoke",
        note: null,
        lines: [own, other],
      }),
    ).rejects.toMatchObject({ details: { reason: "last-administrator" } });
    await reviewAccess(by(ana), { decision: "revoke", note: null, lines: [other] });
    const { administratorUntil } = await prisma().user.findUniqueOrThrow({ where: { id: bea.id } });
    expect(administratorUntil).not.toBeNull();
  });
});
