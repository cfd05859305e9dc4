/** Administrators of a node see and change people within it, and nobody beyond it. */
import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { accessSearchSchema } from "@/lib/contracts/access-review";
import { proveAnywhere, type Role, type Scope } from "@/lib/domain/permission";
import type { GrantedRole } from "@/lib/domain/permission-change";
import { type MadeUser, makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { areaRow, centreRow, setOrganisation } from "@/lib/testing/arrange-organisation";
import { testDatabase } from "@/lib/testing/database";
import { findActors } from "../auth/actor";
import { sql } from "../db/sql";
import { acceptInvitation } from "./accept-invitation";
import { listAccessLines } from "./access-lines";
import { listAccessRequests } from "./access-request-queries";
import { confirmRequest, refuseRequest } from "./access-requests";
import { changeUser, createUser } from "./commands";
import { importUsers } from "./import";
import { inviteUser } from "./invite-again";
import { listUsers } from "./queries";
import { removeSecondFactorOf } from "./remove-second-factor";
import { reviewAccess } from "./review-access";
import { listRoleTargets } from "./role-targets";

const id = randomUUID().slice(0, 8);
const [group, north, coast] = [`g-${id}`, `n-${id}`, `k-${id}`];
let harbour = "";
let hill = "";
let abroad = "";
let [dora, dan, boss]: MadeUser[] = [];
let person: MadeUser;

beforeAll(async () => {
  await testDatabase();
  harbour = (await makeCentre()).id;
  hill = (await makeCentre()).id;
  abroad = (await makeCentre()).id;
  await setOrganisation([areaRow(group, null), areaRow(north, group), areaRow(coast, north)]);
  await setOrganisation([
    centreRow(harbour, coast),
    centreRow(hill, north),
    centreRow(abroad, group),
  ]);
  [dora, dan] = [await makeUser({ name: "Dora" }), await makeUser({ name: "Dan" })];
  boss = await makeUser({
    name: "Boss",
    passwordHash: "none",
    roles: [{ centreId: "*", role: "administrator" }],
  });
  for (const delegate of [dora, dan]) await putOnNode(delegate, north, "administrator");
});

beforeEach(async () => {
  person = await makeUser();
});

async function putOnNode(who: MadeUser | undefined, nodeId: string, role: Role): Promise<void> {
  const row = [who?.id, nodeId, role];
  await sql("INSERT INTO node_membership (user_id, node_id, role) VALUES ($1::uuid, $2, $3)", row);
}

/** As the database says now, as every request reads it. */
async function by(who: MadeUser | undefined): Promise<Scope<"user:administer">> {
  const actor = (await findActors([who?.id ?? ""])).get(who?.id ?? "");
  const scope = actor === undefined ? null : proveAnywhere(actor, "user:administer");
  if (scope === null) throw new Error("They administer nobody.");
  return scope;
}

const organisation = () => scopeFor("user:administer", null, boss);
const at = (centreId: string, role: Role = "counter"): GrantedRole => ({ centreId, role });
const on = (nodeId: string, role: Role = "counter"): GrantedRole => ({ nodeId, role });
const give = (roles: GrantedRole[], who = person) =>
  changeUser(organisation(), { userId: who.id, roles });
const seen = async (who = person, reader = dora) =>
  (await listUsers(await by(reader))).find((user) => user.id === who.id);
const refusedAs = (code: string, reason?: string) =>
  reason === undefined ? { code } : { code, details: { reason } };

describe("people", () => {
  test("are listed with their roles within the node; one of elsewhere is nobody", async () => {
    await give([at(abroad), on(group), at("*")]);
    expect(await seen()).toBeUndefined();
    const change = { userId: person.id, roles: [at(hill)] };
    await expect(changeUser(await by(dora), change)).rejects.toMatchObject(refusedAs("NOT_FOUND"));
    await give([at(abroad), at(harbour), on(coast)]);
    expect(await seen()).toMatchObject({
      roles: [at(harbour), on(coast)],
      hasRolesElsewhere: true,
    });
    expect(await seen(boss)).toBeUndefined();
  });

  test("get and lose roles within the node alone, whatever they have elsewhere", async () => {
    await give([at(abroad), at(harbour)]);
    await changeUser(await by(dora), { userId: person.id, roles: [on(coast)] });
    const all = (await listUsers(organisation())).find((user) => user.id === person.id);
    expect(all?.roles).toEqual([at(abroad), on(coast)]);
    for (const beyond of [at(abroad), at("*"), on(group), on(`x-${id}`)]) {
      const change = { userId: person.id, roles: [beyond] };
      const changing = changeUser(await by(dora), change);
      const kind = "nodeId" in beyond ? "node" : "centre";
      await expect(changing).rejects.toMatchObject(refusedAs("REFUSED", `no-such-${kind}`));
    }
  });

  test("keep their account as it is while they have a role elsewhere", async () => {
    await give([at(abroad), at(harbour)]);
    const scope = await by(dora);
    const own = { userId: person.id };
    const refused = refusedAs("REFUSED", "roles-elsewhere");
    const changes = [{ disabled: true }, { endsOn: "2030-01-01" }, { name: "Somebody else" }];
    for (const change of changes) {
      await expect(changeUser(scope, { ...own, ...change })).rejects.toMatchObject(refused);
    }
    await expect(inviteUser(scope, own)).rejects.toMatchObject(refused);
    await expect(removeSecondFactorOf(scope, own)).rejects.toMatchObject(refused);
    await give([at(harbour)]);
    await changeUser(scope, { ...own, disabled: true, endsOn: "2030-01-01" });
    expect(await seen()).toMatchObject({ state: "disabled", endsOn: "2030-01-01" });
  });

  test("are never the delegates themselves", async () => {
    const roles = [on(north, "administrator"), at(hill)];
    const changing = changeUser(await by(dora), { userId: dora?.id ?? "", roles });
    await expect(changing).rejects.toMatchObject(refusedAs("REFUSED", "own-roles"));
  });
});

describe("a role that signs days off", () => {
  test("waits for another administrator of the node, or of a part that has it", async () => {
    await give([at(harbour)]);
    const wanted = [at(harbour), on(coast, "administrator")];
    const { waiting } = await changeUser(await by(dora), { userId: person.id, roles: wanted });
    expect(waiting).toEqual([on(coast, "administrator")]);
    const { requests, isOnlyAdministrator } = await listAccessRequests(await by(dan));
    expect(isOnlyAdministrator).toBe(false);
    const request = requests.find((one) => one.person.id === person.id);
    const decision = { requestId: request?.id ?? "" };
    await expect(confirmRequest(await by(dora), decision)).rejects.toMatchObject(
      refusedAs("REFUSED", "own-request"),
    );
    const hillside = await makeUser({ roles: [{ centreId: hill, role: "administrator" }] });
    expect((await listAccessRequests(await by(hillside))).requests).toEqual([]);
    for (const decide of [confirmRequest, refuseRequest]) {
      await expect(decide(await by(hillside), decision)).rejects.toMatchObject(
        refusedAs("NOT_FOUND"),
      );
    }
    await confirmRequest(await by(dan), decision);
    expect((await seen())?.roles).toContainEqual(on(coast, "administrator"));
    // Whoever administers a part sees that part.
    expect((await listRoleTargets(await by(person))).nodes.map((node) => node.id)).toEqual([coast]);
  });

  test("is no business of a delegate when it is elsewhere, and an erasure never is", async () => {
    await give([at(harbour)]);
    await sql(
      `INSERT INTO access_request (id, user_id, kind, role, centre_id, requested_by_id)
       VALUES (gen_random_uuid(), $1::uuid, 'role', 'approver', $2, $3::uuid),
              (gen_random_uuid(), $1::uuid, 'erasure', NULL, NULL, $3::uuid)`,
      [person.id, abroad, boss?.id],
    );
    const { requests } = await listAccessRequests(await by(dora));
    expect(requests.filter((one) => one.person.id === person.id)).toEqual([]);
    expect((await seen())?.hasRolesElsewhere).toBe(true);
  });
});

describe("an invitation", () => {
  const invite = async (roles: GrantedRole[]) => {
    const email = `${randomUUID()}@example.test`;
    return createUser(await by(dora), { email, name: "Nora", roles });
  };
  const tokenOf = (url: string | null) => url?.split("/").at(-1) ?? "";
  const password = "seven green umbrellas";

  test("is for a role within the node", async () => {
    await expect(invite([])).rejects.toMatchObject(refusedAs("REFUSED", "no-role"));
    await expect(invite([at(hill), at(abroad)])).rejects.toMatchObject(
      refusedAs("REFUSED", "no-such-centre"),
    );
    const invited = await invite([on(north, "reviewer")]);
    expect(invited.waiting).toHaveLength(1);
    const listed = (await listUsers(await by(dora))).find((user) => user.id === invited.id);
    expect(listed).toMatchObject({ state: "invited", roles: [], hasRolesElsewhere: false });
  });

  test("that a delegate saw is void once its person has a role elsewhere", async () => {
    const [within, beyond] = [await invite([at(hill)]), await invite([at(hill)])];
    await changeUser(organisation(), { userId: beyond.id, roles: [at(hill), at(abroad)] });
    const accepting = acceptInvitation({ token: tokenOf(beyond.inviteUrl), password });
    await expect(accepting).rejects.toMatchObject(refusedAs("NOT_FOUND"));
    const accepted = await acceptInvitation({ token: tokenOf(within.inviteUrl), password });
    expect(accepted.version).toBe(2);
  });

  test("from a file is for centres of the node, and another one is unknown", async () => {
    const row = (centres: string) => `Nils,${randomUUID()}@example.test,counter,${centres}\n`;
    const send = async (centres: string) =>
      importUsers(await by(dora), {
        text: `name,email,role,centres\n${row(centres)}`,
        dryRun: true,
      });
    expect((await send(`${hill} ${coast}`)).people).toHaveLength(1);
    for (const beyond of [abroad, group, "*"]) {
      await expect(send(beyond)).rejects.toMatchObject(refusedAs("REJECTED_ROWS"));
    }
  });
});

test("a review of access shows the roles within the node, and revokes no other", async () => {
  await give([at(abroad), at(harbour)]);
  const scope = await by(dora);
  const search = accessSearchSchema.parse({ text: person.email });
  const { lines, counts } = await listAccessLines(scope, search);
  expect(lines.map(({ grant }) => grant?.scopeId)).toEqual([harbour]);
  expect(counts?.roles).toBe(1);
  const review = (scopeId: string) =>
    reviewAccess(scope, {
      decision: "revoke",
      note: null,
      lines: [{ userId: person.id, scopeId, role: "counter" }],
    });
  await expect(review(abroad)).rejects.toMatchObject(refusedAs("CONFLICT"));
  await review(harbour);
  expect(await seen()).toBeUndefined();
});

test("however much waits elsewhere, what waits within the node is listed", async () => {
  const elsewhere = await makeUser();
  const store = (userId: string, centreId: string, requests: number) =>
    sql(
      `INSERT INTO access_request (id, user_id, kind, role, centre_id, requested_by_id)
       SELECT gen_random_uuid(), $1::uuid, 'role', 'reviewer', $2, gen_random_uuid()
         FROM generate_series(1, $3::int)`,
      [userId, centreId, requests],
    );
  await store(elsewhere.id, abroad, 1_000);
  await store(person.id, harbour, 1);
  const { requests } = await listAccessRequests(await by(dora));
  const ids = requests.map((request) => request.person.id);
  expect(ids).toContain(person.id);
  expect(ids).not.toContain(elsewhere.id);
  await sql("DELETE FROM access_request WHERE outcome IS NULL");
});
