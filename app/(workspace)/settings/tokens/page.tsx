/** The user's own API tokens, and for administrators those of everybody else. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TokenList } from "@/components/token/token-list";
import { UserTokenList } from "@/components/token/user-token-list";
import { listPermissions, proveAnywhere, TOKEN_PERMISSIONS } from "@/lib/domain/permission";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { listTokens, listUserTokens } from "@/lib/server/tokens/queries";
import { PageMessages } from "../../../page-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("tokens") };
}

export default async function TokensPage() {
  const [actor, scope] = await Promise.all([pageActor(), pageScope("account:use")]);
  const granted = listPermissions(actor);
  const permissions = TOKEN_PERMISSIONS.filter((permission) => granted.includes(permission));
  const administers = proveAnywhere(actor, "security:administer");
  const [own, everybody] = await Promise.all([
    listTokens(scope),
    administers === null ? null : listUserTokens(administers, { text: "" }),
  ]);
  return (
    <PageMessages of={["people", "token"]}>
      <TokenList tokens={own} permissions={permissions} />
      {everybody !== null && <UserTokenList list={everybody} ownId={scope.actorId} />}
    </PageMessages>
  );
}
