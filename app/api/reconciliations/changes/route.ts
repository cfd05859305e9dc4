import { changesSchema } from "@/lib/contracts/reconciliation";
import { changesSearchSchema } from "@/lib/contracts/search";
import { route } from "@/lib/server/api/route";
import { findChanges } from "@/lib/server/reconciliations/queries";

export const GET = route({
  summary: "Returns whether anything has changed since a revision.",
  permission: "reconciliation:view",
  input: changesSearchSchema,
  output: changesSchema,
  handle: findChanges,
});
