import { expect, test } from "vitest";
import { evidenceOf, findFaults, parse } from "./asvs";

const ITEM = [
  "- **6.2.1** (L1, pass) Passwords are long: `lib/domain/password.ts` and",
  '  `scripts/security/asvs.test.ts` "an item is',
  '  read".',
].join("\n");

test("an item is read", () => {
  const [requirement] = parse(`# 6. Authentication\n\n${ITEM}\n`);
  expect(requirement).toMatchObject({ id: "6.2.1", level: 1, result: "pass" });
  expect(requirement && evidenceOf(requirement)).toEqual([
    { path: "lib/domain/password.ts", title: null },
    { path: "scripts/security/asvs.test.ts", title: "an item is read" },
  ]);
});

test.each([
  ["names a file that is gone", "lib/domain/gone.ts", /6.2.1 names lib\/domain\/gone.ts/],
  ["has no evidence", "", /6.2.1 passes without evidence/],
])("an item that %s is a fault", (_, path, fault) => {
  const evidence = path === "" ? "they are" : `\`${path}\``;
  const item = `- **6.2.1** (L1, pass) Passwords are long: ${evidence}.`;
  expect(findFaults(parse(item)).join("\n")).toMatch(fault);
});

test("an item that names a test that is gone is a fault", () => {
  const gone = ITEM.replace("an item is", "an item that was");
  expect(findFaults(parse(gone)).join("\n")).toMatch(/asvs.test.ts has no test/);
});

test("an item that can't be read, and one that is missing, are faults", () => {
  expect(() => parse("- **6.2.1** (L1, perhaps) Passwords are long.")).toThrow(/can't be read/);
  expect(findFaults(parse(ITEM))).toContain("chapter 6 lists 1 of 35");
  expect(findFaults(parse(`${ITEM}\n${ITEM}`))).toContain("6.2.1 is listed twice");
});
