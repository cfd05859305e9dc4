"use client";

/**
 * Offers pages and actions: centres, dates ("bilbao 22 nov"), pages and commands, the most recently
 * used first.
 */
import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Dialog as Radix } from "radix-ui";
import { useState } from "react";
import type { Permission } from "@/lib/domain/permission";
import { hasTerms, splitSearch } from "@/lib/domain/screen/normalise-search";
import { Icon } from "../ui/icon";
import { useRestoredFocus } from "../ui/overlay-focus";
import { type Entry, usePaletteEntries } from "./palette-entries";
import type { NavigationItem } from "./navigation";
import { recentEntries, rememberEntry } from "./recent";

type PaletteProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onShortcuts: () => void;
  navigation: NavigationItem[];
  permissions: readonly Permission[];
};

export function Palette(props: PaletteProps) {
  const t = useTranslations("shell");
  const restoredFocus = useRestoredFocus();
  return (
    <Radix.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-veil" />
        <Radix.Content
          {...restoredFocus}
          aria-describedby={undefined}
          className="floating fixed top-[12dvh] left-1/2 z-50 w-[calc(100vw-32px)] max-w-[560px] -translate-x-1/2"
        >
          <Radix.Title className="sr-only">{t("go-to")}</Radix.Title>
          <Finder {...props} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const SHOWN_MAX = 12;

function Finder({ onOpenChange, onShortcuts, navigation, permissions }: PaletteProps) {
  const t = useTranslations("shell");
  const router = useRouter();
  const [search, setSearch] = useState("");
  const { entries, isPending } = usePaletteEntries({
    search,
    navigation,
    permissions,
    onShortcuts,
  });
  const recent = search === "" ? recentEntries(entries) : [];
  const shown = matching(entries, search).slice(0, SHOWN_MAX);
  const choose = (entry: Entry) => {
    rememberEntry(entry);
    onOpenChange(false);
    if (entry.href === undefined) entry.run?.();
    else router.push(entry.href);
  };
  return (
    <Command shouldFilter={false} label={t("go-to")} loop>
      <div className="flex items-center gap-2 border-b border-rule px-4">
        <Icon name="search" className="size-4 text-ink-3" />
        <Command.Input
          value={search}
          onValueChange={setSearch}
          placeholder={t("palette-hint")}
          className="h-12 w-full bg-transparent text-md outline-none"
        />
      </div>
      <Command.List className="max-h-[50dvh] overflow-y-auto p-1">
        {recent.length > 0 && (
          <Group title={t("recent")} entries={recent} prefix="recent" onChoose={choose} />
        )}
        {(["date", "place", "centre", "move"] as const).map((kind) => (
          <Group
            key={kind}
            title={t(`kinds.${kind}`)}
            entries={shown.filter((entry) => entry.kind === kind)}
            prefix={kind}
            onChoose={choose}
          />
        ))}
        {shown.length === 0 && !isPending && (
          <p className="px-3 py-4 text-sm text-ink-2">{t("nothing-found", { search })}</p>
        )}
        {isPending && <p className="px-3 py-2 text-xs text-ink-3">{t("centres-loading")}</p>}
      </Command.List>
    </Command>
  );
}

type GroupProps = {
  title: string;
  prefix: string;
  entries: Entry[];
  onChoose: (entry: Entry) => void;
};

function Group({ title, prefix, entries, onChoose }: GroupProps) {
  if (entries.length === 0) return null;
  return (
    <Command.Group
      heading={title}
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-3"
    >
      {entries.map((entry) => (
        <Command.Item
          key={entry.id}
          value={`${prefix} ${entry.id}`}
          onSelect={() => onChoose(entry)}
          className="flex min-h-11 cursor-pointer items-center gap-3 rounded-sm px-3 text-sm data-[selected=true]:bg-hover sm:min-h-8"
        >
          <span className="min-w-0 truncate">{entry.label}</span>
          {entry.hint !== undefined && (
            <span className="ml-auto shrink-0 text-xs text-ink-3">{entry.hint}</span>
          )}
        </Command.Item>
      ))}
    </Command.Group>
  );
}

/** Dates were made from the search itself, so they always match. */
function matching(entries: Entry[], search: string): Entry[] {
  const terms = splitSearch(search);
  return entries.filter((entry) => {
    if (entry.kind === "date") return true;
    if (terms.length === 0) return entry.kind !== "centre";
    return hasTerms(`${entry.label} ${entry.hint ?? ""}`, terms);
  });
}
