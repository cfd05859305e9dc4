import { journalFileSchema } from "@/lib/contracts/journal";
import { route } from "@/lib/server/api/route";
import { exportBatch } from "@/lib/server/journal/batch-file";

export const GET = route({
  summary: "Downloads a batch in the layout of an accounting program; its bytes never change.",
  permission: "journal:view",
  input: journalFileSchema,
  output: "*/*",
  handle: exportBatch,
});
