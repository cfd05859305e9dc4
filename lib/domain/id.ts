/** Ids come from Cashrec or from files: short, printable, no control characters, no comma. */
export const ID = /^[\p{L}\p{N}][\p{L}\p{N} ._:/-]{0,63}$/u;

/** What stands around it is no part of it. */
export function isId(text: string): boolean {
  return ID.test(text.trim());
}
