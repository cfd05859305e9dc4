import { moveRoute } from "@/lib/server/reconciliations/move-route";

export const POST = moveRoute("closure", "Closes a day that is approved, or needs no approval.");
