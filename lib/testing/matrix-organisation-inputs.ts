/** The inputs of routes that concern the organisation: its centres, its tree and its people. */
import type { Fixture } from "./matrix-fixture";

const CENTRE = { id: "M1", name: "New", currency: "EUR", timeZone: "Europe/Madrid" };
const AREA = { kind: "area", id: "MATRIX", name: "Matrix", parentId: null, from: "2020-01-01" };

export const ORGANISATION_INPUTS = {
  "POST /api/centres": () => ({ centre: "none" as const, body: { centres: [CENTRE] } }),
  "POST /api/centres/imports": csv(
    "id,name,currency,time_zone,day_starts_at\nM2,Newer,EUR,Europe/Madrid,05:00\n",
  ),
  "POST /api/entities": () => ({
    centre: "none" as const,
    body: {
      id: "MATRIX",
      name: "Matrix",
      taxId: null,
      country: "ES",
      currency: "EUR",
      basedOnVersion: 9_999,
    },
  }),
  "POST /api/entities/centres": ({ centreId }: Fixture) => ({
    centre: "none" as const,
    body: { entityId: null, centres: [centreId], from: "2020-01-01" },
  }),
  "POST /api/entities/imports": csv(
    "kind,id,name,tax_id,country,currency,entity,from\nentity,MATRIX2,Matrix,,ES,EUR,,\n",
  ),
  "PUT /api/cash-limits": ({ centreId }: Fixture) => ({
    centre: "named" as const,
    body: { centreId, currency: "EUR", limit: { limitMinor: 500_00 }, basedOnVersion: 9_999 },
  }),
  "POST /api/organisation": () => ({
    centre: "none" as const,
    body: { basedOnVersion: 9_999, rows: [AREA] },
  }),
  "POST /api/organisation/imports": csv(
    "kind,id,name,parent,from\narea,MATRIX,Matrix,,2020-01-01\n",
  ),
  "POST /api/users/imports": csv(
    "name,email,role,centres\nMatrix,matrix-import@example.test,auditor,*\n",
  ),
};

function csv(text: string) {
  return () => ({ centre: "none" as const, text, type: "text/csv" });
}
