/** The settings of users: who may sign in, and which roles they have where. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AccessRequests } from "@/components/user/access-requests";
import { UserList } from "@/components/user/user-list";
import { listNamedCentres } from "@/lib/domain/screen/named-roles";
import { PAGE_ROWS } from "@/lib/domain/screen/page";
import { pack } from "@/lib/domain/screen/packed-rows";
import { pageScope } from "@/lib/server/auth/page";
import { listAccessRequests } from "@/lib/server/users/access-request-queries";
import { findUsers } from "@/lib/server/users/queries";
import { listRoleTargets } from "@/lib/server/users/role-targets";
import { PageMessages } from "../../../page-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("people") };
}

export default async function PeoplePage() {
  const scope = await pageScope("user:administer");
  const [found, requests] = await Promise.all([
    findUsers(scope, { text: "", skip: 0, limit: PAGE_ROWS }),
    listAccessRequests(scope),
  ]);
  const named = [
    ...found.users.flatMap(({ roles, ruleRoles }) => [roles, ruleRoles]),
    ...requests.requests.map(({ role }) => (role === null ? [] : [role])),
  ].flatMap(listNamedCentres);
  const targets = await listRoleTargets(scope, named);
  return (
    <PageMessages of={["file-import", "organisation", "people", "session"]}>
      <AccessRequests list={requests} targets={targets} />
      <UserList first={pack(found)} targets={targets} ownId={scope.actorId} />
    </PageMessages>
  );
}
