import { probeResultSchema, probeSchema } from "@/lib/contracts/connection";
import { probe } from "@/lib/server/cashrec/probe";
import { findProbedCentre } from "@/lib/server/cashrec/probe-centre";
import { route } from "@/lib/server/api/route";

/** A centre may be tested before it is added, so its id does not scope the request. */
const input = probeSchema.transform(({ centreId, businessDate }) => ({
  probed: { centreId, businessDate },
}));

export const POST = route({
  summary:
    "Reads one centre and day from Cashrec: their JSON beside what the field map made of it.",
  permission: "cashrec:probe",
  input,
  output: probeResultSchema,
  limit: "computation",
  handle: async (_scope, { probed }) =>
    probe({ ...probed, ...(await findProbedCentre(probed.centreId)) }),
});
