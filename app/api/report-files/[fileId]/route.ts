import { fileKeySchema } from "@/lib/contracts/schedule";
import { route } from "@/lib/server/api/route";
import { serveReportFile } from "@/lib/server/schedules/serve-file";

export const GET = route({
  summary: "Returns a file that a schedule made for the reader, with the bytes that were stored.",
  permission: "reconciliation:view",
  input: fileKeySchema,
  output: "*/*",
  handle: serveReportFile,
});
