/** The settings of users: who may sign in, and which roles they have where. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { UserList } from "@/components/user/user-list";
import { pageScope } from "@/lib/server/auth/page";
import { listCentres } from "@/lib/server/centres/queries";
import { getOrganisation } from "@/lib/server/organisation/queries";
import { listUsers } from "@/lib/server/users/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("people") };
}

export default async function PeoplePage() {
  const scope = await pageScope("user:administer");
  const [users, centres, { nodes }] = await Promise.all([
    listUsers(scope),
    listCentres(scope),
    getOrganisation(scope, {}),
  ]);
  return <UserList users={users} targets={{ centres, nodes }} ownId={scope.actorId} />;
}
