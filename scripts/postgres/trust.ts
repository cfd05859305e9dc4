/**
 * PostgreSQL's own programs verify a server with authorities of their own, and the application with
 * those of Node.js: what the same URL lets the application do, a backup must not be refused.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { rootCertificates } from "node:tls";

const NO_VERIFY = /([?&]sslmode=)no-verify(?=&|$)/;

/** Calls `work` with the address for these programs, and what their environment needs. */
export async function withTrust<T>(
  address: URL,
  work: (href: string, variables: Record<string, string>) => Promise<T>,
): Promise<T> {
  const href = address.href.replace(NO_VERIFY, "$1require");
  if (!needsAuthorities(address)) return work(href, {});
  const folder = mkdtempSync(join(tmpdir(), "counterfoil-trust-"));
  try {
    const path = join(folder, "root.crt");
    writeFileSync(path, [...rootCertificates, readExtra()].join("\n"), { mode: 0o600 });
    return await work(href, { PGSSLROOTCERT: path });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function needsAuthorities({ searchParams }: URL): boolean {
  const verifies = /^verify-(ca|full)$/.test(searchParams.get("sslmode") ?? "");
  const isNamed = searchParams.has("sslrootcert") || process.env.PGSSLROOTCERT !== undefined;
  return verifies && !isNamed && !existsSync(join(homedir(), ".postgresql", "root.crt"));
}

function readExtra(): string {
  const { NODE_EXTRA_CA_CERTS: path = "" } = process.env;
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}
