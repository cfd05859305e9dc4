/** What is stored of a person, for administrators of people. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { StoredData } from "@/components/personal-data/stored-data";
import { PersonChoice } from "@/components/personal-data/person-choice";
import { pageScope } from "@/lib/server/auth/page";
import { getStoredData } from "@/lib/server/users/stored-data";
import { listUsers } from "@/lib/server/users/queries";

type PageProps = { searchParams: Promise<{ person?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("personal-data") };
}

export default async function PersonalDataPage({ searchParams }: PageProps) {
  const scope = await pageScope("user:administer");
  const { person } = await searchParams;
  const users = await listUsers(scope);
  // Whom the address names and nobody knows is nobody, like every invalid parameter of an address.
  const chosen = users.find(({ id }) => id === [person].flat()[0]);
  return (
    <>
      <PersonChoice
        users={users.map(({ id, name, email }) => ({ id, name, email }))}
        chosenId={chosen?.id ?? ""}
      />
      {chosen !== undefined && (
        <StoredData data={await getStoredData(scope, { userId: chosen.id })} />
      )}
    </>
  );
}
