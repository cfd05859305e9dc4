import { beforeAll, expect, test } from "vitest";
import { importedUsersSchema, type RejectedUserRow } from "@/lib/contracts/user-import";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { readPersonalValues } from "../audit/personal-values";
import { prisma } from "../db/client";
import { sql } from "../db/sql";
import { acceptInvitation } from "./accept-invitation";
import { importUsers } from "./import";

const HEADING = "name,email,role,centres";
let centreIds: [string, string];

beforeAll(async () => {
  await testDatabase();
  centreIds = [(await makeCentre()).id, (await makeCentre()).id];
});

async function take(lines: string[], dryRun = false) {
  const scope = scopeFor("user:administer", null, await makeUser());
  return importUsers(scope, { text: lines.join("\r\n"), dryRun });
}

async function rejectedOf(lines: string[]): Promise<RejectedUserRow[]> {
  const error: unknown = await take(lines).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: "REJECTED_ROWS" });
  return (error as { details: { extra: { rejected: RejectedUserRow[] } } }).details.extra.rejected;
}

test("a file invites everybody it names, with all their roles, and shows each link once", async () => {
  const [one, other] = centreIds;
  const lines = [
    HEADING,
    `Ana,ana@file.test,reviewer,"${one}, ${other}"`,
    `Ana,ANA@file.test,counter,${one}`,
    "Berta,berta@file.test,Approver,*",
  ];
  const preview = await take(lines, true);
  expect(preview.people.map(({ inviteUrl }) => inviteUrl)).toEqual([null, null]);
  expect(await prisma().user.count({ where: { email: "ana@file.test" } })).toBe(0);

  const stored = await take(lines);
  expect(importedUsersSchema.parse(stored)).toEqual(stored);
  expect(stored.people).toMatchObject([
    {
      name: "Ana",
      email: "ana@file.test",
      roles: [
        { centreId: one, role: "counter" },
        { centreId: one, role: "reviewer" },
        { centreId: other, role: "reviewer" },
      ].sort((a, b) => (a.centreId + a.role < b.centreId + b.role ? -1 : 1)),
    },
    { name: "Berta", roles: [{ centreId: "*", role: "approver" }] },
  ]);
  const trail = await prisma().auditEntry.findMany({
    where: { action: "user.invited" },
    orderBy: { id: "desc" },
    take: 2,
  });
  const values = await readPersonalValues(sql, trail);
  expect(trail.map(({ after }) => values[(after as { name: string }).name]).sort()).toEqual([
    "Ana",
    "Berta",
  ]);
  const token = stored.people[1]?.inviteUrl?.split("/").at(-1) ?? "";
  expect(await acceptInvitation({ token, password: "seven green umbrellas" })).toEqual({
    email: "berta@file.test",
    version: 2,
  });
});

test("one wrong row invites nobody, and each fault has its row and column", async () => {
  const { email: taken } = await makeUser();
  const [one] = centreIds;
  const rejected = await rejectedOf([
    HEADING,
    `Good,good@file.test,counter,${one}`,
    `,nobody,boss,`,
    `Someone,${taken},counter,no-such`,
    `Other,good@file.test,counter,${one}`,
  ]);
  expect(rejected.map(({ row, column, code }) => [row, column, code])).toEqual([
    [3, "name", "name-missing"],
    [3, "email", "email-wrong"],
    [3, "role", "role-unknown"],
    [3, "centres", "centres-missing"],
    [4, "centres", "centre-unknown"],
    [4, "email", "email-taken"],
    [5, "name", "name-differs"],
    [5, "role", "role-twice"],
  ]);
  expect(await prisma().user.count({ where: { email: "good@file.test" } })).toBe(0);
});

test.each([
  ["", "column-missing"],
  ["name,email,role", "column-missing"],
  [HEADING, "no-rows"],
  [`${HEADING}\nA,"b,c`, "not-csv"],
])("a file that is none is refused: %j", async (text, code) => {
  expect(await rejectedOf([text])).toMatchObject([{ code }]);
});
