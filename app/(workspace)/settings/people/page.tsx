/** The settings of users: who may sign in, and which roles they have where. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AccessRequests } from "@/components/user/access-requests";
import { UserList } from "@/components/user/user-list";
import { pack } from "@/lib/domain/screen/packed-rows";
import { pageScope } from "@/lib/server/auth/page";
import { listAccessRequests } from "@/lib/server/users/access-request-queries";
import { listUsers } from "@/lib/server/users/queries";
import { listRoleTargets } from "@/lib/server/users/role-targets";
import { PageMessages } from "../../../page-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("people") };
}

export default async function PeoplePage() {
  const scope = await pageScope("user:administer");
  const [users, requests, targets] = await Promise.all([
    listUsers(scope),
    listAccessRequests(scope),
    listRoleTargets(scope),
  ]);
  return (
    <PageMessages of={["organisation", "people", "session"]}>
      <AccessRequests list={requests} targets={targets} />
      <UserList packedUsers={pack(users)} targets={targets} ownId={scope.actorId} />
    </PageMessages>
  );
}
