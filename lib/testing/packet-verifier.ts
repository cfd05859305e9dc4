/** Verifies packets with the code of the page that is downloaded for it, without a browser. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runInThisContext } from "node:vm";

const PAGE = fileURLToPath(new URL("../../public/verify-packet.html", import.meta.url));
/** What follows draws the page. */
const SCRIPT = /<script>(.*?)let language = /s;

type Check = [name: string, holds: boolean | null, values?: Record<string, unknown>];
type Verify = (
  bytes: Uint8Array,
  keys: readonly string[],
) => Promise<{ verdict: "holds" | "fails" | "open"; checks: Check[] }>;

export function loadPacketVerifier(): Verify {
  const code = SCRIPT.exec(readFileSync(PAGE, "utf8"))?.[1];
  if (code === undefined) throw new Error("The page has no script as it had.");
  return runInThisContext(`(() => {${code}; return verify; })()`) as Verify;
}
