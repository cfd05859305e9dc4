import "server-only";

/** Refuses passwords that are too easy to guess, with a reason that screens have a text for. */
import { type PasswordRefusal, refusePassword } from "@/lib/domain/password";
import { AppError } from "../app-error";

const WHY: Record<PasswordRefusal, string> = {
  common:
    "This password stands in every list of guesses. Use several words that don't belong together.",
  "contains-email": "This password is little more than your address. Use several other words.",
  repetitive: "This password repeats the same few characters. Use several words.",
};

export function refuseWeakPassword(password: string, email: string): void {
  const weak = refusePassword(password, email);
  if (weak !== null) throw new AppError("REFUSED", WHY[weak], { reason: `password-${weak}` });
}
