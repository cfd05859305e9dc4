import "server-only";

/**
 * Gives the demonstration a tree of areas, and an area manager who has a role on one of them and
 * gets a summary of it each morning.
 */
import { AREA_MANAGER } from "@/lib/domain/demo-people";
import type { OrganisationRow } from "@/lib/domain/organisation/plan";
import type { Scope } from "@/lib/domain/permission";
import { findActors } from "../auth/actor";
import { prisma } from "../db/client";
import { changeNoticeSettings } from "../notices/commands";
import { changeOrganisation } from "../organisation/commands";
import { ensureDemoPerson } from "./users";

const GROUP = { id: "group", name: "Demo group" };
const AREAS = [
  { id: "iberia", name: "Iberia", centreIds: ["101", "102", "109", "112"] },
  {
    id: "france-italy-switzerland",
    name: "France, Italy and Switzerland",
    centreIds: ["103", "104", "108", "110", "115"],
  },
  { id: "north", name: "North", centreIds: ["105", "106", "107", "111", "113", "116"] },
  { id: "asia", name: "Asia", centreIds: ["114"] },
] as const;
const MANAGED = AREAS[0];
/** Earlier than any date of the demonstration. */
const FROM = "2000-01-01";

/** A tree that somebody changed, and settings that somebody saved, stay as they are. */
export async function ensureDemoOrganisation(scope: Scope<"centre:administer">): Promise<void> {
  if ((await prisma().organisationNode.count()) === 0) {
    await changeOrganisation(scope, { basedOnVersion: 0, rows: listRows() });
  }
  const nodes = await prisma().organisationNode.count({ where: { id: MANAGED.id } });
  const where = nodes > 0 ? { nodeIds: [MANAGED.id] } : { centreIds: MANAGED.centreIds };
  const managerId = await ensureDemoPerson({ role: "approver", name: AREA_MANAGER, ...where });
  await subscribeToDigest(managerId);
}

function listRows(): OrganisationRow[] {
  return [
    { ...GROUP, kind: "group", parentId: null, from: FROM },
    ...AREAS.flatMap(({ id, name, centreIds }): OrganisationRow[] => [
      { id, name, kind: "area", parentId: GROUP.id, from: FROM },
      ...centreIds.map((centreId): OrganisationRow => {
        return { id: centreId, name: "", kind: "centre", parentId: id, from: FROM };
      }),
    ]),
  ];
}

async function subscribeToDigest(userId: string): Promise<void> {
  if ((await prisma().noticeSettings.count({ where: { userId } })) > 0) return;
  const actor = (await findActors([userId])).get(userId);
  if (actor === undefined) return;
  const plain = { mail: false, amountMinor: null, currency: null };
  await changeNoticeSettings(actor, {
    version: 0,
    language: "en",
    timeZone: "Europe/Madrid",
    quietFrom: null,
    quietTo: null,
    subscriptions: [
      { ...plain, kind: "digest", atTime: "07:00" },
      { ...plain, kind: "waiting", atTime: null },
    ],
  });
}
