import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { divideGrants } from "./access-request";
import {
  type Area,
  concernsArea,
  type RolesOfPerson,
  isInArea,
  listInArea,
  presenceIn,
  replaceInArea,
} from "./delegation";
import { EVERYWHERE, type Role, ROLES } from "./permission";
import { type GrantedRole, isSameGrant } from "./permission-change";

const CENTRES = ["A", "B", "C", "D"];
const NODES = ["group", "north", "south"];

/** Each node and centre below one of the nodes before it, or below nothing. */
const trees = fc
  .tuple(
    fc.tuple(...NODES.map((_, at) => fc.constantFrom(null, ...NODES.slice(0, at)))),
    fc.tuple(...CENTRES.map(() => fc.constantFrom(null, ...NODES))),
  )
  .map(([nodeParents, centreParents]) => {
    return new Map<string, string | null>([
      ...NODES.map((id, at): [string, string | null] => [id, nodeParents[at] ?? null]),
      ...CENTRES.map((id, at): [string, string | null] => [id, centreParents[at] ?? null]),
    ]);
  });
type Tree = Map<string, string | null>;

const grants: fc.Arbitrary<GrantedRole> = fc.oneof(
  fc.record({
    centreId: fc.constantFrom(EVERYWHERE, ...CENTRES),
    role: fc.constantFrom<Role>(...ROLES),
  }),
  fc.record({ nodeId: fc.constantFrom(...NODES), role: fc.constantFrom<Role>(...ROLES) }),
);
const lists = fc.array(grants, { maxLength: 5 });
const people: fc.Arbitrary<RolesOfPerson> = fc.record({
  roles: lists,
  ruleRoles: lists,
  waiting: lists,
});

function isBelow(tree: Tree, id: string, node: string): boolean {
  if (id === node) return true;
  const parent = tree.get(id) ?? null;
  return parent !== null && isBelow(tree, parent, node);
}

function areaOf(tree: Tree, nodeId: string): NonNullable<Area> {
  return {
    centreIds: new Set(CENTRES.filter((id) => isBelow(tree, id, nodeId))),
    nodeIds: new Set(NODES.filter((id) => isBelow(tree, id, nodeId))),
  };
}

/** What the roles grant by the definition of a role on a node: a text for each centre and role. */
function rightsOf(tree: Tree, roles: readonly GrantedRole[]): Set<string> {
  return new Set(
    roles.flatMap((granted) => {
      const reached = CENTRES.filter((id) =>
        "nodeId" in granted
          ? isBelow(tree, id, granted.nodeId)
          : granted.centreId === EVERYWHERE || granted.centreId === id,
      );
      const all = "centreId" in granted && granted.centreId === EVERYWHERE ? [EVERYWHERE] : [];
      return [...all, ...reached].map((id) => `${id} ${granted.role}`);
    }),
  );
}

type Move =
  | { kind: "replace"; wanted: GrantedRole[] }
  | { kind: "confirm"; at: number }
  | { kind: "account" };
const moves: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ kind: fc.constant("replace" as const), wanted: lists }),
  fc.record({ kind: fc.constant("confirm" as const), at: fc.nat(9) }),
  fc.record({ kind: fc.constant("account" as const) }),
);

/** Plays what the server does with a move of an administrator of the area. */
function play(area: Area, person: RolesOfPerson, move: Move): RolesOfPerson {
  if (presenceIn(area, person) === "none" || move.kind === "account") return person;
  if (move.kind === "replace") {
    const wanted = replaceInArea(area, person.roles, move.wanted);
    const { effective, waiting } = divideGrants(person.roles, wanted, false);
    return { ...person, roles: effective, waiting: [...person.waiting, ...waiting] };
  }
  const granted = person.waiting[move.at];
  if (granted === undefined) return person;
  if (!concernsArea(area, { kind: "role", granted }, person)) return person;
  const waiting = person.waiting.filter((one) => !isSameGrant(one, granted));
  return { ...person, roles: [...person.roles, granted], waiting };
}

describe("an administrator of a node", () => {
  test("reaches no right outside of it for anybody, in however many moves", () => {
    fc.assert(
      fc.property(
        trees,
        fc.constantFrom(...NODES),
        people,
        fc.array(moves),
        (tree, nodeId, person, played) => {
          const area = areaOf(tree, nodeId);
          const after = played.reduce((one, move) => play(area, one, move), person);
          const inside = (right: string) => area.centreIds.has(right.split(" ")[0] ?? "");
          const outside = ({ roles, waiting }: RolesOfPerson) =>
            [...rightsOf(tree, [...roles, ...waiting])].filter((right) => !inside(right));
          expect(outside(after).toSorted()).toEqual(outside(person).toSorted());
          const beyond = (roles: readonly GrantedRole[]) =>
            roles.filter((one) => !isInArea(area, one));
          for (const granted of beyond(person.roles)) {
            expect(after.roles.some((one) => isSameGrant(one, granted))).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test("changes the account of those alone whose every role is within", () => {
    fc.assert(
      fc.property(trees, fc.constantFrom(...NODES), people, (tree, nodeId, person) => {
        const area = areaOf(tree, nodeId);
        const all = [...person.roles, ...person.ruleRoles, ...person.waiting];
        const within = listInArea(area, all);
        const presence = presenceIn(area, person);
        expect(presence === "none").toBe(within.length === 0);
        expect(presence === "wholly").toBe(all.length > 0 && within.length === all.length);
        const ofAccount = { granted: null };
        for (const kind of ["password-link", "second-factor"] as const) {
          const mayDecide = concernsArea(area, { ...ofAccount, kind }, person);
          expect(mayDecide).toBe(presence === "wholly");
        }
        expect(concernsArea(area, { ...ofAccount, kind: "erasure" }, person)).toBe(false);
      }),
    );
  });
});

test("who administers everything sees and changes everybody", () => {
  const nobody: RolesOfPerson = { roles: [], ruleRoles: [], waiting: [] };
  expect(presenceIn(null, nobody)).toBe("wholly");
  const auditor = { centreId: EVERYWHERE, role: "auditor" } as const;
  expect(replaceInArea(null, [auditor], [])).toEqual([]);
  expect(concernsArea(null, { kind: "erasure", granted: null }, nobody)).toBe(true);
});
