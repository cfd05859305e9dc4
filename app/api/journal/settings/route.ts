import {
  journalFormatsSchema,
  journalFormatsSearchSchema,
  saveJournalFormatsSchema,
} from "@/lib/contracts/journal";
import { route } from "@/lib/server/api/route";
import { getJournalFormats, saveJournalFormats } from "@/lib/server/journal/settings";

export const GET = route({
  summary: "Reads what the layouts of accounting programs need beside the entries.",
  permission: "journal:view",
  input: journalFormatsSearchSchema,
  output: journalFormatsSchema,
  handle: getJournalFormats,
});

export const PUT = route({
  summary: "Saves these settings for the batches that are posted from now on.",
  permission: "journal:configure",
  input: saveJournalFormatsSchema,
  output: journalFormatsSchema,
  handle: saveJournalFormats,
});
