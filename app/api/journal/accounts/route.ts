import { z } from "zod";
import {
  changeJournalAccountSchema,
  journalAccountListSchema,
} from "@/lib/contracts/journal-account";
import { route } from "@/lib/server/api/route";
import { listJournalAccounts } from "@/lib/server/journal/accounts";
import { changeJournalAccount } from "@/lib/server/journal/change-account";

export const GET = route({
  summary: "Lists every version of the rules that say to which account the journal posts.",
  permission: "journal:view",
  input: z.object({}),
  output: journalAccountListSchema,
  handle: listJournalAccounts,
});

export const POST = route({
  summary: "Adds a version of such a rule, which applies from a business date on.",
  permission: "journal:configure",
  input: changeJournalAccountSchema,
  output: journalAccountListSchema.shape.rules.element,
  handle: changeJournalAccount,
  status: 201,
});
