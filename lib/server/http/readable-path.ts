import "server-only";

/** A path with half an escape in it, such as `/%ff`, names nothing; the framework trips on it. */
export function isReadablePath(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false; // The one thing that decoding throws for.
  }
}
