/** The last lines of a start: the address to open, and who may sign in. */
import { ROLES } from "@/lib/domain/permission";
import { CASHREC_NEEDED, type Env } from "@/lib/server/env";
import type { FirstRun } from "./first-run";
import { DEMO_PASSWORD } from "@/lib/domain/demo-password";

export function formatWelcome({ baseUrl }: Env, { demo, connection }: FirstRun): string {
  const lines = ["", `Counterfoil is ready: ${baseUrl}`];
  if (connection === "sandbox") {
    lines.push("It runs on the sandbox: none of its figures comes from Cashrec.");
  }
  if (connection === "unconfigured") {
    lines.push(
      "It reads nothing: its cash sheets come from Cashrec, whose variables are not set.",
      `Set ${CASHREC_NEEDED.join(", ")} and start again.`,
    );
  }
  if (demo) lines.push("Sign in as one of:", ...ROLES.map(demoPerson));
  return [...lines, ""].join("\n");
}

function demoPerson(role: string): string {
  return `  ${`${role}@example.test`.padEnd(28)} ${DEMO_PASSWORD}`;
}
