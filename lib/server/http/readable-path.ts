import "server-only";

/**
 * A path with an incomplete percent-escape, such as `/%ff`, names no page, and makes Next.js fail.
 */
export function isReadablePath(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false; // Decoding throws only for this.
  }
}
