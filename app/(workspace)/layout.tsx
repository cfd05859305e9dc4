/** The layout of every page for signed-in users; anyone else is redirected to the sign-in page. */
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ProofHost } from "@/components/identity-proof/proof-host";
import { EnrolmentFrame } from "@/components/shell/enrolment-frame";
import { Workspace } from "@/components/shell/workspace";
import { SignOffProvider } from "@/components/workflow/sign-off-context";
import {
  type Actor,
  listPermissions,
  type Permission,
  proveAnywhere,
  ROLES,
} from "@/lib/domain/permission";
import { framedCaller } from "@/lib/server/auth/page";
import { connectionKind } from "@/lib/server/cashrec/source";
import { findDatabaseWarning } from "@/lib/server/db/role-excess";
import { hasFreeDisk } from "@/lib/server/free-disk";
import { isForwarderFailing } from "@/lib/server/log-forwarding/states";
import { areJobsStopped } from "@/lib/server/operations/instances";
import { hasFunds } from "@/lib/server/petty-cash/funds";
import { PageMessages } from "../page-messages";

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const [{ actor, lacksFactor }, t] = await Promise.all([
    framedCaller(),
    getTranslations("shell.roles"),
  ]);
  const roles = rolesOf(actor).map((role) => t(role));
  if (lacksFactor) {
    return (
      <PageMessages of={["identity-proof"]}>
        <EnrolmentFrame name={actor.name} roles={roles}>
          {children}
          <ProofHost />
        </EnrolmentFrame>
      </PageMessages>
    );
  }
  const permissions = listPermissions(actor);
  const signs = permissions.some((permission) => SIGNS.includes(permission));
  const administering = proveAnywhere(actor, "security:administer");
  const viewing = proveAnywhere(actor, "till-count:view");
  const [connection, databaseWarning, jobsStopped, hasDisk, logsFail, fundsExist] =
    await Promise.all([
      connectionKind(),
      administering === null ? null : findDatabaseWarning(),
      administering !== null && areJobsStopped(administering),
      hasFreeDisk(),
      administering !== null && isForwarderFailing(administering),
      viewing !== null && hasFunds(viewing),
    ]);
  return (
    <PageMessages of={["identity-proof", "workflow"]}>
      <Workspace
        name={actor.name}
        roles={roles}
        permissions={permissions}
        connection={connection}
        databaseWarning={databaseWarning}
        jobsStopped={jobsStopped}
        storageFull={!hasDisk}
        logsFail={logsFail}
        hasFunds={fundsExist}
      >
        {signs ? <SignOffProvider>{children}</SignOffProvider> : children}
        <ProofHost />
      </Workspace>
    </PageMessages>
  );
}

/**
 * The dialogs of a signature and of a proof outlive the page that opened them, so that their
 * messages are here.
 */
const SIGNS: readonly Permission[] = [
  "reconciliation:review",
  "reconciliation:approve",
  "reconciliation:close",
];

function rolesOf(actor: Actor) {
  const assigned = new Set([...actor.roles.values()].flat());
  return ROLES.filter((role) => assigned.has(role));
}
