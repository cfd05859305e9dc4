/**
 * Ids come from Cashrec or from files: they are short and printable, without control characters or
 * commas. Combining marks belong to the letters of many scripts.
 */
export const ID = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._:/-]{0,63}$/u;

/** Spaces around an id are not part of it. */
export function isId(text: string): boolean {
  return ID.test(text.trim());
}
