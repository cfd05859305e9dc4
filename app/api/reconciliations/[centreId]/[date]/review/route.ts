import { moveRoute } from "@/lib/server/reconciliations/move-route";

export const POST = moveRoute("review", "Reviews a day. Nobody who counted on it may.");
