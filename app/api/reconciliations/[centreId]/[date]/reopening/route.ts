import { moveRoute } from "@/lib/server/reconciliations/move-route";

export const POST = moveRoute(
  "reopening",
  "Reopens a day, with a reason, and applies the cash sheets that came since it was signed.",
);
