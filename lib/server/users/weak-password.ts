import "server-only";

/** Refuses passwords that are too easy to guess, with a reason that screens have a text for. */
import { type PasswordRefusal, refusePassword } from "@/lib/domain/password";
import { AppError } from "../app-error";
import { isCommonPassword } from "../common-password";

const WHY: Record<PasswordRefusal, string> = {
  common:
    "This password stands in every list of guesses. Use several words that don't belong together.",
  "contains-email": "This password is little more than your address. Use several other words.",
  repetitive: "This password repeats the same few characters. Use several words.",
};

export function refuseWeakPassword(password: string, email: string): void {
  const weak = findWeakness(password, email);
  if (weak !== null) throw new AppError("REFUSED", WHY[weak], { reason: `password-${weak}` });
}

/** Why the first administrator of the environment can't have this password; null: they can. */
export function describeWeakness(password: string, email: string): string | null {
  const weak = findWeakness(password, email);
  return weak === null ? null : WHY[weak];
}

function findWeakness(password: string, email: string): PasswordRefusal | null {
  return refusePassword(password, email) ?? (isCommonPassword(password) ? "common" : null);
}
