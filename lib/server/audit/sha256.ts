import "server-only";

/** SHA-256 as the Merkle tree of the domain wants it. */
import { createHash } from "node:crypto";
import type { Sha256 } from "@/lib/domain/merkle/tree";

export const sha256: Sha256 = (...parts) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};
