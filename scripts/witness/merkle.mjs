/**
 * Verifies that one tree is the beginning of another (RFC 9162, section 2.1.4.2). The witness runs
 * alone, without a build and without the product's code, so that a mistake of one is not made by
 * the other.
 */
import { createHash } from "node:crypto";

export const EMPTY_ROOT = createHash("sha256").digest();

/** @type {(left: Buffer, right: Buffer) => Buffer} */
const node = (left, right) =>
  createHash("sha256").update(Buffer.of(1)).update(left).update(right).digest();

/**
 * @param {{ oldSize: number, newSize: number, oldRoot: Buffer, newRoot: Buffer, proof: Buffer[] }}
 *   claim
 * @returns {boolean}
 */
export function isConsistent({ oldSize, newSize, oldRoot, newRoot, proof }) {
  if (oldSize === newSize) return proof.length === 0 && oldRoot.equals(newRoot);
  if (oldSize === 0) return proof.length === 0;
  const path = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : [...proof];
  let at = BigInt(oldSize - 1);
  let end = BigInt(newSize - 1);
  while (at & 1n) [at, end] = [at >> 1n, end >> 1n];
  const first = path.shift();
  if (first === undefined) return false;
  let older = first;
  let newer = first;
  for (const hash of path) {
    if (end === 0n) return false;
    if (at & 1n || at === end) {
      older = node(hash, older);
      newer = node(hash, newer);
      while (!(at & 1n) && at !== 0n) [at, end] = [at >> 1n, end >> 1n];
    } else {
      newer = node(newer, hash);
    }
    [at, end] = [at >> 1n, end >> 1n];
  }
  return end === 0n && older.equals(oldRoot) && newer.equals(newRoot);
}

/** @type {(size: number) => boolean} */
const isPowerOfTwo = (size) => Number.isInteger(Math.log2(size));
