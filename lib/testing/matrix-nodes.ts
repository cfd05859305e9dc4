/** Requests everything that is filtered by a node: of the reader's area, of another, of none. */
import { randomUUID } from "node:crypto";
import { sentFields } from "@/lib/server/api/sent-fields";
import type { AreaManager } from "./matrix-arrange";
import { inputOf } from "./matrix-ask";
import { call, likeness, type Target } from "./matrix-call";
import type { Fixture } from "./matrix-fixture";
import { type Input, PAGE_QUERIES } from "./matrix-inputs";
import { GUARDED } from "./matrix-tree";

const PAGES = ["/", "/audit", "/coverage", "/owed", "/reconciliations", "/variances"];

type Asked = { base: string; manager: AreaManager; ours: Fixture; theirs: Fixture };

/** Lists where the other area is shown, or tells itself from one that does not exist. */
export async function findShownNodes({ base, manager, ours, theirs }: Asked): Promise<string[]> {
  const nowhere = randomUUID();
  const wrong: string[] = [];
  for (const { target, input } of listTargets(ours)) {
    const ask = (nodeId: string) =>
      call(base, target, { ...input, query: { ...input.query, nodeId } }, manager.cookie);
    const [here, there, none] = await Promise.all([
      ask(manager.nodes.ours),
      ask(manager.nodes.theirs),
      ask(nowhere),
    ]);
    const say = (what: string) => wrong.push(`${target.method} ${target.path} ${what}`);
    if (here.status !== 200) say(`of our area: ${here.status} ${here.text.slice(0, 200)}`);
    for (const { text } of [here, there]) if (text.includes(theirs.centreId)) say("shows theirs");
    const ids = [manager.nodes.theirs, nowhere];
    if (likeness(there, ids) !== likeness(none, ids)) say("tells theirs from none");
    if (target.path.startsWith("/api/") && there.status !== 404) say(`of theirs: ${there.status}`);
  }
  return wrong;
}

function listTargets(at: Fixture): { target: Target; input: Input }[] {
  const routes = GUARDED.filter(
    (route) => route.method === "GET" && "nodeId" in sentFields(route).query,
  );
  return [
    // The control chart is of one centre, which is named beside the node.
    ...routes.map((route) => {
      const input = inputOf(route, at);
      const isOfOne = route.path === "/api/variances/control";
      return { target: route, input: isOfOne ? input : withoutCentre(input) };
    }),
    ...PAGES.map((path) => {
      const query = PAGE_QUERIES[path]?.(at) ?? {};
      const input = withoutCentre({ centre: "none", query });
      return { target: { method: "GET", path }, input };
    }),
  ];
}

function withoutCentre({ query, ...input }: Input): Input {
  const { centreId, ...others } = query ?? {};
  void centreId;
  return { ...input, query: others };
}
