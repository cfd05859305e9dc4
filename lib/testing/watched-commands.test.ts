/** Commands that change people, tokens, settings and rules describe the change themselves. */
import { beforeAll, expect, test } from "vitest";
import { changeToleranceInput } from "@/lib/contracts/tolerance";
import { setCounting } from "@/lib/server/centres/counting";
import { sql } from "@/lib/server/db/sql";
import { saveDenominations } from "@/lib/server/denominations/commands";
import { createToken, revokeToken } from "@/lib/server/tokens/commands";
import { changeTolerance } from "@/lib/server/tolerances/commands";
import { acceptInvitation } from "@/lib/server/users/accept-invitation";
import { changeUser, createUser } from "@/lib/server/users/commands";
import { type MadeUser, makeCentre, makeUser, scopeFor } from "./arrange";
import { testDatabase, watchRows } from "./database";

let administrator: MadeUser;
let centreId: string;

beforeAll(async () => {
  await testDatabase();
  centreId = (await makeCentre()).id;
  administrator = await makeUser({ roles: [{ centreId: "*", role: "administrator" }] });
  await watchRows();
});

test("each change has the entry of its command, and none of the database", async () => {
  const people = scopeFor("user:administer", null, administrator);
  const role = { centreId, role: "reviewer" as const };
  const somebody = { email: "nerea@example.test", name: "Nerea", roles: [role] };
  const { id, inviteUrl } = await createUser(people, { ...somebody, showLink: true });
  const password = "seven green umbrellas";
  await acceptInvitation({ token: inviteUrl?.split("/").at(-1) ?? "", password });
  const { name, roles } = somebody;
  const moved = roles.map((one) => ({ ...one, centreId: "*" }));
  await changeUser(people, { userId: id, name, roles: moved, disabled: false });
  const asked = { name: "Script", permissions: ["centre:view" as const], expiresInDays: 90 };
  await createToken(administrator.actor, asked);
  const second = await createToken(administrator.actor, asked);
  await revokeToken(scopeFor("account:use", null, administrator), { tokenId: second.id });
  await changeUser(people, { userId: id, name, roles, disabled: true });

  const centres = scopeFor("centre:administer", null, administrator);
  await saveDenominations(centres, { currency: "NOK", denominations: null });
  const kind = "coin" as const;
  const coin = { valueMinor: 500, kind, rollOf: null, bagOf: null };
  await saveDenominations(centres, { currency: "NOK", denominations: [coin] });
  const counting = { blindMode: "shown", recountsMax: 1, approval: "always" } as const;
  await setCounting(scopeFor("centre:configure", null, administrator), { centreId, ...counting });
  const level = {
    short: { amountMinor: 1_00, ppm: 0 },
    over: { amountMinor: 1_00, ppm: 0 },
  };
  const rule = {
    centreId,
    tenderId: "kind:cash",
    currency: "EUR",
    monthlyMinor: null,
    explain: level,
    approve: level,
    validFrom: "2026-01-01",
    basedOnVersion: 0,
  };
  await changeTolerance(
    scopeFor("tolerance:change", [centreId], administrator),
    changeToleranceInput.parse(rule),
  );
  const entries = await sql<{ action: string }>("SELECT action FROM audit_entry ORDER BY id");
  const actions = new Set(entries.map(({ action }) => action));
  expect([...actions].filter((action) => action.startsWith("database."))).toEqual([]);
  for (const action of [
    "user.invited",
    "invitation.accepted",
    "user.changed",
    "token.created",
    "token.revoked",
    "denominations.changed",
    "tolerance.changed",
  ]) {
    expect(actions).toContain(action);
  }
});
