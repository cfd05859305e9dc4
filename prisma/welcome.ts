/** The last lines of a start: where to go, and who may sign in. */
import { ROLES } from "@/lib/domain/permission";
import type { Env } from "@/lib/server/env";

const DEMO_PASSWORD = "counterfoil-demo-1";

export function welcome({ baseUrl, cashrec }: Env): string {
  const lines = ["", `Counterfoil is ready: ${baseUrl}`];
  if (cashrec.kind === "live") return [...lines, ""].join("\n");
  const people = ROLES.map((role) => `  ${`${role}@example.test`.padEnd(28)} ${DEMO_PASSWORD}`);
  return [
    ...lines,
    "It runs on the sandbox: no figure comes from Cashrec. Sign in as one of",
    ...people,
    "",
  ].join("\n");
}
