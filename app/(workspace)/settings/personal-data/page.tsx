/** What is stored of the reader and, for administrators of people, of anybody. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Retention } from "@/components/personal-data/retention";
import { ErasePerson } from "@/components/personal-data/erase-person";
import { StoredData } from "@/components/personal-data/stored-data";
import { PersonChoice } from "@/components/personal-data/person-choice";
import type { FoundUsers, UserRow } from "@/lib/contracts/user";
import { proveAnywhere, type Scope } from "@/lib/domain/permission";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { getOwnStoredData, getStoredData } from "@/lib/server/users/stored-data";
import { listRetention } from "@/lib/server/retention/settings";
import { findUsers } from "@/lib/server/users/queries";
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
    const id = [(await searchParams).person].flat()[0] ?? "";
    const first = { text: "", skip: 0, limit: PEOPLE_OFFERED_MAX };
    const offered = await findUsers(people, first);
    // Whom nobody knows is nobody, like every invalid parameter of an address.
    const { users } = id === "" ? { users: [] } : await findUsers(people, { ...first, id });
    return <OfAnybody scope={scope} offered={offered} chosen={users[0]} />;
  }
  return <StoredData data={await getOwnStoredData(own)} userId={null} />;
}

type OfAnybodyProps = {
  scope: Scope<"security:administer">;
  /** Everybody, or the first of many. */
  offered: FoundUsers;
  chosen: UserRow | undefined;
};

/** A native list offers so many people, and more are searched for. */
const PEOPLE_OFFERED_MAX = 300;

async function OfAnybody({ scope, offered: { users, count }, chosen }: OfAnybodyProps) {
  return (
    <>
      <PersonChoice
        people={count > users.length ? null : users.map(toChoice)}
        chosen={chosen === undefined ? null : toChoice(chosen)}
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

function toChoice({ id, name, email }: UserRow) {
  return { id, name, email };
}
