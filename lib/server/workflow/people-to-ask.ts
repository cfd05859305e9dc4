import "server-only";

/** Lists whom to ask when a move is refused, where it takes another person. */
import type { Permission } from "@/lib/domain/permission";
import {
  listBarred,
  MOVE_PERMISSIONS,
  type MoveName,
  PERSON_REFUSALS,
  type Refusal,
} from "@/lib/domain/workflow/workflow";
import type { Sql } from "../db/sql";
import type { DayFound } from "./day-facts";
import { listPeople } from "./eligible-people";

type RefusedMove = {
  centreId: string;
  move: MoveName;
  found: Pick<DayFound, "facts">;
  refusal: Refusal;
  actorId: string;
};

type WantedPeople = { centreId: string; permission: Permission; except: readonly string[] };

export async function listPeopleToAsk(sql: Sql, refused: RefusedMove): Promise<string[]> {
  const wanted = wantedPeople(refused);
  return wanted === null ? [] : listPeople(sql, wanted);
}

/** Many days of a selection ask for the same people, who are then read once. */
export function createPeopleLookup(sql: Sql): (refused: RefusedMove) => Promise<string[]> {
  const read = new Map<string, string[]>();
  return async (refused) => {
    const wanted = wantedPeople(refused);
    if (wanted === null) return [];
    const key = [wanted.centreId, wanted.permission, ...wanted.except.toSorted()].join("\u0000");
    const people = read.get(key) ?? (await listPeople(sql, wanted));
    read.set(key, people);
    return people;
  };
}

function wantedPeople({ centreId, move, found, refusal, actorId }: RefusedMove) {
  const { facts } = found;
  const of = (permission: Permission, except: readonly string[]): WantedPeople => ({
    centreId,
    permission,
    except,
  });
  if (refusal === "period-closed") return of("period:close", []);
  if (refusal === "approval-needed") {
    return of(MOVE_PERMISSIONS.approval, listBarred("approval", facts));
  }
  if (!(PERSON_REFUSALS as readonly string[]).includes(refusal)) return null;
  return of(MOVE_PERMISSIONS[move], [...listBarred(move, facts), actorId]);
}
