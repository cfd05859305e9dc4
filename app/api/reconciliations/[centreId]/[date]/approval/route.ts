import { moveRoute } from "@/lib/server/reconciliations/move-route";

export const POST = moveRoute("approval", "Approves a reviewed day. Its reviewer may not.");
