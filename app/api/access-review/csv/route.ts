import { accessFilterSchema } from "@/lib/contracts/access-review";
import { exportAccessCsv } from "@/lib/server/exports/access-csv";
import { route } from "@/lib/server/api/route";

export const GET = route({
  summary: "Exports who may do what where as a CSV file.",
  permission: "user:administer",
  input: accessFilterSchema,
  output: "text/csv",
  handle: exportAccessCsv,
});
