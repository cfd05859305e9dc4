"use client";

/** Ranks the parts of the organisation, and goes down from a group to its areas and centres. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { varianceNodesQuery } from "@/lib/client/variances";
import { rankBy } from "@/lib/domain/variance/ranking";
import { useTree } from "../filter/use-tree";
import { Button } from "../ui/button";
import { AreasTable } from "./areas-table";
import { Part } from "./part";
import type { View } from "./view";

type Step = { id: string; name: string };

export function ByArea({ view }: { view: View }) {
  const t = useTranslations("variance.areas");
  const { currency, filters, search } = view;
  const { nodes } = useTree();
  const [path, setPath] = useState<readonly Step[]>([]);
  const below = path.at(-1)?.id ?? null;
  const query = useQuery({ ...varianceNodesQuery(search, below), enabled: nodes.length > 0 });
  if (nodes.length === 0) return null;
  const parts = (query.data?.nodes ?? []).filter(({ parentId }) => parentId === below);
  const centres = query.data?.centres ?? [];
  const rows = rankBy(
    [...parts, ...centres].filter((row) => row.currency === currency),
    filters.rank,
  );
  return (
    <Part id="by-area" title={t("title")} finding={t("hint")} query={query} waiting="h-40">
      {path.length > 0 && (
        <nav aria-label={t("path")} className="no-print mb-2 flex flex-wrap items-center gap-1">
          {[{ id: "", name: t("whole") }, ...path].map(({ id, name }, at) => (
            <span key={id} className="flex items-center gap-1 text-sm">
              {at > 0 && <span aria-hidden="true">/</span>}
              {at === path.length ? (
                <span aria-current="location" className="px-2 font-medium">
                  {name}
                </span>
              ) : (
                <Button kind="bare" onClick={() => setPath(path.slice(0, at))}>
                  {name}
                </Button>
              )}
            </span>
          ))}
        </nav>
      )}
      <AreasTable rows={rows} view={view} onOpen={(step) => setPath([...path, step])} />
    </Part>
  );
}
