/** What is stored of the reader and, for administrators of people, of anybody. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Retention } from "@/components/personal-data/retention";
import { ErasePerson } from "@/components/personal-data/erase-person";
import { StoredData } from "@/components/personal-data/stored-data";
import { PersonChoice } from "@/components/personal-data/person-choice";
import type { UserRow } from "@/lib/contracts/user";
import { proveAnywhere, type Scope } from "@/lib/domain/permission";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { getOwnStoredData, getStoredData } from "@/lib/server/users/stored-data";
import { listRetention } from "@/lib/server/retention/settings";
import { listUsers } from "@/lib/server/users/queries";
import { PageMessages } from "../../../page-messages";

type PageProps = { searchParams: Promise<{ person?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("personal-data") };
}

export default async function PersonalDataPage({ searchParams }: PageProps) {
  return <PageMessages of={["personal-data"]}>{await chooseContent(searchParams)}</PageMessages>;
}

async function chooseContent(searchParams: PageProps["searchParams"]) {
  const own = await pageScope("account:use");
  const actor = await pageActor();
  const scope = proveAnywhere(actor, "security:administer");
  const people = proveAnywhere(actor, "user:administer");
  if (scope !== null && people !== null) {
    const person = [(await searchParams).person].flat()[0];
    return <OfAnybody scope={scope} users={await listUsers(people)} person={person} />;
  }
  return <StoredData data={await getOwnStoredData(own)} userId={null} />;
}

type OfAnybodyProps = {
  scope: Scope<"security:administer">;
  users: UserRow[];
  person: string | undefined;
};

async function OfAnybody({ scope, users, person }: OfAnybodyProps) {
  // Whom the address names and nobody knows is nobody, like every invalid parameter of an address.
  const chosen = users.find(({ id }) => id === person);
  return (
    <>
      <PersonChoice
        users={users.map(({ id, name, email }) => ({ id, name, email }))}
        chosenId={chosen?.id ?? ""}
      />
      {chosen !== undefined && (
        <>
          <StoredData data={await getStoredData(scope, { userId: chosen.id })} userId={chosen.id} />
          {chosen.id !== scope.actorId && <ErasePerson userId={chosen.id} name={chosen.name} />}
        </>
      )}
      <Retention retention={await listRetention(scope)} />
    </>
  );
}
