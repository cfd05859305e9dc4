/** A request that sets the rule for quiet days of centres and nodes at once. */
import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { POST as changeRules } from "@/app/api/quiet-days/rules/route";
import { EVERYWHERE } from "@/lib/domain/permission";
import { sql } from "@/lib/server/db/sql";
import { createToken } from "@/lib/server/tokens/commands";
import { makeCentre, type MadeUser, makeUser } from "./arrange";
import { areaRow, centreRow, setOrganisation } from "./arrange-organisation";
import { testDatabase } from "./database";

let centreId: string;
let north: string, south: string;

beforeAll(testDatabase);
beforeEach(async () => {
  const id = randomUUID().slice(0, 8);
  [north, south] = [`n-${id}`, `s-${id}`];
  centreId = (await makeCentre()).id;
  const { id: other } = await makeCentre();
  await setOrganisation([areaRow(north, null), areaRow(south, null)]);
  await setOrganisation([centreRow(centreId, north), centreRow(other, south)]);
});

const makeAdministrator = (of: string) =>
  makeUser({ roles: [{ centreId: of, role: "administrator" }] });

async function change(by: MadeUser, centreIds: string[], nodeIds: string[]) {
  const { token } = await createToken(by.actor, {
    name: "Script",
    permissions: ["tolerance:change"],
    expiresInDays: 90,
  });
  const body = { centreIds, nodeIds, basedOn: {}, isOn: true };
  const request = new Request("http://localhost/api/quiet-days/rules", {
    method: "POST",
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
  });
  const response = await changeRules(request, { params: Promise.resolve({}) });
  return { status: response.status, body: (await response.json()) as unknown };
}

test("whoever may change the rules of every centre sets that of any node together with one", async () => {
  const admin = await makeAdministrator(EVERYWHERE);
  expect(await change(admin, [centreId], [north, south])).toMatchObject({
    status: 201,
    body: { centres: [{ centreId, rule: { isOn: true } }], nodes: [{}, {}] },
  });
});

test("whoever may change those of the centre alone sets that of no node", async () => {
  const manager = await makeAdministrator(centreId);
  expect(await change(manager, [centreId], [north])).toMatchObject({ status: 403 });
  expect(await change(manager, [centreId], [south])).toMatchObject({ status: 404 });
  expect(await sql("SELECT FROM quiet_rule WHERE centre_id = $1", [centreId])).toEqual([]);
});
