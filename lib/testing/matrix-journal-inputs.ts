/** The inputs of the routes of the journal, which belong to the organisation and no centre. */
import { USUAL_SETTINGS } from "../domain/journal/settings";

const NONE = { centre: "none" } as const;

type Day = { date: string };

export const JOURNAL_INPUTS = {
  "POST /api/cash-roundings": () => ({
    ...NONE,
    body: {
      scopeId: "*",
      currency: "CHF",
      stepMinor: 5,
      validFrom: "2030-01-01",
      basedOnVersion: 99,
    },
  }),
  "POST /api/item-kinds": () => ({
    ...NONE,
    body: {
      source: "tender",
      item: "TIPS",
      meaning: "tip-in-till",
      validFrom: "2030-01-01",
      basedOnVersion: 99,
    },
  }),
  "POST /api/journal/accounts": () => ({
    ...NONE,
    body: {
      scopeId: "*",
      purpose: "sales",
      selector: "*",
      account: "700",
      validFrom: "2030-01-01",
      basedOnVersion: 0,
    },
  }),
  "POST /api/journal/batches": () => ({ ...NONE, body: { to: "2000-01-01" } }),
  "GET /api/owed": ({ date }: Day) => ({ ...NONE, query: { month: date.slice(0, 7) } }),
  "GET /api/owed/file": ({ date }: Day) => ({ ...NONE, query: { month: date.slice(0, 7) } }),
  "GET /api/journal/preview": () => ({ ...NONE, query: { to: "2000-01-01" } }),
  "GET /api/journal/batches/{number}/file": () => ({ ...NONE, path: { number: "1" } }),
  "PUT /api/journal/settings": () => ({
    ...NONE,
    body: { entityId: "organisation", settings: USUAL_SETTINGS, basedOnVersion: 99 },
  }),
};
