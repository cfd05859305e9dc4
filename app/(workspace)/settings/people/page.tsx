/** The settings of users: who may sign in, and which roles they have in which centres. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { UserList } from "@/components/user/user-list";
import { pageScope } from "@/lib/server/auth/page";
import { listCentres } from "@/lib/server/centres/queries";
import { listUsers } from "@/lib/server/users/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("people") };
}

export default async function PeoplePage() {
  const scope = await pageScope("user:administer");
  const [users, centres] = await Promise.all([listUsers(scope), listCentres(scope)]);
  return <UserList users={users} centres={centres} ownId={scope.actorId} />;
}
