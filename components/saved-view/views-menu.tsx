"use client";

/**
 * Lists the views of a page: opens one, saves the present filters, shares or removes the user's
 * own.
 */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import {
  forgetLastView,
  rememberView,
  removeView,
  shareView,
  viewsQuery,
} from "@/lib/client/saved-views";
import type { View } from "@/lib/contracts/saved-view";
import { type ViewPage, formatViewQuery } from "@/lib/domain/screen/saved-view";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { lazyOverlay } from "../ui/lazy-overlay";
import { Menu } from "../ui/menu";
import type { MenuItem } from "../ui/menu-panel";

const SaveViewDialog = lazyOverlay(() =>
  import("./save-view-dialog").then((dialog) => dialog.SaveViewDialog),
);

type ViewsMenuProps = {
  page: ViewPage;
  /** This is the page's address without a view. */
  plainQuery: string;
};

export function ViewsMenu({ page, plainQuery }: ViewsMenuProps) {
  const t = useTranslations("saved-view");
  const router = useRouter();
  const path = usePathname();
  const params = useSearchParams();
  const client = useQueryClient();
  const [saving, setSaving] = useState(false);
  const { data } = useQuery(viewsQuery(page));
  const query = formatViewQuery(params);
  const views = data?.views ?? [];
  const open = views.find((view) => view.query === query);
  const refresh = () => client.invalidateQueries({ queryKey: viewsQuery(page).queryKey });
  const changing = useMutation({
    mutationFn: (change: () => Promise<unknown>) => change(),
    onSettled: refresh,
  });
  const go = (view: View | null) => {
    changing.mutate(() => (view === null ? forgetLastView(page) : rememberView(view.id)));
    router.push(`${path}?${view === null ? plainQuery : view.query}`);
  };
  const toItem = (view: View): MenuItem => ({
    label: view.name,
    checked: view === open,
    ...(view.mine
      ? view.shared
        ? { hint: t("shared") }
        : {}
      : { hint: t("by", { by: view.by }) }),
    onSelect: () => go(view),
  });
  const mine = views.filter((view) => view.mine);
  const others = views.filter((view) => !view.mine);
  const items: MenuItem[] = [
    ...(mine.length === 0 ? [] : [{ heading: t("mine") }, ...mine.map(toItem)]),
    ...(others.length === 0 ? [] : [{ heading: t("others") }, ...others.map(toItem)]),
    ...(views.length === 0 ? [] : [{ separator: true as const }]),
    { label: t("none"), icon: "close", onSelect: () => go(null) },
    { label: t("save"), icon: "plus", onSelect: () => setSaving(true) },
    ...(open?.mine === true
      ? [
          {
            label: t(open.shared ? "unshare" : "share"),
            hint: t("share-hint"),
            icon: "person" as const,
            onSelect: () => changing.mutate(() => shareView(open.id, !open.shared)),
          },
          {
            label: t("remove", { name: open.name }),
            icon: "trash" as const,
            onSelect: () => changing.mutate(() => removeView(open.id)),
          },
        ]
      : []),
  ];
  return (
    <>
      <Menu
        align="end"
        items={items}
        trigger={(control) => (
          <Button {...control} className="max-w-60">
            <Icon name="filter" />
            <span className="truncate">{open?.name ?? t("title")}</span>
            <Icon name="chevron-down" className="size-3.5" />
          </Button>
        )}
      />
      {saving && (
        <SaveViewDialog
          {...{ page, query }}
          name={open?.mine === true ? open.name : ""}
          open
          onOpenChange={setSaving}
          onSaved={() => void refresh()}
        />
      )}
    </>
  );
}
