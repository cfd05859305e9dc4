/** The settings of users: who may sign in, and which roles they have where. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AccessRequests } from "@/components/user/access-requests";
import { UserList } from "@/components/user/user-list";
import { pageScope } from "@/lib/server/auth/page";
import { listCentres } from "@/lib/server/centres/queries";
import { getOrganisation } from "@/lib/server/organisation/queries";
import { listAccessRequests } from "@/lib/server/users/access-request-queries";
import { listUsers } from "@/lib/server/users/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("people") };
}

export default async function PeoplePage() {
  const scope = await pageScope("user:administer");
  const [users, requests, centres, { nodes }] = await Promise.all([
    listUsers(scope),
    listAccessRequests(scope),
    listCentres(scope),
    getOrganisation(scope, {}),
  ]);
  const targets = { centres, nodes };
  return (
    <>
      <AccessRequests list={requests} targets={targets} />
      <UserList users={users} targets={targets} ownId={scope.actorId} />
    </>
  );
}
