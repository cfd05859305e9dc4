import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Actor,
  can,
  EVERYWHERE,
  holdsAll,
  isOfOrganisation,
  type Permission,
  PERMISSIONS,
  listPermissions,
  prove,
  proveAnywhere,
  type Role,
  ROLES,
  rolesWith,
  TOKEN_PERMISSIONS,
} from "./permission";

const actor = (
  roles: Record<string, Role[]>,
  limitedTo: readonly Permission[] | null = null,
): Actor => ({ userId: "u", name: "U", roles: new Map(Object.entries(roles)), limitedTo });

/**
 * The table has one row per role and one column per permission in the order of PERMISSIONS; a mark
 * means granted.
 */
const MATRIX: Record<Role, string> = {
  // Centre, count, import, counts, recount, day, note, explain, review, approve, close, reopen,
  // period, tolerances, change them, variance, raw, import sheets, sync, see it, audit, account,
  // centres, users, probe, see threads, write in them, assign, journal, post it, its accounts,
  // feed, webhooks, schedules, connect, settings of a centre, devices,
  // security.
  counter: /*   */ "x x . x . . . . . . . . . . . . . . . x . x . . . x x . . . . . . . . . . .",
  reviewer: /*  */ "x x x x x x x x x . . . . x . x . . x x . x . . . x x x . . . x . x . . . .",
  approver: /*  */ "x x . x x x x x . x x x x x . x . . x x . x . . . x x x x x . x . x . . . .",
  auditor: /*   */ "x . . x . x . . . . . . . x . x x . . x x x . . . x . . x . . x . x . . . .",
  administrator: "x . x x . x x . . . . . . x x x x x x x x x x x x x x x x . x x x x x x x x",
};
const granted = (role: Role): Permission[] => {
  const marks = MATRIX[role].split(/\s+/);
  return PERMISSIONS.filter((_permission, at) => marks[at] === "x");
};

describe("what a role may do", () => {
  test.each(ROLES)("%s, everywhere", (role) => {
    expect(listPermissions(actor({ [EVERYWHERE]: [role] }))).toEqual(granted(role));
  });

  test("a proof holds the centres that it names, or every centre", () => {
    expect(holdsAll({ centreIds: ["101", "102"] }, ["102"])).toBe(true);
    expect(holdsAll({ centreIds: ["101"] }, ["101", "102"])).toBe(false);
    expect(holdsAll({ centreIds: null }, ["102"])).toBe(true);
  });

  test("is found from the permission too", () => {
    expect(rolesWith("reconciliation:review")).toEqual(["reviewer"]);
    expect(rolesWith("till-count:record")).toEqual(["counter", "reviewer", "approver"]);
  });

  test.each(ROLES)("%s of one centre never administers the organisation", (role) => {
    const organisation = [
      "centre:administer",
      "security:administer",
      "cashrec:probe",
      "cashrec:connect",
      "journal:view",
      "journal:post",
      "journal:configure",
      "webhook:administer",
    ];
    expect(listPermissions(actor({ A: [role] }))).toEqual(
      granted(role).filter((permission) => !organisation.includes(permission)),
    );
  });

  test("a counter never sees what is expected", () => {
    const counter = actor({ [EVERYWHERE]: ["counter"] });
    expect(can(counter, "reconciliation:view", "A")).toBe(false);
    expect(can(counter, "sheet:view-raw", "A")).toBe(false);
  });
});

describe("a proof", () => {
  const both = actor({ A: ["reviewer"], B: ["counter"] });

  test("holds for the centres asked for, or not at all", () => {
    expect(prove(both, "reconciliation:view", ["A"])?.centreIds).toEqual(["A"]);
    expect(prove(both, "reconciliation:view", ["A", "B"])).toBeNull();
    expect(prove(both, "reconciliation:view", ["C"])).toBeNull();
  });

  test("anywhere means the centres where the permission is held", () => {
    expect(proveAnywhere(both, "reconciliation:view")?.centreIds).toEqual(["A"]);
    expect(proveAnywhere(both, "till-count:record")?.centreIds).toEqual(["A", "B"]);
    expect(proveAnywhere(both, "audit:view")).toBeNull();
    expect(proveAnywhere(actor({ [EVERYWHERE]: ["auditor"] }), "audit:view")?.centreIds).toBeNull();
  });

  test("a token narrows its owner, and never widens", () => {
    const narrow = actor({ A: ["reviewer"] }, ["centre:view", "audit:view"]);
    expect(listPermissions(narrow)).toEqual(["centre:view"]);
    expect(listPermissions(actor({ A: ["reviewer"] }, []))).toEqual([]);
  });

  test("a token never administers people, whatever it was given", () => {
    const roles: Record<string, Role[]> = { [EVERYWHERE]: ["administrator"] };
    expect(TOKEN_PERMISSIONS).toEqual(
      PERMISSIONS.filter(
        (one) =>
          ![
            "user:administer",
            "device:administer",
            "security:administer",
            "cashrec:connect",
          ].includes(one),
      ),
    );
    expect(listPermissions(actor(roles, PERMISSIONS))).toEqual(
      granted("administrator").filter((one) => TOKEN_PERMISSIONS.some((each) => each === one)),
    );
    expect(proveAnywhere(actor(roles, PERMISSIONS), "user:administer")).toBeNull();
    expect(proveAnywhere(actor(roles, PERMISSIONS), "cashrec:connect")).toBeNull();
  });

  test("a token for centres from before still sets how one of them counts", () => {
    const token = actor({ A: ["administrator"] }, ["centre:administer"]);
    expect(listPermissions(token)).toEqual(["centre:configure"]);
    expect(prove(token, "centre:administer", ["A"])).toBeNull();
  });
});

describe("a permission of the organisation", () => {
  const CENTRES = ["A", "B", "C"];
  const actors = fc.record({
    roles: fc.dictionary(
      fc.constantFrom(EVERYWHERE, ...CENTRES),
      fc.uniqueArray(fc.constantFrom(...ROLES)),
    ),
    limitedTo: fc.option(fc.subarray([...PERMISSIONS])),
  });
  const asked = fc.record({
    permission: fc.constantFrom(...PERMISSIONS),
    named: fc.uniqueArray(fc.constantFrom(...CENTRES), { minLength: 1 }),
  });

  test("is proved by no centre that a request names, only by a role held everywhere", () => {
    fc.assert(
      fc.property(actors, asked, ({ roles, limitedTo }, { permission, named }) => {
        const someone = actor(roles, limitedTo);
        const byName = prove(someone, permission, named);
        const everywhere = actor({ [EVERYWHERE]: roles[EVERYWHERE] ?? [] }, limitedTo);
        if (isOfOrganisation(permission)) {
          expect(byName === null).toBe(proveAnywhere(everywhere, permission) === null);
        }
        // To name centres never proves more than to name none.
        const all = proveAnywhere(someone, permission);
        expect(byName === null || (all !== null && holdsAll(all, named))).toBe(true);
      }),
    );
  });
});
