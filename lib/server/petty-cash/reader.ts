import "server-only";

/** What somebody may know of a fund: counters of a blind centre don't know its balance. */
import { type Actor, can } from "@/lib/domain/permission";

export type FundReader = {
  userId: string;
  /** They see what is expected anyway, so that a blind count hides nothing from them. */
  comparesCentre: (centreId: string) => boolean;
  approvesIn: (centreId: string) => boolean;
};

export function fundReader(actor: Actor): FundReader {
  return {
    userId: actor.userId,
    comparesCentre: (centreId) => can(actor, "reconciliation:view", centreId),
    approvesIn: (centreId) => can(actor, "reconciliation:approve", centreId),
  };
}
