/** Renders a page whose address names a node with the node's name, and not with its id. */
import type { QueryClient } from "@tanstack/react-query";
import { organisationQuery } from "@/lib/client/organisation";
import { getOrganisation } from "@/lib/server/organisation/queries";
import { pageScope } from "@/lib/server/auth/page";

export async function prefetchTree(client: QueryClient): Promise<void> {
  const tree = await getOrganisation(await pageScope("centre:view"), {});
  client.setQueryData(organisationQuery(null).queryKey, tree);
}
