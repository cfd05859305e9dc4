/** The user's own API tokens. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TokenList } from "@/components/token/token-list";
import { listPermissions, TOKEN_PERMISSIONS } from "@/lib/domain/permission";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { listTokens } from "@/lib/server/tokens/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("tokens") };
}

export default async function TokensPage() {
  const [actor, scope] = await Promise.all([pageActor(), pageScope("account:use")]);
  const granted = listPermissions(actor);
  const permissions = TOKEN_PERMISSIONS.filter((permission) => granted.includes(permission));
  return <TokenList tokens={await listTokens(scope)} permissions={permissions} />;
}
