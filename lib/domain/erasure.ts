/**
 * Erasing a person destroys everything that names them, and nothing can bring it back. Their counts
 * and signatures stay, and name a number.
 */
export type ErasureRefusal = "own-account" | "last-administrator" | "open-days";

export type ErasureFacts = {
  actorId: string;
  userId: string;
  isLastAdministrator: boolean;
  /** Days that are not closed yet, and entries of petty cash that no closing covers. */
  openDays: number;
};

/** Until a day is closed, whoever signs it has to see who counted. */
export function refuseErasure(facts: ErasureFacts): ErasureRefusal | null {
  const { actorId, userId, isLastAdministrator, openDays } = facts;
  if (actorId === userId) return "own-account";
  if (isLastAdministrator) return "last-administrator";
  return openDays > 0 ? "open-days" : null;
}

/** What is written in place of the name, and of the address, which has to be unique. */
export function nameErased(number: number): { name: string; email: string } {
  return { name: `Erased person ${number}`, email: `erased-${number}@erased.invalid` };
}
