import "server-only";

/** Lists the centres whose counts the user may see, with the current business date of each. */
import { businessDatesAt } from "@/lib/domain/business-date";
import { type Actor, can, type Scope } from "@/lib/domain/permission";
import { listCentres } from "../centres/queries";

export type CountCentre = { id: string; name: string; today: string; mayRecord: boolean };

export async function listCountCentres(
  actor: Actor,
  scope: Scope<"till-count:view">,
): Promise<CountCentre[]> {
  const todayOf = businessDatesAt(Date.now());
  return (await listCentres(scope)).map((centre) => ({
    id: centre.id,
    name: centre.name,
    today: todayOf(centre),
    mayRecord: can(actor, "till-count:record", centre.id),
  }));
}
