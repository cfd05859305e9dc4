/** The layout of every page for signed-in users; anyone else is redirected to the sign-in page. */
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ProofHost } from "@/components/identity-proof/proof-host";
import { EnrolmentFrame } from "@/components/shell/enrolment-frame";
import { DatabaseNotice } from "@/components/shell/database-notice";
import { JobsNotice } from "@/components/shell/jobs-notice";
import { LogsNotice } from "@/components/shell/logs-notice";
import { StorageNotice } from "@/components/shell/storage-notice";
import { UnconfiguredNotice } from "@/components/shell/unconfigured-notice";
import { Workspace } from "@/components/shell/workspace";
import { LazyMessageAddresses } from "@/components/ui/lazy/lazy-messages";
import { SignOffProvider } from "@/components/workflow/sign-off-context";
import {
  type Actor,
  listPermissions,
  type Permission,
  proveAnywhere,
  ROLES,
} from "@/lib/domain/permission";
import { readLanguage } from "@/lib/domain/format";
import { framedCaller } from "@/lib/server/auth/page";
import { connectionKind } from "@/lib/server/cashrec/source";
import { findDatabaseWarning } from "@/lib/server/db/role-excess";
import { hasFreeDisk } from "@/lib/server/free-disk";
import { findLazyAddresses } from "@/lib/server/language/catalogues";
import { isForwarderFailing } from "@/lib/server/log-forwarding/states";
import { areJobsStopped } from "@/lib/server/operations/instances";
import { hasFunds } from "@/lib/server/petty-cash/funds";

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const [{ actor, lacksFactor }, t, addresses] = await Promise.all([
    framedCaller(),
    getTranslations("shell.roles"),
    getLocale().then((language) => findLazyAddresses(readLanguage(language))),
  ]);
  const roles = rolesOf(actor).map((role) => t(role));
  if (lacksFactor) {
    return (
      <LazyMessageAddresses addresses={addresses}>
        <EnrolmentFrame name={actor.name} roles={roles}>
          {children}
          <ProofHost />
        </EnrolmentFrame>
      </LazyMessageAddresses>
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
    <LazyMessageAddresses addresses={addresses}>
      <Workspace
        name={actor.name}
        roles={roles}
        permissions={permissions}
        sandbox={connection === "sandbox"}
        notices={
          <>
            {connection === "unconfigured" && (
              <UnconfiguredNotice mayConfigure={permissions.includes("cashrec:probe")} />
            )}
            {databaseWarning !== null && <DatabaseNotice warning={databaseWarning} />}
            {!hasDisk && <StorageNotice />}
            {logsFail && <LogsNotice />}
            {jobsStopped && <JobsNotice />}
          </>
        }
        hasFunds={fundsExist}
      >
        {signs ? <SignOffProvider>{children}</SignOffProvider> : children}
        <ProofHost />
      </Workspace>
    </LazyMessageAddresses>
  );
}

const SIGNS: readonly Permission[] = [
  "reconciliation:review",
  "reconciliation:approve",
  "reconciliation:close",
];

function rolesOf(actor: Actor) {
  const assigned = new Set([...actor.roles.values()].flat());
  return ROLES.filter((role) => assigned.has(role));
}
