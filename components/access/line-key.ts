/** What a review decides about: one role of one person. */
import type { AccessLine } from "@/lib/contracts/access-review";
import type { Role } from "@/lib/domain/permission";

export type SelectedLine = { key: string; userId: string; scopeId: string; role: Role };

/** Null for a person without a role, about whom nothing can be decided. */
export function keyOfLine({ person, grant }: AccessLine): SelectedLine | null {
  if (grant === null) return null;
  const { scopeId, role } = grant;
  return { key: [person.id, scopeId, role].join(" "), userId: person.id, scopeId, role };
}
