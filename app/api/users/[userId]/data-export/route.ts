import { storedDataKeySchema } from "@/lib/contracts/stored-data";
import { route } from "@/lib/server/api/route";
import { exportDataOf } from "@/lib/server/personal-data/export";

export const GET = route({
  summary: "Downloads what is stored of a person, as an archive of JSON files.",
  permission: "security:administer",
  freshProof: true,
  input: storedDataKeySchema,
  output: "application/zip",
  handle: exportDataOf,
});
