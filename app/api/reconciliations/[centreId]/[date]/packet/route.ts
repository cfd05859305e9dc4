import { daySearchSchema } from "@/lib/contracts/search";
import { route } from "@/lib/server/api/route";
import { printPacket } from "@/lib/server/packets/packet";

export const GET = route({
  summary:
    "Returns the day's sign-off packet to print: all signatures, explanations and counts, " +
    "with the hashes of the audit trail. Its data is attached as packet.json, whose SHA-256 " +
    "is the packet hash.",
  permission: "reconciliation:view",
  input: daySearchSchema,
  output: "application/pdf",
  handle: (scope, input, { request }) => printPacket(scope, input, request),
});
