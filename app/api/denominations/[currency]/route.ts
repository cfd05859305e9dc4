/** Notes and coins of a currency, the same for all centres that count it. */
import {
  currencyKeySchema,
  denominationSetSchema,
  saveDenominationsSchema,
} from "@/lib/contracts/count-settings";
import { saveDenominations } from "@/lib/server/denominations/commands";
import { getDenominations } from "@/lib/server/denominations/queries";
import { route } from "@/lib/server/api/route";

export const GET = route({
  permission: "centre:view",
  input: currencyKeySchema,
  answer: denominationSetSchema,
  handle: (_scope, { currency }) => getDenominations(currency),
});

export const PUT = route({
  permission: "centre:administer",
  input: currencyKeySchema.extend(saveDenominationsSchema.shape),
  answer: denominationSetSchema,
  handle: saveDenominations,
});
