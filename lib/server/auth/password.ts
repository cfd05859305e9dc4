import "server-only";

/** Hashes passwords with argon2id at OWASP's smallest recommended cost. */
import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

/** The library's default algorithm is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let decoy: Promise<string> | null = null;

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/**
 * Without a hash (no such user, or no password yet) the same work is done against a password that
 * nobody knows, so that the response time does not reveal who has an account.
 */
export async function verifyPassword(waiting: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(randomBytes(32).toString("hex"));
  const unknown = await decoy;
  const matches = await verify(waiting ?? unknown, password);
  return matches && waiting !== null;
}
