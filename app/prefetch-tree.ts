/** Renders a page whose address names a node with the node's name, and not with its id. */
import type { QueryClient } from "@tanstack/react-query";
import { choiceTreeQuery } from "@/lib/client/organisation";
import { CENTRES_OFFERED_MAX } from "@/lib/domain/screen/centre-offer";
import { getOrganisation } from "@/lib/server/organisation/queries";
import { pageScope } from "@/lib/server/auth/page";

export async function prefetchTree(client: QueryClient): Promise<void> {
  const tree = await getOrganisation(await pageScope("centre:view"), {
    centresMax: CENTRES_OFFERED_MAX,
  });
  client.setQueryData(choiceTreeQuery().queryKey, tree);
}
