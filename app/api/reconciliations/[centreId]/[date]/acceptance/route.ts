import { moveRoute } from "@/lib/server/reconciliations/move-route";

export const POST = moveRoute(
  "acceptance",
  "Lets a day stand as signed although its cash sheet changed, with a reason.",
);
