import {
  currencyKeySchema,
  denominationSetSchema,
  saveDenominationsSchema,
} from "@/lib/contracts/count-settings";
import { saveDenominations } from "@/lib/server/denominations/commands";
import { getDenominations } from "@/lib/server/denominations/queries";
import { route } from "@/lib/server/api/route";

export const GET = route({
  summary: "Lists the notes and coins of a currency, with the pieces in a roll and in a bag.",
  permission: "centre:view",
  input: currencyKeySchema,
  output: denominationSetSchema,
  handle: (_scope, { currency }) => getDenominations(currency),
});

export const PUT = route({
  summary: "Sets the notes and coins of a currency for all centres; null restores our list.",
  permission: "centre:administer",
  input: currencyKeySchema.extend(saveDenominationsSchema.shape),
  output: denominationSetSchema,
  handle: saveDenominations,
});
