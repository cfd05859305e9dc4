import "server-only";

/** Reads centres. Whoever may do anything in a centre may know its name, so any proof will do. */
import type { Centre } from "@/lib/contracts/centre";
import type { Permission, Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { prisma } from "../db/client";

/** The same words for a centre that is not there and for one that is not the reader's. */
export const NO_SUCH_CENTRE = "There is no such centre among yours.";

const COLUMNS = { id: true, name: true, currency: true, timeZone: true, dayStartsAt: true };

/** In order of name. */
export async function listCentres(scope: Scope<Permission>): Promise<Centre[]> {
  return prisma().centre.findMany({
    select: COLUMNS,
    where: scope.centreIds === null ? {} : { id: { in: [...scope.centreIds] } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
}

export async function getCentre(scope: Scope<Permission>, id: string): Promise<Centre> {
  const mine = scope.centreIds === null || scope.centreIds.includes(id);
  const centre = mine ? await prisma().centre.findUnique({ select: COLUMNS, where: { id } }) : null;
  if (centre === null) throw new AppError("NOT_FOUND", NO_SUCH_CENTRE);
  return centre;
}

/** A role held everywhere proves any id; this tells whether the centres named are there at all. */
export async function assertCentresExist(scope: Scope<Permission>): Promise<void> {
  if (scope.centreIds === null) return;
  const wanted = [...new Set(scope.centreIds)];
  const found = await prisma().centre.count({ where: { id: { in: wanted } } });
  if (found < wanted.length) throw new AppError("NOT_FOUND", NO_SUCH_CENTRE);
}
