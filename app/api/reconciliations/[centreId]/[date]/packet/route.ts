import { daySearchSchema } from "@/lib/contracts/search";
import { route } from "@/lib/server/api/route";
import { printPacket } from "@/lib/server/packets/packet";

export const GET = route({
  permission: "reconciliation:view",
  input: daySearchSchema,
  handle: printPacket,
});
