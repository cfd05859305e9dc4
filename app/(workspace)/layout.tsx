/** The layout of every page for signed-in users; anyone else is redirected to the sign-in page. */
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Workspace } from "@/components/shell/workspace";
import { SignOffProvider } from "@/components/workflow/sign-off-context";
import { type Actor, listPermissions, ROLES } from "@/lib/domain/permission";
import { pageActor } from "@/lib/server/auth/page";
import { connectionKind } from "@/lib/server/cashrec/source";

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const actor = await pageActor();
  const t = await getTranslations("shell.roles");
  return (
    <Workspace
      name={actor.name}
      roles={rolesOf(actor).map((role) => t(role))}
      permissions={listPermissions(actor)}
      connection={await connectionKind()}
    >
      <SignOffProvider>{children}</SignOffProvider>
    </Workspace>
  );
}

function rolesOf(actor: Actor) {
  const assigned = new Set([...actor.roles.values()].flat());
  return ROLES.filter((role) => assigned.has(role));
}
