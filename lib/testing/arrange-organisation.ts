/** Puts nodes and centres into the tree of the organisation, as an administrator does. */
import type { OrganisationRow } from "@/lib/domain/organisation/plan";
import { saveOrganisation } from "@/lib/server/organisation/commands";
import { scopeFor } from "./arrange";

export async function setOrganisation(rows: OrganisationRow[]): Promise<void> {
  await saveOrganisation(scopeFor("centre:administer", null), rows, {
    refuse: (refused) => {
      throw new Error(JSON.stringify(refused));
    },
  });
}

export function areaRow(id: string, parentId: string | null, from = "2026-01-01"): OrganisationRow {
  return { kind: "area", id, name: `Area ${id}`, parentId, from };
}

export function centreRow(
  id: string,
  parentId: string | null,
  from = "2026-01-01",
): OrganisationRow {
  return { kind: "centre", id, name: "", parentId, from };
}
